"""A computed rate year by year: totals are summed first, the rate is computed of them, and every break is marked.

Two neighbouring years are not joined where the figures above or below the line were counted otherwise (ground, scope, revision,
administrative units), where other parks enter the sum, or where a unit's own figure takes the place of a sum. Another source of
the same definition is marked and joined: editions of one yearbook count as one source.
"""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from layout.landuse.aggregate import Grouping, aggregate
from layout.landuse.indicators.register import indicator
from layout.landuse.quantities import BASE_UNIT, QUANTITIES
from layout.landuse.series import break_words, breaks_between
from layout.landuse.vintage import unit_changed

SIDES: Final = ("above", "below")
INPUT_COLUMNS: Final = (
    "entity_kind",
    "entity_id",
    "year",
    *(f"{side}{part}" for side in SIDES for part in ("", "_sources", "_note", "_extent")),
)
RATE_COLUMNS: Final = (
    "year",
    "value",
    "unit",
    "numerator_value",
    "denominator_value",
    "basis",
    "parks_covered",
    "parks_total",
    "land_share",
    "segment",
    "break_before",
    "break_en",
    "break_zh",
    "source_ids",
)
OWN: Final = "own"
SUM: Final = "sum"
_JOINED: Final = frozenset({"numerator_source", "denominator_source"})
_SOURCE_KINDS: Final = dict(zip(SIDES, ("numerator_source", "denominator_source"), strict=True))
_DIGITS: Final = re.compile(r"[\d\s]+")

Row = Mapping[str, object]


def rate_series(
    figures: pd.DataFrame,
    entity: tuple[str, str],
    *,
    indicator_id: str,
    grouping: Grouping,
    land_km2: pd.Series,
) -> pd.DataFrame:
    """Return a rate of an entity by year with what it rests on and its breaks.

    Parameters
    ----------
    figures
        Columns `INPUT_COLUMNS`, one row an entity and year: `above` and `below` in base units (亿元, km², persons, tce, t), each
        with its sources (tuple), note and ground.
    entity
        Kind (park, district, zone, city) and id.
    indicator_id
        Id in the register: its kernel divides the two.
    grouping
        The parks of the entity, and which lies in which; a park needs none.
    land_km2
        Land of every park in km², for the share covered; NaN where unknown.

    Returns
    -------
    pandas.DataFrame
        Columns `RATE_COLUMNS`, by year; years in which the rate is not defined are left out. A unit's own two figures come
        before the sum of its parks (`basis`). `segment` counts up at each break but for another source.

    Raises
    ------
    UnknownKeyError
        There is no such indicator.
    """
    chosen = indicator(indicator_id)
    rows: list[dict[str, object]] = []
    before: pd.DataFrame | None = None
    segment = 0
    for year, found in figures.groupby("year", sort=True):
        values, used = _year(found, entity, indicator_id=indicator_id, grouping=grouping, land=land_km2)
        if not np.isfinite(float(str(values.get("value", "nan")))):
            continue
        kinds = () if before is None else _breaks(before, used, entity)
        segment += bool(set(kinds) - _JOINED)
        words = break_words(kinds)
        sources = (one for side in SIDES for cell in used[f"{side}_sources"] for one in cell)
        rows.append(
            {"year": int(str(year)), "unit": chosen.unit, "segment": segment, "break_before": kinds, **values}
            | {"break_en": words.en, "break_zh": words.zh, "source_ids": tuple(dict.fromkeys(sources))}
        )
        before = used
    return pd.DataFrame(rows, columns=list(RATE_COLUMNS))


def _year(
    found: pd.DataFrame,
    entity: tuple[str, str],
    *,
    indicator_id: str,
    grouping: Grouping,
    land: pd.Series,
) -> tuple[dict[str, object], pd.DataFrame]:
    """Return the rate of one year with what it covers, and the rows that it was computed of."""
    kind, entity_id = entity
    chosen = indicator(indicator_id)
    own = found[(found["entity_kind"] == kind) & (found["entity_id"] == entity_id)]
    value = chosen.kernel(own["above"], own["below"])
    if value.notna().any():
        return _own(own, float(value.iloc[0]), park=kind == "park"), own
    if kind == "park":
        return {}, own
    parks = found[found["entity_kind"] == "park"].set_index("entity_id", drop=False)
    frame = pd.DataFrame(
        {
            f"{name}_{BASE_UNIT[QUANTITIES[name]]}": parks[side]
            for name, side in ((chosen.numerator, "above"), (chosen.denominator, "below"))
        }
    )
    summed = aggregate(frame, indicator_id, grouping=grouping, land_km2=land)
    if entity_id not in summed.index:
        return {}, own
    row = summed.loc[[entity_id]].to_dict("records")[0]
    names = ("value", "numerator_value", "denominator_value", "parks_covered", "parks_total", "land_share")
    defined = chosen.kernel(parks["above"], parks["below"]).notna()
    have = [one for one in grouping.members[entity_id] if one in defined.index and defined[one]]
    used = parks.loc[grouping.without_nested(have)]
    return {"basis": SUM} | {name: row[name] for name in names}, used.reset_index(drop=True)


def _own(own: pd.DataFrame, value: float, *, park: bool) -> dict[str, object]:
    """Return the rate of a unit's own two figures; what they cover is known of a park alone."""
    return {
        "value": value,
        "numerator_value": float(own["above"].iloc[0]),
        "denominator_value": float(own["below"].iloc[0]),
        "basis": OWN,
        "parks_covered": 1 if park else pd.NA,
        "parks_total": 1 if park else pd.NA,
        "land_share": 1.0 if park else float("nan"),
    }


def _breaks(before: pd.DataFrame, after: pd.DataFrame, entity: tuple[str, str]) -> tuple[str, ...]:
    """Return the kinds of break between what two years rest on, each once."""
    old, new = (frame.set_index(["entity_kind", "entity_id"]) for frame in (before, after))
    kinds: list[str] = []
    if set(old.index.get_level_values(0)) != set(new.index.get_level_values(0)):
        kinds.append("basis")
    elif set(old.index) != set(new.index):
        kinds.append("members")
    changed = entity[0] == "district" and unit_changed(entity[1])
    rows = [(old.loc[[key]], new.loc[[key]]) for key in old.index.intersection(new.index)]
    years = (int(before["year"].iloc[0]), int(after["year"].iloc[0]))
    for side in SIDES:
        for one, other in rows:
            left, right = one.to_dict("records")[0], other.to_dict("records")[0]
            kinds += breaks_between(
                (years[0], str(left[f"{side}_note"])),
                (years[1], str(right[f"{side}_note"])),
                extents=(str(left[f"{side}_extent"]), str(right[f"{side}_extent"])),
                changed=changed,
            )
            if source_series(left[f"{side}_sources"]) != source_series(right[f"{side}_sources"]):
                kinds.append(_SOURCE_KINDS[side])
    if changed and not rows:
        kinds += breaks_between((years[0], ""), (years[1], ""), extents=("", ""), changed=True)
    return tuple(dict.fromkeys(kinds))


def source_series(sources: tuple[str, ...]) -> frozenset[str]:
    """Return sources without the number of their edition: two yearbooks of one series are one source.

    Examples
    --------
    >>> source_series(("统计年鉴2023",)) == source_series(("统计年鉴 2024",))
    True
    """
    return frozenset(_DIGITS.sub("", str(one)).casefold() for one in sources)
