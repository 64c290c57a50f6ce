"""The figures that maps show, joined to the units they were counted on."""

from collections.abc import Hashable
from typing import Any, Final

import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import plain, say
from layout.errors import UnknownKeyError
from layout.i18n import catalogue
from layout.landuse.figures import annual_figures
from layout.landuse.pairs import BEST, pair
from layout.landuse.tables import all_intensities, best_available
from layout.landuse.vintage import Vintage, may_show
from layout.workflow.desk.note_words import remark
from layout.workflow.desk.tables import cite, desk_cached, desk_table

INTENSITY_VALUES: Final = (
    "value",
    "value_wan_per_mu",
    "ratio_to_target",
    "value_qualifier",
    "status",
    "pair_zh",
    "pair_en",
    "numerator_value",
    "numerator_year",
    "denominator_value",
    "denominator_year",
    "year_gap",
    "source_zh",
    "source_en",
    "reason_zh",
    "reason_en",
)
_NAN: Final = float("nan")

Row = dict[Hashable, Any]


def district_values(
    indicator_id: str, year: int, *, vintage: Vintage, adcodes: tuple[str, ...]
) -> pd.DataFrame:
    """Return the figures of an indicator for the districts of a map, one row a code, in the order given.

    Parameters
    ----------
    indicator_id, year
        Indicator of the statistics table, and full year.
    vintage
        The map: a figure counted on the 38 units is left out of those that the 37 unit map redrew.
    adcodes
        Codes of the units on the map.

    Returns
    -------
    pandas.DataFrame
        value, year, qualifier, confidence, source_zh, source_en, note_zh, note_en, conflict_zh, conflict_en,
        reason_zh, reason_en. Without a figure: value NaN, year NA, the rest "" except the reason where one is known.

    Raises
    ------
    UnknownKeyError
        No district has a full-year figure of that indicator in that year.
    """
    figures = _rows_by_id(_district_figures(indicator_id), "year", year)
    if not figures:
        raise UnknownKeyError(
            en=f"District map: no full-year figure of indicator {indicator_id!r} for {year}; choose one of the list.",
            zh=f"区县图：指标 {indicator_id!r} 没有 {year} 年的全年数据；请从列表中选择。",
        )
    rows = [
        _figure_row(figures[adcode], adcode, vintage) if adcode in figures else _blank_row(None)
        for adcode in adcodes
    ]
    frame = pd.DataFrame(rows)
    frame["year"] = frame["year"].astype("Int64")
    return frame


def intensity_values(
    pair_id: str, entity_kind: str, *, entity_ids: tuple[str, ...], vintage: Vintage = "38"
) -> pd.DataFrame:
    """Return output intensities for a map, one row an entity, in the order given.

    Parameters
    ----------
    pair_id
        Id of a pair, or "best" (`layout.landuse.pairs.BEST`).
    entity_kind
        "park" or "district".
    entity_ids
        Ids on the map.
    vintage
        For districts, the map's vintage.

    Returns
    -------
    pandas.DataFrame
        Columns `INTENSITY_VALUES`; value in 亿元/km², NaN without data, with the reason.

    Raises
    ------
    UnlikePairError
        The pair is not defined.
    """
    found = _rows_by_id(_intensities(pair_id), "entity_kind", entity_kind)
    nothing = catalogue()["map.reason.nothing"]
    rows = []
    for entity_id in entity_ids:
        if entity_id not in found:
            rows.append(_no_intensity(nothing))
        elif entity_kind == "district" and not _shown(found[entity_id], entity_id, vintage):
            rows.append(_no_intensity(catalogue()["map.vintage.changed"]))
        else:
            rows.append(_intensity_row(found[entity_id]))
    frame = pd.DataFrame(rows, columns=list(INTENSITY_VALUES))
    for column in ("numerator_year", "denominator_year", "year_gap"):
        frame[column] = frame[column].astype("Int64")
    return frame


def entities_with_intensity(pair_id: str) -> tuple[int, int]:
    """Return how many parks and how many districts have an intensity of this pair (or of any, for "best")."""
    found = _intensities(pair_id)
    known = found[found["value_yi_per_km2"].notna()]
    return int((known["entity_kind"] == "park").sum()), int((known["entity_kind"] == "district").sum())


def citations(source_ids: tuple[str, ...]) -> Bilingual:
    """Return the citations of some sources as one text."""
    cited = [cite(source_id) for source_id in source_ids]
    return Bilingual(en="; ".join(text.en for text in cited), zh="；".join(text.zh for text in cited))


def conflict_text(year: int, conflicts: tuple[tuple[float, tuple[str, ...]], ...]) -> Bilingual | None:
    """Return the sentence that names the figures of other sources for the same year, None without any."""
    if not conflicts:
        return None
    others = [(plain(value, 6), citations(sources)) for value, sources in conflicts]
    return say(
        "map.conflict",
        year=year,
        others=Bilingual(
            en="; ".join(f"{value} [{source.en}]" for value, source in others),
            zh="；".join(f"{value}［{source.zh}］" for value, source in others),
        ),
    )


@desk_cached(maxsize=32)
def _district_figures(indicator_id: str) -> pd.DataFrame:
    """Return the annual figures of an indicator for districts; shared, never changed."""
    figures = annual_figures(desk_table("statistics"), indicator_id)
    return figures[figures["entity_kind"] == "district"].reset_index(drop=True)


def intensities(pair_id: str) -> pd.DataFrame:
    """Return the table of intensities of a pair, or of each entity's best pair for "best".

    Raises
    ------
    UnlikePairError
        The pair is not defined.
    """
    return _intensities(pair_id).copy()


def entity_intensities(entity_kind: str, entity_id: str) -> pd.DataFrame:
    """Return the intensities of one entity, one row a pair for which at least one figure is known."""
    everything = _all_intensities()
    chosen = (everything["entity_kind"] == entity_kind) & (everything["entity_id"] == entity_id)
    return everything[chosen].reset_index(drop=True)


@desk_cached(maxsize=32)
def _intensities(pair_id: str) -> pd.DataFrame:
    """Return the table of intensities of a pair; shared, never changed."""
    if pair_id == BEST:
        return best_available(desk_table("statistics"), desk_table("parks"))
    everything = _all_intensities()
    return everything[everything["pair"] == pair(pair_id).pair_id].reset_index(drop=True)


@desk_cached(maxsize=1)
def _all_intensities() -> pd.DataFrame:
    """Return the intensities of all pairs; shared, never changed."""
    return all_intensities(desk_table("statistics"), desk_table("parks"))


def _rows_by_id(frame: pd.DataFrame, column: str, wanted: str | int) -> dict[str, Row]:
    """Return the rows with `wanted` in a column, by the entity they are about (one row an entity)."""
    return {str(row["entity_id"]): row for row in frame[frame[column] == wanted].to_dict("records")}


def _figure_row(figure: Row, adcode: str, vintage: Vintage) -> dict[str, object]:
    """Return the map columns of one district's figure."""
    if not may_show(adcode, int(figure["year"]), vintage=vintage):
        return _blank_row(catalogue()["map.vintage.changed"])
    source = citations(figure["source_ids"])
    conflict = conflict_text(int(figure["year"]), figure["conflicts"])
    note = remark(str(figure["note"]))
    return {
        "value": float(figure["value"]),
        "year": int(figure["year"]),
        "qualifier": figure["qualifier"],
        "confidence": figure["confidence"],
        "source_zh": source.zh,
        "source_en": source.en,
        "note_zh": note.zh if note else "",
        "note_en": note.en if note else "",
        "conflict_zh": conflict.zh if conflict else "",
        "conflict_en": conflict.en if conflict else "",
        "reason_zh": "",
        "reason_en": "",
    }


def _blank_row(reason: Bilingual | None) -> dict[str, object]:
    """Return the map columns of a district without a figure."""
    return {
        "value": _NAN,
        "year": pd.NA,
        "qualifier": "",
        "confidence": "",
        "source_zh": "",
        "source_en": "",
        "note_zh": "",
        "note_en": "",
        "conflict_zh": "",
        "conflict_en": "",
        "reason_zh": reason.zh if reason else "",
        "reason_en": reason.en if reason else "",
    }


def _shown(row: Row, adcode: str, vintage: Vintage) -> bool:
    """Return whether an intensity was counted on the unit of the map."""
    years = (row["numerator_year"], row["denominator_year"])
    return all(may_show(adcode, year, vintage=vintage) for year in years if isinstance(year, int))


def _intensity_row(row: Row) -> dict[str, object]:
    """Return the map columns of one intensity."""
    words = pair(str(row["pair"])).name
    source = citations(row["source_ids"])
    return {name: row.get(name, "") for name in INTENSITY_VALUES} | {
        "value": row["value_yi_per_km2"],
        "pair_zh": words.zh,
        "pair_en": words.en,
        "source_zh": source.zh,
        "source_en": source.en,
    }


def _no_intensity(reason: Bilingual) -> dict[str, object]:
    """Return the map columns of an entity of which neither figure is known."""
    row: dict[str, object] = dict.fromkeys(INTENSITY_VALUES, "")
    row |= dict.fromkeys(
        ("value", "value_wan_per_mu", "ratio_to_target", "numerator_value", "denominator_value"), _NAN
    )
    row |= dict.fromkeys(("numerator_year", "denominator_year", "year_gap"), pd.NA)
    return row | {"status": "missing", "reason_zh": reason.zh, "reason_en": reason.en}
