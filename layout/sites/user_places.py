"""Where the office's own sites lie: area, point, districts with shares, zones, nearest park. Shapes in, figures out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.convert.distance import geodesic_distance_km, nearest
from geodata.crs import geodesic_area_km2
from geodata.units import HA_PER_KM2

Shapes = npt.NDArray[np.object_]

_M_PER_KM: Final = 1_000.0
_LEAST_SHARE: Final = 1e-4
"""Slivers along a boundary that was drawn on another map: a share below 0.01 % is no part of a district."""

_SURFACE: Final = 2


@dataclass(frozen=True, slots=True)
class Ground:
    """What the outlines of the municipality say about a place.

    Parameters
    ----------
    adcodes, shapes
        The districts and their outlines (degrees WGS84).
    zones
        Table of layout zones: zone_id, kind, member_adcodes.
    """

    adcodes: tuple[str, ...]
    shapes: Shapes
    zones: pd.DataFrame


def measured(shapes: Shapes) -> pd.DataFrame:
    """Return area and point of each shape.

    Parameters
    ----------
    shapes
        Points, polygons or None in degrees WGS84, shape (sites,).

    Returns
    -------
    pandas.DataFrame
        measured_ha (geodesic, NaN for a point), lon, lat (a point on the surface), extent_m (greatest geodesic distance
        from there to the outline, 0 for a point); NaN where there is no shape.
    """
    rows = [_measured(shape) for shape in shapes]
    columns = ["measured_ha", "lon", "lat", "extent_m"]
    return pd.DataFrame(rows, columns=columns, dtype="float64")


def _measured(shape: BaseGeometry | None) -> tuple[float, float, float, float]:
    """Return area in ha, longitude, latitude and extent in m of one shape."""
    if shape is None or shape.is_empty:
        return (math.nan,) * 4
    point = shapely.point_on_surface(shape)
    if shapely.get_dimensions(shape) < _SURFACE:
        return math.nan, float(point.x), float(point.y), 0.0
    edge = shapely.get_coordinates(shapely.convex_hull(shape))
    km = geodesic_distance_km(point.x, point.y, edge[:, 0], edge[:, 1])
    return (
        geodesic_area_km2(shape) * HA_PER_KM2,
        float(point.x),
        float(point.y),
        float(np.max(km)) * _M_PER_KM,
    )


def district_shares(shapes: Shapes, ground: Ground) -> list[dict[str, float]]:
    """Return the share of each shape that lies in each district, the greatest first; a point lies in one or none.

    Parameters
    ----------
    shapes
        Points, polygons or None in degrees WGS84, shape (sites,).
    ground
        The districts.

    Returns
    -------
    list of dict
        adcode -> share of the geodesic area (0 to 1); what is missing to 1 lies outside the municipality.
    """
    tree = shapely.STRtree(ground.shapes)
    return [{} if shape is None else _shares(shape, ground, tree) for shape in shapes]


def _shares(shape: BaseGeometry, ground: Ground, tree: shapely.STRtree) -> dict[str, float]:
    """Return the shares of one shape."""
    near = [int(index) for index in tree.query(shape, predicate="intersects")]
    if shapely.get_dimensions(shape) < _SURFACE:
        return {ground.adcodes[index]: 1.0 for index in sorted(near)[:1]}
    whole = geodesic_area_km2(shape)
    if whole <= 0:
        return {}
    found = {}
    for index in near:
        share = geodesic_area_km2(shapely.intersection(shape, ground.shapes[index])) / whole
        if share >= _LEAST_SHARE:
            found[ground.adcodes[index]] = min(share, 1.0)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def zones_of_district(zones: pd.DataFrame, adcode: str) -> tuple[str, ...]:
    """Return the layout zones that take in a district whole; a flagship zone takes in only parts, which needs saying.

    Parameters
    ----------
    zones
        zone_id, kind, member_adcodes.
    adcode
        A district, "" for none.
    """
    return tuple(
        str(zone)
        for zone, kind, members in zip(zones["zone_id"], zones["kind"], zones["member_adcodes"], strict=True)
        if adcode in members and kind != "flagship"
    )


def possible_zones(zones: pd.DataFrame, adcode: str) -> tuple[str, ...]:
    """Return the flagship zones that take in parts of a district: a site there may lie in one.

    Parameters
    ----------
    zones, adcode
        As for :func:`zones_of_district`.
    """
    return tuple(
        str(zone)
        for zone, kind, members in zip(zones["zone_id"], zones["kind"], zones["member_adcodes"], strict=True)
        if adcode in members and kind == "flagship"
    )


def nearest_parks(places: pd.DataFrame, parks: pd.DataFrame) -> pd.DataFrame:
    """Return the nearest park of each place and the geodesic distance to its point.

    Parameters
    ----------
    places
        lon, lat in degrees WGS84, NaN for unknown.
    parks
        park_id, lon, lat.

    Returns
    -------
    pandas.DataFrame
        nearest_park_id ("" for none) and nearest_park_km, index of `places`.
    """
    located = parks[parks["lon"].notna() & parks["lat"].notna()]
    found = nearest(places["lon"], places["lat"], located["lon"], located["lat"])
    ids = [located["park_id"].iloc[index] if index >= 0 else "" for index in found.target]
    return pd.DataFrame(
        {
            "nearest_park_id": pd.Series(ids, index=places.index, dtype=object),
            "nearest_park_km": found.distance_km,
        },
        index=places.index,
    )


def hosts_by_outline(shapes: Shapes, outlines: Mapping[str, BaseGeometry]) -> list[str]:
    """Return the park whose outline holds more than half of each shape, "" for none.

    Parameters
    ----------
    shapes
        Points, polygons or None in degrees WGS84, shape (sites,).
    outlines
        Polygons of parks by park_id, as the office has given them.
    """
    if not outlines:
        return [""] * len(shapes)
    ids = tuple(outlines)
    ground = Ground(ids, np.array([outlines[key] for key in ids], dtype=object), pd.DataFrame())
    shares = district_shares(shapes, ground)
    half = 0.5
    return [next((key for key, share in row.items() if share > half), "") for row in shares]
