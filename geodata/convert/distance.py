"""Distances on the ellipsoid between points, and the nearest of many. Arrays in memory, no files, no GDAL."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from pyproj import Geod

from geodata.errors import DataFormatError

Floats = npt.NDArray[np.float64]

_GEOD = Geod(ellps="WGS84")
_M_PER_KM = 1_000.0
_PAIRS_AT_ONCE = 1_000_000


class Nearest(NamedTuple):
    """The nearest target of each point.

    Parameters
    ----------
    target
        Position of the nearest target in the arrays given, shape (points,); -1 where there is none.
    distance_km
        Geodesic distance in km, shape (points,); NaN where there is none.
    """

    target: npt.NDArray[np.intp]
    distance_km: Floats


def geodesic_distance_km(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> Floats:
    """Return the geodesic distances in km on the WGS84 ellipsoid (Karney 2013, Algorithms for geodesics).

    Parameters
    ----------
    lon1, lat1, lon2, lat2
        Degrees in WGS84, of shapes that broadcast together; NaN means unknown.

    Returns
    -------
    numpy.ndarray
        float64 of the broadcast shape; NaN where a coordinate is unknown.

    Raises
    ------
    DataFormatError
        A longitude is outside ±180 or a latitude outside ±90: often the axes are swapped.

    Examples
    --------
    >>> float(geodesic_distance_km(106.5, 29.5, 104.0, 30.7).round(1))
    275.2
    """
    arrays = np.broadcast_arrays(
        _degrees("longitude", lon1, 180),
        _degrees("latitude", lat1, 90),
        _degrees("longitude", lon2, 180),
        _degrees("latitude", lat2, 90),
    )
    flat = [np.array(array, dtype=np.float64).ravel() for array in arrays]
    known = ~np.isnan(np.vstack(flat)).any(axis=0)
    result = np.full(flat[0].shape, np.nan)
    if known.any():
        x1, y1, x2, y2 = (array[known] for array in flat)
        _, _, metres = _GEOD.inv(x1, y1, x2, y2)
        result[known] = np.asarray(metres) / _M_PER_KM
    return result.reshape(arrays[0].shape)


def nearest(
    points_lon: npt.ArrayLike,
    points_lat: npt.ArrayLike,
    targets_lon: npt.ArrayLike,
    targets_lat: npt.ArrayLike,
) -> Nearest:
    """Return which target is nearest to each point, and how far it is in km.

    Every pair is measured, so the answer is exact; of equally near targets the first is taken.

    Parameters
    ----------
    points_lon, points_lat
        Degrees in WGS84, shape (points,); a point with NaN has no nearest target.
    targets_lon, targets_lat
        Degrees in WGS84, shape (targets,); a target with NaN is never nearest.

    Raises
    ------
    DataFormatError
        A longitude is outside ±180 or a latitude outside ±90, or two arrays differ in length.
    """
    lon, lat = _pair("points", points_lon, points_lat)
    target_lon, target_lat = _pair("targets", targets_lon, targets_lat)
    index = np.full(lon.shape, -1, dtype=np.intp)
    distance = np.full(lon.shape, np.nan)
    if not target_lon.size:
        return Nearest(index, distance)
    step = max(1, _PAIRS_AT_ONCE // target_lon.size)
    for start in range(0, lon.size, step):
        part = slice(start, start + step)
        km = geodesic_distance_km(lon[part, None], lat[part, None], target_lon, target_lat)
        found = ~np.isnan(km).all(axis=1)
        best = np.argmin(np.where(np.isnan(km), np.inf, km), axis=1)
        index[part] = np.where(found, best, -1)
        distance[part] = np.where(found, km[np.arange(len(best)), best], np.nan)
    return Nearest(index, distance)


def _degrees(axis: str, values: npt.ArrayLike, limit: float) -> Floats:
    """Return the values as float64 after the check of their range."""
    array = np.asarray(values, dtype=np.float64)
    wrong = np.abs(array) > limit
    if wrong.any():
        first = array[wrong].flat[0]
        name = {"longitude": "经度", "latitude": "纬度"}[axis]
        raise DataFormatError(
            en=f"Distance: {axis} {first:g} found, expected -{limit:g} to {limit:g} degrees;"
            " check that the axes are not swapped and that the CRS is WGS84.",
            zh=f"计算距离：{name} {first:g}，应在 -{limit:g} 至 {limit:g} 度之间；"
            "请检查经纬度是否颠倒、坐标系是否为 WGS84。",
        )
    return array


def _pair(what: str, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return two flat arrays of the same length."""
    x = np.atleast_1d(np.asarray(lon, dtype=np.float64))
    y = np.atleast_1d(np.asarray(lat, dtype=np.float64))
    if x.ndim != 1 or x.shape != y.shape:
        name = {"points": "点", "targets": "目标点"}[what]
        raise DataFormatError(
            en=f"Nearest: {what} have longitudes of shape {x.shape} and latitudes of shape {y.shape};"
            " expected two flat arrays of the same length.",
            zh=f"最近点：{name}的经度形状为 {x.shape}，纬度形状为 {y.shape}；应为等长的一维数组。",
        )
    return x, y
