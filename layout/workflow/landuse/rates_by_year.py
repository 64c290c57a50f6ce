"""Computed rates by year on the desk: of the statistics, or of the office's table of parks over several years."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.text import Bilingual
from layout.errors import UnknownKeyError
from layout.landuse.aggregate import Grouping
from layout.landuse.figures import APPROVED_AREA, annual_figures, approved_area_figures
from layout.landuse.indicators import INDICATORS, indicator
from layout.landuse.pairs import pair, pairs
from layout.landuse.quantities import quantity
from layout.landuse.rate_series import INPUT_COLUMNS, rate_series
from layout.workflow.desk.tables import desk_table
from layout.workflow.landuse.office_store import office_figures
from layout.workflow.landuse.park_rows import OFFICE
from layout.workflow.landuse.target_board import statistics_with
from layout.workflow.maps.park_places import CITY, embedded_places, grouping, office_places

Yearly = Mapping[int, pd.DataFrame]

INTENSITY: Final = "land_output_rate"
STATISTIC_OF: Final[Mapping[str, str]] = {
    "output": "gross_output",
    "revenue": "operating_revenue",
    "value_added": "value_added",
    "tax": "tax",
    "investment": "fixed_asset_investment",
    "industrial_land": "industrial_land_km2",
    "built_land": "built_up_km2",
}
"""Quantity of an indicator -> the statistic that is it, in the same base unit."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate that can be followed through the years.

    Parameters
    ----------
    rate_id
        Id of an indicator of the register, or of a pair of definitions of output intensity.
    indicator_id
        The indicator of the register that divides the two.
    name, unit
        In words.
    """

    rate_id: str
    indicator_id: str
    name: Bilingual
    unit: Bilingual


def rates() -> tuple[Rate, ...]:
    """Return every rate: the indicators of the register, then the computed definitions of output intensity."""
    known = [Rate(one.indicator_id, one.indicator_id, one.name, one.unit_name) for one in INDICATORS.values()]
    unit = indicator(INTENSITY).unit_name
    return (*known, *(Rate(one.pair_id, INTENSITY, one.name, unit) for one in pairs() if not one.printed))


def rate_of(rate_id: str) -> Rate:
    """Return a rate.

    Raises
    ------
    UnknownKeyError
        There is no such rate.
    """
    found = {one.rate_id: one for one in rates()}
    if rate_id not in found:
        known = ", ".join(INDICATORS)
        raise UnknownKeyError(
            en=f"Rate {rate_id!r}: no such indicator; expected one of {known}, or a pair such as "
            "gross_output-per-industrial_land_km2.",
            zh=f"指标 {rate_id!r} 不存在；可用 {known}，或口径如 gross_output-per-industrial_land_km2。",
        )
    return found[rate_id]


def rate_figures(rate_id: str, yearly: Yearly | None = None) -> pd.DataFrame:
    """Return both figures of a rate for every entity and year that has them, columns `INPUT_COLUMNS`.

    Parameters
    ----------
    rate_id
        The rate.
    yearly
        The office's parks by year (`layout.workflow.landuse.yearly_tables`), which then stand alone; the statistics on the desk when
        None. The approved area of a park stands for every year.

    Raises
    ------
    UnknownKeyError
        There is no such rate.
    UnitError
        A column of the office's table has no unit.
    """
    chosen = rate_of(rate_id)
    register = indicator(chosen.indicator_id)
    if yearly is not None:
        if rate_id not in INDICATORS:
            return pd.DataFrame(columns=list(INPUT_COLUMNS))
        parts = [
            _office(frame, year, register.numerator, register.denominator) for year, frame in yearly.items()
        ]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(INPUT_COLUMNS))
    if rate_id in INDICATORS:
        sides = (STATISTIC_OF.get(register.numerator, ""), STATISTIC_OF.get(register.denominator, ""))
    else:
        definition = pair(rate_id)
        sides = (definition.numerator, definition.denominator)
    return _statistics(*sides)


def entity_rate(rate_id: str, entity: tuple[str, str], *, yearly: Yearly | None = None) -> pd.DataFrame:
    """Return a rate of an entity by year (`layout.landuse.rate_series.RATE_COLUMNS`).

    Parameters
    ----------
    rate_id
        The rate.
    entity
        Kind (park, district, zone, city) and id.
    yearly
        As for `rate_figures`.

    Raises
    ------
    UnknownKeyError, UnitError
        As `rate_figures`.
    """
    places = _places(yearly)
    among = Grouping({}, {}) if entity[0] == "park" else grouping(places, entity[0])
    members = {group: ids for group, ids in among.members.items() if group == entity[1]}
    return rate_series(
        rate_figures(rate_id, yearly),
        entity,
        indicator_id=rate_of(rate_id).indicator_id,
        grouping=Grouping(members, among.parents),
        land_km2=places["land_km2"],
    )


def entities_with(rate_id: str, yearly: Yearly | None = None) -> dict[tuple[str, str], int]:
    """Return each entity that has both figures of a rate in some year, alone or in its parks, with its number of years."""
    figures = rate_figures(rate_id, yearly)
    known = figures[figures["above"].notna() & figures["below"].notna()]
    years: dict[tuple[str, str], set[int]] = {}
    for kind, name, year in zip(known["entity_kind"], known["entity_id"], known["year"], strict=True):
        years.setdefault((str(kind), str(name)), set()).add(int(year))
    places = _places(yearly)
    for level in ("district", "zone", "city"):
        for group, ids in grouping(places, level).members.items():
            for park in ids:
                if ("park", park) in years:
                    years.setdefault((level, group), set()).update(years["park", park])
    return {entity: len(found) for entity, found in years.items()}


def kind_of(entity_id: str) -> str:
    """Return what an id names: the city, a zone, a park of the desk; else it is taken for a district.

    Examples
    --------
    >>> kind_of("500000")
    'city'
    """
    if entity_id == CITY:
        return "city"
    if entity_id in set(desk_table("layout_zones")["zone_id"]):
        return "zone"
    return "park" if entity_id in embedded_places().index else "district"


def _places(yearly: Yearly | None) -> pd.DataFrame:
    """Return where the parks lie: those on the desk, or those of the office in their latest year."""
    if yearly is None:
        return embedded_places()
    together = pd.concat([frame for _, frame in sorted(yearly.items())])
    return office_places(together[~together.index.duplicated(keep="last")])


def _office(frame: pd.DataFrame, year: int, numerator: str, denominator: str) -> pd.DataFrame:
    """Return one year of the office's table."""
    named = frame["source"].astype(str) if "source" in frame else pd.Series("", index=frame.index)
    sources = [(text or OFFICE,) for text in named]
    sides = {"above": quantity(frame, numerator), "below": quantity(frame, denominator)}
    columns: dict[str, object] = {"entity_kind": "park", "entity_id": frame.index.astype(str), "year": year}
    for side, values in sides.items():
        columns |= {side: values.to_numpy(), f"{side}_sources": sources}
        columns |= {f"{side}_note": "", f"{side}_extent": ""}
    return pd.DataFrame(columns)[list(INPUT_COLUMNS)]


def _statistics(numerator: str, denominator: str) -> pd.DataFrame:
    """Return both statistics for every entity and year that has them; an approved area stands for every year."""
    keys = ["entity_kind", "entity_id", "year"]
    statistics = statistics_with(office_figures())
    above = _side(annual_figures(statistics, numerator), "above")
    if denominator == APPROVED_AREA:
        found = pd.DataFrame(
            [
                (one.entity_kind, one.entity_id, one.year, one.value, one.source_ids, one.note, one.extent)
                for one in approved_area_figures(desk_table("parks"))
            ],
            columns=[*keys, "value", "source_ids", "note", "extent"],
        )
        joined = above.merge(_side(found, "below").drop(columns="year"), on=keys[:2])
    else:
        joined = above.merge(_side(annual_figures(statistics, denominator), "below"), on=keys)
    return joined[list(INPUT_COLUMNS)]


def _side(figures: pd.DataFrame, side: str) -> pd.DataFrame:
    """Return the figures of one side of the line under its names."""
    names = {
        "value": side,
        "source_ids": f"{side}_sources",
        "note": f"{side}_note",
        "extent": f"{side}_extent",
    }
    return figures.rename(columns=names)[["entity_kind", "entity_id", "year", *names.values()]]
