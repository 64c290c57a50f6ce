"""Where each park lies: its district, its layout zones, the park around it, its land; embedded parks or those of the office."""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from geodata.embedded import table
from geodata.units import ha_to_km2
from layout.landuse.aggregate import Grouping
from layout.landuse.quantities import quantity
from layout.workflow.desk.tables import desk_cached, desk_table

CITY: Final = "500000"
LEVELS: Final = ("city", "zone", "district")
PLACE_COLUMNS: Final = ("name_zh", "name_en", "adcode", "zone_ids", "parent", "land_km2")


@desk_cached(maxsize=2)
def embedded_places() -> pd.DataFrame:
    """Return the parks on the desk, index park_id, columns `PLACE_COLUMNS`; land is the approved area. Shared, never changed."""
    parks = desk_table("parks").set_index("park_id")
    frame = parks.rename(columns={"parent_park_id": "parent"})
    frame["land_km2"] = ha_to_km2(parks["approved_area_ha"])
    return frame[list(PLACE_COLUMNS)]


def office_places(office: pd.DataFrame) -> pd.DataFrame:
    """Return the parks of the office's table, index park_id, columns `PLACE_COLUMNS`.

    Parameters
    ----------
    office
        From `layout.workflow.landuse.office_tables.entity_table`. What it leaves blank comes from the embedded park of the same
        id; a park that is not embedded lies in the zones that hold the whole of its district. No park is taken to lie in
        another: the rows of the office stand beside each other. Land is the industrial land, else the land.
    """
    about = embedded_places().reindex(office.index)
    ids = pd.Series(office.index.astype(str), index=office.index)
    frame = pd.DataFrame(
        {
            "name_zh": _own(office, "name", about["name_zh"].fillna(ids)),
            "name_en": _own(office, "name", about["name_en"].fillna(ids)),
            "adcode": _own(office, "adcode", about["adcode"].fillna("")),
            "parent": "",
            "land_km2": quantity(office, "industrial_land").fillna(quantity(office, "land")),
        },
        index=office.index,
    )
    frame["zone_ids"] = [
        known if isinstance(known, tuple) else zones_of(str(adcode))
        for known, adcode in zip(about["zone_ids"], frame["adcode"], strict=True)
    ]
    return frame[list(PLACE_COLUMNS)]


def _own(office: pd.DataFrame, column: str, other: pd.Series) -> pd.Series:
    """Return a text of the office's table, `other` where it is blank or the column is not there."""
    if column not in office:
        return other
    own = office[column].astype(str)
    return own.where(own != "", other)


@lru_cache(maxsize=64)
def zones_of(adcode: str) -> tuple[str, ...]:
    """Return the layout zones that a district belongs to as a whole."""
    return tuple(
        str(zone["zone_id"])
        for zone in table("layout_zones").to_dict("records")
        if adcode in zone["member_adcodes"] and zone["kind"] != "flagship"
    )


def groups_of(place: Mapping[Hashable, Any], level: str) -> tuple[str, ...]:
    """Return the groups of a level that a park is in: one city, one district or none, any number of zones."""
    if level == "city":
        return (CITY,)
    if level == "district":
        return (str(place["adcode"]),) if place["adcode"] else ()
    zones = place["zone_ids"]
    return tuple(map(str, zones)) if isinstance(zones, tuple) else ()


def grouping(places: pd.DataFrame, level: str) -> Grouping:
    """Return which parks make up which groups of a level, and which park lies in which.

    Parameters
    ----------
    places
        Columns `PLACE_COLUMNS`.
    level
        "city", "zone" or "district". Zones overlap: a park is in each of its zones.
    """
    members: dict[str, list[str]] = {}
    for park, place in places.to_dict("index").items():
        for group in groups_of(place, level):
            members.setdefault(group, []).append(str(park))
    parents = {str(park): str(parent) for park, parent in places["parent"].items() if parent}
    return Grouping({group: tuple(ids) for group, ids in sorted(members.items())}, parents)
