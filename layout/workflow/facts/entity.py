"""Everything that is known of a park, district or zone, each fact with its unit, year, firmness and sources.

A fact that is not known is a fact without a value, shown as "no data"; a part-year figure carries its period and
is never shown as a year; an output intensity names its pair of definitions and the years of both figures.
"""

from typing import TYPE_CHECKING, Any

from geodata.embedded import table
from layout.errors import UnknownKeyError
from layout.workflow.desk.tables import desk_cached, desk_table
from layout.workflow.facts.area import district_profile, zone_profile
from layout.workflow.facts.fact import Fact
from layout.workflow.facts.figures import intensity_facts, statistic_facts
from layout.workflow.facts.park import park_profile

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    from layout.landuse.vintage import Vintage


@desk_cached(maxsize=256)
def park_facts(park_id: str) -> tuple[Fact, ...]:
    """Return everything known of a park: identity, place, land, industries, output intensities, statistics.

    Parameters
    ----------
    park_id
        Id in the table of parks.

    Raises
    ------
    UnknownKeyError
        There is no such park.
    """
    row = _row(desk_table("parks"), park_id, key="park_id", name="parks")
    return (*park_profile(row), *intensity_facts("park", park_id), *statistic_facts("park", park_id))


@desk_cached(maxsize=256)
def district_facts(adcode: str, vintage: "Vintage" = "38") -> tuple[Fact, ...]:
    """Return everything known of a district, without figures where the map's unit is not the one they count.

    Parameters
    ----------
    adcode
        Code of the unit.
    vintage
        "38" or "37": the map that it was picked on. For the units that changed in November 2025 the 37-unit map
        shows no figures of the former units.

    Raises
    ------
    UnknownKeyError
        There is no such unit on that map.
    """
    profile, figures = district_profile(adcode, vintage)
    if not figures:
        return profile
    return (*profile, *intensity_facts("district", adcode), *statistic_facts("district", adcode))


@desk_cached(maxsize=64)
def zone_facts(zone_id: str) -> tuple[Fact, ...]:
    """Return everything known of a layout zone.

    Raises
    ------
    UnknownKeyError
        There is no such zone.
    """
    row = _row(table("layout_zones"), zone_id, key="zone_id", name="layout_zones")
    return (*zone_profile(row), *intensity_facts("zone", zone_id), *statistic_facts("zone", zone_id))


def _row(frame: "pd.DataFrame", wanted: str, *, key: str, name: str) -> "dict[Hashable, Any]":
    """Return the row of an id, or raise where the table of that name lacks it."""
    rows = frame[frame[key] == wanted].to_dict("records")
    if rows:
        return rows[0]
    raise UnknownKeyError(
        en=f"Fact panel: {wanted!r} is not a {key} of the table {name}; choose one of the list.",
        zh=f"信息面板：表 {name} 中没有 {key} 为 {wanted!r} 的记录；请从列表中选择。",
    )
