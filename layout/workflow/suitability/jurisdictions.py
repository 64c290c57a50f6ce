"""Jurisdictions on the ground: the embedded polygons of districts, zones by their member districts, and how an area lies to them."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geodata.catalog import load
from geodata.catalog.frames import PART_MEMBERS
from geodata.embedded import table
from geodata.grid import parsed_crs
from geodata.text import Bilingual
from layout.rules.office_register import MUNICIPALITY
from layout.rules.placed_rule import Jurisdiction, Lies

_HELD = 0.999
"""Share of an area that lies in a jurisdiction that is said to hold it, and the complement of the least that it is said to
meet: outlines of two origins differ by slivers."""
_WHOLE = Bilingual(en="Chongqing", zh="重庆市")


@cache
def members() -> Mapping[str, tuple[str, ...]]:
    """Return the districts of each jurisdiction: of the municipality, of a district itself, of a zone its members."""
    zones = table("layout_zones")
    codes = tuple(load("districts").frame["adcode"].tolist())
    named = zip(zones["zone_id"].tolist(), zones["member_adcodes"].tolist(), strict=True)
    return {
        MUNICIPALITY: codes,
        **{code: (code,) for code in codes},
        **{zone: tuple(own) for zone, own in named},
    }


@cache
def names() -> Mapping[str, Bilingual]:
    """Return the name of each jurisdiction."""
    zones, districts = table("layout_zones"), load("districts").frame
    rows = [
        (frame[key], frame["name_en"], frame["name_zh"])
        for frame, key in ((districts, "adcode"), (zones, "zone_id"))
    ]
    found = {
        str(code): Bilingual(en=en, zh=zh)
        for columns in rows
        for code, en, zh in zip(*(column.tolist() for column in columns), strict=True)
    }
    return {MUNICIPALITY: _WHOLE, **found}


def jurisdiction_shapes(code: str) -> gpd.GeoSeries:
    """Return the polygons of the districts of a jurisdiction in WGS84, in the order of `members`.

    Parameters
    ----------
    code
        A code that `members` knows.
    """
    frame: Any = load("districts").frame
    return frame.set_index("adcode").loc[list(members()[code])].geometry


def jurisdictions(
    wanted: Iterable[str], outline: npt.NDArray[np.object_], *, crs: str
) -> dict[str, Jurisdiction]:
    """Return jurisdictions with how an area lies to them.

    Parameters
    ----------
    wanted
        Codes that `members` knows.
    outline
        Polygons of the area.
    crs
        Their CRS.
    """
    area = shapely.union_all(outline)
    return {code: _placed(code, area, crs) for code in dict.fromkeys(wanted)}


def _placed(code: str, area: shapely.Geometry, crs: str) -> Jurisdiction:
    """Return one jurisdiction; its districts do not overlap, so that their shares add up."""
    shapes = jurisdiction_shapes(code).to_crs(parsed_crs(crs)).to_numpy()
    sizes, shares, whole = (
        shapely.area(shapes),
        shapely.area(shapely.intersection(area, shapes)),
        float(shapely.area(area)),
    )
    own = members()[code]
    met = {
        name
        for name, size, share in zip(own, sizes, shares, strict=True)
        if share > (1 - _HELD) * min(size, whole)
    }
    lies: Lies = "across" if met else "apart"
    return Jurisdiction(
        code,
        names()[code],
        members=frozenset(own),
        met=frozenset(met),
        size=float(sizes.sum()),
        lies="around" if shares.sum() >= _HELD * whole else lies,
        whole_members=code in PART_MEMBERS,
    )
