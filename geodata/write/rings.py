"""Geometries as RFC 7946 wants them: seven decimals, outer rings counter-clockwise, valid after rounding."""

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

DECIMALS = 7
_GRID_DEG = 10.0**-DECIMALS


def ready_for_geojson(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry with coordinates of seven decimals (1 cm) and RFC 7946 ring directions.

    Positions that fall together by the rounding are dropped. Where a valid geometry would become invalid it is
    snapped to the same grid by GEOS instead, which keeps it valid; parts thinner than the grid vanish. An invalid
    geometry is rounded and oriented only. What already has seven decimals stays as it is.

    Parameters
    ----------
    geometry
        In WGS84 degrees, longitude first.

    Returns
    -------
    shapely.geometry.base.BaseGeometry
        Empty if nothing is left on the grid.
    """
    rounded = shapely.transform(geometry, _round, include_z=geometry.has_z)
    if not shapely.equals_identical(rounded, geometry) and not rounded.is_valid:
        if (
            not geometry.is_valid
        ):  # mending is the reader's task; dropping points could leave too few for a ring
            return shapely.orient_polygons(rounded)
        snapped = shapely.set_precision(geometry, _GRID_DEG, mode="valid_output")
        # GEOS computes multiples of the grid step; rounding gives the floats nearest to the decimals
        rounded = shapely.transform(snapped, _round, include_z=geometry.has_z)
    return shapely.orient_polygons(shapely.remove_repeated_points(rounded))


def _round(positions: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return positions rounded to seven decimals, without negative zeros."""
    result: npt.NDArray[np.float64] = np.round(positions, DECIMALS) + 0.0
    return result
