"""Geometries as files hold them: inside ±180 degrees, of one dimension where the format wants one."""

from typing import Literal, TypeAlias, cast

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geodata.errors import DataFormatError
from geodata.text import Bilingual

Geometries: TypeAlias = npt.NDArray[np.object_]
Heights = Literal["mixed", "uniform"]

_HALF_TURN, _TURN = 180.0, 360.0


def cut_at_antimeridian(shapes: gpd.GeoSeries) -> tuple[gpd.GeoSeries, tuple[Bilingual, ...]]:
    """Return geographic shapes whose parts beyond ±180 degrees are cut off and moved to the other side (RFC 7946, 3.1.9).

    Heights of the cut shapes are those that GEOS interpolates. A projected series comes back unchanged.

    Parameters
    ----------
    shapes
        Longitudes up to a full turn beyond ±180.

    Raises
    ------
    DataFormatError
        A longitude lies beyond ±540 degrees, or a latitude beyond ±90: these are no degrees.
    """
    if shapes.crs is None or not shapes.crs.is_geographic or shapes.empty:
        return shapes, ()
    values: Geometries = np.array(shapes.array, dtype=object)
    bounds = shapely.bounds(values)
    west, south, east, north = bounds.T
    far = (west < -_HALF_TURN - _TURN) | (east > _HALF_TURN + _TURN) | (south < -90) | (north > 90)  # noqa: PLR2004 - degrees
    if far.any():
        position = int(np.flatnonzero(far)[0])
        raise DataFormatError(
            en=f"Feature {position} has a coordinate outside ±180, ±90 degrees, expected {shapes.crs.name}; check the CRS.",
            zh=f"第 {position} 个要素的坐标超出 ±180、±90 度，与坐标系 {shapes.crs.name} 不符；请检查坐标系。",
        )
    beyond = (west < -_HALF_TURN) | (east > _HALF_TURN)
    if not beyond.any():
        return shapes, ()
    values[beyond] = [_wrapped(item) for item in values[beyond]]
    note = Bilingual(
        en=f"{int(beyond.sum())} geometries reached beyond ±180 degrees and were cut at the antimeridian.",
        zh=f"{int(beyond.sum())} 个几何超出 ±180 度，已在 180 度经线处切分。",
    )
    return gpd.GeoSeries(values, index=shapes.index, crs=shapes.crs, name=shapes.name), (note,)


def one_dimension(values: Geometries) -> tuple[Geometries, tuple[Bilingual, ...]]:
    """Return shapes that all have heights or all have none; an unknown height is NaN, never zero.

    Parameters
    ----------
    values
        Geometries of mixed dimension, shape (features,).
    """
    present = ~(shapely.is_missing(values) | shapely.is_empty(values))
    tall = np.asarray(shapely.has_z(values)) & present
    flat = present & ~tall
    if not tall.any() or not flat.any():
        return values, ()
    result = values.copy()
    result[flat] = shapely.transform(shapely.force_3d(values[flat]), _without_height, include_z=True)
    note = Bilingual(
        en=f"{int(flat.sum())} geometries without height stand beside {int(tall.sum())} with height; theirs is written as unknown (NaN).",
        zh=f"{int(tall.sum())} 个几何带高程，{int(flat.sum())} 个不带；后者的高程写为未知（NaN）。",
    )
    return result, (note,)


def without_measures(values: Geometries) -> tuple[Geometries, tuple[Bilingual, ...]]:
    """Return shapes without M values, which the exchange formats of this project do not carry.

    Parameters
    ----------
    values
        Geometries, shape (features,).
    """
    measured = np.asarray(shapely.has_m(values))
    if not measured.any():
        return values, ()
    result = values.copy()
    tall = measured & np.asarray(shapely.has_z(values))
    result[measured & ~tall] = shapely.force_2d(values[measured & ~tall])
    # force_3d would set the heights of geometries with M to zero (shapely 2.2 with GEOS 3.14)
    result[tall] = shapely.from_wkb(shapely.to_wkb(values[tall], output_dimension=3))
    note = Bilingual(
        en=f"M values of {int(measured.sum())} geometries are left out.",
        zh=f"{int(measured.sum())} 个几何的 M 值未写出。",
    )
    return result, (note,)


def _without_height(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return positions whose height is unknown."""
    result = points.copy()
    result[:, 2] = np.nan
    return result


def _wrapped(item: shapely.Geometry) -> shapely.Geometry:
    """Return one shape with everything inside ±180 degrees."""
    if isinstance(item, shapely.Point):
        x = shapely.get_x(item)
        return _moved(item, -_TURN if x > _HALF_TURN else _TURN)
    parts: list[shapely.Geometry] = []
    dimension = int(shapely.get_dimensions(item))
    for turn in (0.0, -_TURN, _TURN):
        window = shapely.box(-_HALF_TURN - turn, -90.0, _HALF_TURN - turn, 90.0)
        part = shapely.intersection(item, window)
        parts += [_moved(piece, turn) for piece in _pieces(part, dimension)]
    return parts[0] if len(parts) == 1 else _collected(parts)


def _pieces(part: shapely.Geometry, dimension: int) -> list[shapely.Geometry]:
    """Return the single parts of the shape's own dimension; a mere touch of the window's edge is none."""
    singles = shapely.get_parts(part).tolist()
    nested = [inner for single in singles for inner in shapely.get_parts(single).tolist()]
    return [
        single for single in nested if not single.is_empty and shapely.get_dimensions(single) == dimension
    ]


def _collected(parts: list[shapely.Geometry]) -> shapely.Geometry:
    """Return the multi-part shape of single ones."""
    dimension = int(shapely.get_dimensions(parts[0]))
    singles = np.array(parts, dtype=object)
    if dimension == 0:
        return cast("shapely.Geometry", shapely.multipoints(singles))
    return cast(
        "shapely.Geometry",
        shapely.multilinestrings(singles) if dimension == 1 else shapely.multipolygons(singles),
    )


def _moved(item: shapely.Geometry, turn: float) -> shapely.Geometry:
    """Return a shape moved in longitude."""
    if not turn:
        return item

    def shift(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        moved: npt.NDArray[np.float64] = points + np.array([turn, *([0.0] * (points.shape[1] - 1))])
        return moved

    return shapely.transform(item, shift, include_z=bool(shapely.has_z(item)))
