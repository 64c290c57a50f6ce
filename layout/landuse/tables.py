"""Tables of output intensity: every entity with at least one of the two figures, and why the rest has no value.

Columns of every table here (`INTENSITY_COLUMNS`):

entity_kind, entity_id      "park", "district", "zone" or "city" and its id
pair                        id of the pair of definitions (`layout.landuse.pairs`)
status                      "computed", "printed", "refused" (both known, not combinable) or "missing"
value_yi_per_km2            亿元/km²; NaN unless computed or printed
value_wan_per_mu            the same in 万元/亩
value_qualifier             exact, at_least, at_most or about, from both figures
ratio_to_target             value ÷ target
numerator_*, denominator_*  indicator, value (亿元; km²), year, qualifier of each figure; blank where unknown
year_gap                    years between the two figures
extent                      the ground that both figures are stated for; "" where not stated
conflicts                   figures of other sources for the same year, as (indicator, year, value, source ids)
source_ids, confidence      of both figures; the weaker confidence
notes                       notes of the source table on both figures
reason_en, reason_zh        why there is no value; "" where there is one
"""

from collections.abc import Hashable, Iterable
from typing import Any, Final

import pandas as pd

from geodata.text import Bilingual
from geodata.units import yi_per_km2_to_wan_per_mu
from layout.errors import UnlikePairError
from layout.landuse.figures import (
    APPROVED_AREA,
    Figure,
    approved_area_figures,
    choose_annual,
    part_year_periods,
)
from layout.landuse.intensity import TARGET_YI_PER_KM2, output_intensity
from layout.landuse.match import EntityFigures, by_entity
from layout.landuse.pairs import DENOMINATORS, NUMERATORS, Pair, pair_of, pairs, printed_pair
from layout.landuse.reasons import part_year_reason, reason_of

DEFAULT_MAX_YEAR_GAP: Final = 5
INTENSITY_COLUMNS: Final = (
    "entity_kind",
    "entity_id",
    "pair",
    "status",
    "value_yi_per_km2",
    "value_wan_per_mu",
    "value_qualifier",
    "ratio_to_target",
    "numerator_indicator",
    "numerator_value",
    "numerator_year",
    "numerator_qualifier",
    "denominator_indicator",
    "denominator_value",
    "denominator_year",
    "denominator_qualifier",
    "year_gap",
    "extent",
    "conflicts",
    "source_ids",
    "confidence",
    "notes",
    "reason_en",
    "reason_zh",
)
_YEARS: Final = ("numerator_year", "denominator_year", "year_gap")


def intensity_table(
    statistics: pd.DataFrame,
    parks: pd.DataFrame,
    *,
    numerator: str,
    denominator: str,
    max_year_gap: int = DEFAULT_MAX_YEAR_GAP,
    target: float = TARGET_YI_PER_KM2,
) -> pd.DataFrame:
    """Return output ÷ land of one pair for every entity that has at least one of the two figures.

    Parameters
    ----------
    statistics
        Long table of figures (see `annual_figures`); outputs in 亿元, land in km².
    parks
        Table of parks, for the approved area.
    numerator, denominator
        Indicator ids of the pair; the denominator "approved_area" is read from `parks`.
    max_year_gap
        Largest difference of years between the two figures; a wider pair is refused and says so.
    target
        Target intensity in 亿元/km².

    Returns
    -------
    pandas.DataFrame
        One row an entity, columns `INTENSITY_COLUMNS`, sorted by entity. The latest output for which land of
        the same extent is known within the gap is taken, and with it the land nearest in years.

    Raises
    ------
    UnlikePairError
        The pair is not defined.
    """
    wanted = (pair_of(numerator, denominator),)
    return all_intensities(statistics, parks, wanted=wanted, max_year_gap=max_year_gap, target=target)


def printed_table(
    statistics: pd.DataFrame, *, indicator_id: str, target: float = TARGET_YI_PER_KM2
) -> pd.DataFrame:
    """Return intensities that a source printed itself, the latest full year of each entity.

    Parameters
    ----------
    statistics
        Long table of figures, in 亿元/km².
    indicator_id
        "output_per_km2" or "value_added_per_km2".
    target
        Target intensity in 亿元/km².

    Raises
    ------
    UnlikePairError
        The indicator is not a printed intensity.
    """
    rows = _printed_rows(printed_pair(indicator_id), _rows_of(statistics, indicator_id))
    return _table(rows, target)


def all_intensities(
    statistics: pd.DataFrame,
    parks: pd.DataFrame,
    *,
    wanted: Iterable[Pair] | None = None,
    max_year_gap: int = DEFAULT_MAX_YEAR_GAP,
    target: float = TARGET_YI_PER_KM2,
) -> pd.DataFrame:
    """Return the tables of several pairs below each other, by default of all, computed and printed.

    Parameters
    ----------
    statistics, parks, max_year_gap, target
        As for `intensity_table`.
    wanted
        The pairs.

    Returns
    -------
    pandas.DataFrame
        Columns `INTENSITY_COLUMNS`, in the order of the pairs and sorted by entity within each. Rows of
        different pairs must not be compared: `require_one_pair` refuses them.
    """
    chosen = tuple(pairs() if wanted is None else wanted)
    indicators = sorted({name for pair in chosen for name in (pair.numerator, pair.denominator)})
    rows = {name: _rows_of(statistics, name) for name in indicators}
    annual = {name: choose_annual(rows[name]) for name in indicators}
    if APPROVED_AREA in annual:
        annual[APPROVED_AREA] = approved_area_figures(parks)
    found: list[dict[str, object]] = []
    for pair in chosen:
        if pair.printed:
            found += _printed_rows(pair, rows[pair.numerator])
            continue
        part_year = part_year_periods(rows[pair.numerator])
        entities = by_entity(annual[pair.numerator], annual[pair.denominator], part_year=part_year)
        found += [_row(pair, figures, max_year_gap) for figures in entities]
    return _table(found, target)


def best_available(
    statistics: pd.DataFrame,
    parks: pd.DataFrame,
    *,
    max_year_gap: int = DEFAULT_MAX_YEAR_GAP,
    target: float = TARGET_YI_PER_KM2,
) -> pd.DataFrame:
    """Return for each entity its one figure nearest to the plan's wording; the pairs differ from row to row.

    Land comes first (industrial land in use before built-up, approved, planned and managed land), then output
    (gross output before revenue before value added); a printed output intensity counts after the computed ones.
    The rows must not be compared with each other: `require_one_pair` refuses them.

    Returns
    -------
    pandas.DataFrame
        Columns `INTENSITY_COLUMNS`; only rows with a value.
    """
    preferred = [pair_of(above, below) for below in DENOMINATORS for above in NUMERATORS]
    preferred.append(printed_pair("output_per_km2"))
    table = all_intensities(statistics, parks, wanted=preferred, max_year_gap=max_year_gap, target=target)
    known = table[table["value_yi_per_km2"].notna()]
    first = known.drop_duplicates(["entity_kind", "entity_id"], keep="first")
    return first.sort_values(["entity_kind", "entity_id"], kind="stable").reset_index(drop=True)


def require_one_pair(table: pd.DataFrame) -> str:
    """Return the one pair id of a table of intensities.

    Raises
    ------
    UnlikePairError
        The rows rest on different pairs and must not be ranked or classed together.
    """
    found = sorted({str(pair) for pair in table["pair"]})
    if len(found) != 1:
        shown = ", ".join(found) if found else "-"
        raise UnlikePairError(
            en=f"Output intensities: expected figures of one pair, found {len(found)} ({shown}); choose one pair.",
            zh=f"土地产出强度：应为同一口径的数值，实际有 {len(found)} 种（{shown}）；请选定一种口径。",
        )
    return found[0]


def _rows_of(statistics: pd.DataFrame, indicator_id: str) -> list[dict[Hashable, Any]]:
    """Return the rows of one indicator."""
    return statistics[statistics["indicator_id"] == indicator_id].to_dict("records")


def _identity(pair: Pair, figures: EntityFigures) -> dict[str, object]:
    """Return the columns that name the entity and the pair."""
    return {
        "entity_kind": figures.entity[0],
        "entity_id": figures.entity[1],
        "pair": pair.pair_id,
        "numerator_indicator": pair.numerator,
        "denominator_indicator": pair.denominator,
    }


def _printed_rows(pair: Pair, rows: list[dict[Hashable, Any]]) -> list[dict[str, object]]:
    """Return the rows of a printed ratio, one an entity, the latest full year of each."""
    nothing: list[Figure] = []
    entities = by_entity(choose_annual(rows), nothing, part_year=part_year_periods(rows))
    return [_printed_row(pair, entity) for entity in entities]


def _row(pair: Pair, figures: EntityFigures, max_year_gap: int) -> dict[str, object]:
    """Return the row of one entity for a computed pair."""
    match = figures.match(max_year_gap)
    reason = reason_of(pair, figures, match=match, max_year_gap=max_year_gap)
    row = _identity(pair, figures)
    row |= match.columns()
    both_known = match.above is not None and match.below is not None
    row["status"] = ("refused" if both_known or figures.part_year else "missing") if reason else "computed"
    return row | _reason_columns(reason)


def _printed_row(pair: Pair, figures: EntityFigures) -> dict[str, object]:
    """Return the row of one entity for a printed ratio, which stands as its own numerator."""
    match = figures.latest()
    row = _identity(pair, figures)
    row |= match.columns()
    if match.above is None:
        return row | {"status": "refused"} | _reason_columns(part_year_reason(pair, figures))
    row |= {"status": "printed", "printed_value": match.above.value, "value_qualifier": match.above.qualifier}
    return row | _reason_columns(None)


def _reason_columns(reason: Bilingual | None) -> dict[str, object]:
    """Return the two reason columns."""
    return {"reason_en": reason.en if reason else "", "reason_zh": reason.zh if reason else ""}


def _table(rows: Iterable[dict[str, object]], target: float) -> pd.DataFrame:
    """Return the rows as a frame with intensities computed for those whose status allows it."""
    frame = pd.DataFrame(list(rows), columns=[*INTENSITY_COLUMNS, "printed_value"])
    for column in _YEARS:
        frame[column] = frame[column].astype("Int64")
    for column in ("numerator_value", "denominator_value", "printed_value"):
        frame[column] = frame[column].astype("float64")
    computed = output_intensity(frame["numerator_value"], frame["denominator_value"])
    value = computed.where(frame["status"] == "computed").fillna(frame["printed_value"])
    frame["value_yi_per_km2"] = value
    frame["value_wan_per_mu"] = yi_per_km2_to_wan_per_mu(value)
    frame["ratio_to_target"] = value / target
    frame["value_qualifier"] = frame["value_qualifier"].where(value.notna(), "")
    return frame[list(INTENSITY_COLUMNS)]
