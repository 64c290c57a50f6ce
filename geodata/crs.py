"""Coordinate reference systems of the project, and geodesic areas.

Everything is stored and exchanged in WGS84, longitude first. CGCS2000 differs from it by centimetres and its
ellipsoid by 0.1 mm in the semi-minor axis, so both are one system here.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, overload

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Geod

from geodata.errors import CRSMismatchError

if TYPE_CHECKING:
    import geopandas as gpd

WGS84 = "EPSG:4326"

# The working grid: Lambert azimuthal equal area about the middle of the municipality's bounding box
# (105.29 to 110.19 E, 28.16 to 32.21 N). Areas are exact; lengths are off by 0.04 % at most, in the corners,
# 330 km from the centre ((d/R)²/8, Snyder 1987, Map Projections: A Working Manual, p. 185). No EPSG code fits: the
# CGCS2000 3-degree zones cut Chongqing into three and are not equal-area.
CHONGQING_EQUAL_AREA = (
    "+proj=laea +lat_0=30.2 +lon_0=107.75 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs +type=crs"
)

_GEOD = Geod(ellps="WGS84")
_M2_PER_KM2 = 1_000_000.0


@overload
def geodesic_area_km2(geometry: shapely.Geometry) -> float: ...


@overload
def geodesic_area_km2(geometry: "gpd.GeoSeries") -> pd.Series: ...


def geodesic_area_km2(geometry: "shapely.Geometry | gpd.GeoSeries") -> "float | pd.Series":
    """Return the area on the WGS84 ellipsoid in km².

    Edges are geodesics (Karney 2013, Algorithms for geodesics, section 6). Ring directions do not matter.

    Parameters
    ----------
    geometry
        A geometry in WGS84 degrees, longitude first; or a GeoSeries of them with a geographic CRS.

    Returns
    -------
    float or pandas.Series
        km². A Series has the index of the GeoSeries and NaN where the geometry is missing.

    Raises
    ------
    CRSMismatchError
        The GeoSeries has no CRS, or one that is not geographic.
    """
    if isinstance(geometry, shapely.Geometry):
        return _area_km2(geometry)
    if geometry.crs is None or not geometry.crs.is_geographic:
        found = "none" if geometry.crs is None else geometry.crs.name
        raise CRSMismatchError(
            en=f"Geodesic area: found CRS {found}, expected degrees ({WGS84}); reproject with to_crs first.",
            zh=f"计算椭球面积：坐标系为 {found}，应为经纬度（{WGS84}）；请先用 to_crs 转换。",
        )
    return pd.Series(_areas_km2(np.asarray(geometry)), index=geometry.index, dtype="float64", name="area_km2")


def _areas_km2(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.float64]:
    """Return the area of each geometry, NaN where there is none; ring by ring, without a Python object for each vertex."""
    areas = np.where(shapely.is_missing(shapes), np.nan, 0.0)
    areal = np.isin(
        shapely.get_type_id(shapes), (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
    )
    for place in np.flatnonzero(~areal & ~np.isnan(areas)):
        areas[place] = _area_km2(shapes[place])
    parts, shape_of = shapely.get_parts(shapely.orient_polygons(shapes[areal]), return_index=True)
    rings, part_of = shapely.get_rings(parts, return_index=True)
    places, ring_of = shapely.get_coordinates(rings, return_index=True)
    ends = np.searchsorted(ring_of, np.arange(len(rings) + 1))
    signed = [
        _GEOD.polygon_area_perimeter(places[first:last, 0], places[first:last, 1])[0]
        for first, last in pairwise(ends)
    ]
    np.add.at(areas, np.flatnonzero(areal)[shape_of[part_of]], signed)
    found: npt.NDArray[np.float64] = np.abs(areas) / np.where(areal, _M2_PER_KM2, 1.0)
    return found


def _area_km2(geometry: shapely.Geometry) -> float:
    """Return the area of one geometry; holes count as negative once the rings are oriented."""
    area_m2, _ = _GEOD.geometry_area_perimeter(shapely.orient_polygons(geometry))
    return abs(float(area_m2)) / _M2_PER_KM2
