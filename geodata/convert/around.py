"""What lies around a cell: how many points, and how strongly they draw."""

import math

import numpy as np
import numpy.typing as npt

from geodata.errors import DataFormatError
from geodata.grid import Grid

Singles = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
_M2_PER_KM2 = 1e6


def density(points: Doubles, *, window: Grid, radius_m: float) -> Singles:
    """Return how many points per km² lie within a circle around the centre of each cell.

    Parameters
    ----------
    points
        Shape (n, 2), in the CRS of the grid.
    window
        The cells wanted, in metres.
    radius_m
        Radius of the circle; its edge belongs to it.

    Returns
    -------
    numpy.ndarray
        float32, shape (rows, columns).

    Raises
    ------
    CRSMismatchError
        The grid is not in metres.
    DataFormatError
        The radius is not positive and finite.
    """
    ones = np.ones(len(points))
    counts = _around(points, ones, window, radius_m, nearest_m=1.0, power=0.0)
    return (counts / (math.pi * radius_m**2 / _M2_PER_KM2)).astype(np.float32)


def gravity(
    points: Doubles, masses: Doubles, *, window: Grid, reach_m: float, nearest_m: float, power: float
) -> Singles:
    """Return the sum of mass ÷ distance ^ power over the points within reach of each cell.

    Parameters
    ----------
    points
        Shape (n, 2), in the CRS of the grid.
    masses
        Shape (n,), such as inhabitants or output.
    window
        The cells wanted, in metres.
    reach_m
        Points further than this do not count.
    nearest_m
        Distances below this count as this, so that a cell on a point stays finite.
    power
        1 or 2 as a rule; 0 adds the masses up.

    Returns
    -------
    numpy.ndarray
        float32, shape (rows, columns). Points are added in their own order, so that any window has the bits of the whole.

    Raises
    ------
    CRSMismatchError
        The grid is not in metres.
    DataFormatError
        A length or the power is not positive and finite, or there are not as many masses as points.

    Notes
    -----
    Hansen 1959, How accessibility shapes land use, with a cut-off.
    """
    if not (0 < nearest_m < math.inf and 0 <= power < math.inf and len(masses) == len(points)):
        raise DataFormatError(
            en=f"Gravity: nearest {nearest_m:g} m, power {power:g}, {len(masses)} masses for {len(points)} points found;"
            " expected positive numbers and one mass a point.",
            zh=f"引力：最近距离 {nearest_m:g} 米、幂 {power:g}、{len(points)} 个点对应 {len(masses)} 个质量；应为正数且一一对应。",
        )
    return _around(points, masses, window, reach_m, nearest_m=nearest_m, power=power).astype(np.float32)


def _around(
    points: Doubles, masses: Doubles, window: Grid, reach_m: float, *, nearest_m: float, power: float
) -> Doubles:
    """Return the sums in float64."""
    from geodata.convert.around_loops import add_around  # noqa: PLC0415 - numba loads only where kernels run

    window.require_metres("distance")
    if not 0 < reach_m < math.inf:
        raise DataFormatError(
            en=f"Radius {reach_m:g} m found, expected a positive length.",
            zh=f"半径 {reach_m:g} 米无效，应为正数。",
        )
    sums = np.zeros(window.shape)
    places = np.column_stack(
        [(points[:, 0] - window.x0) / window.cell, (window.y0 - points[:, 1]) / window.cell, masses]
    )
    lengths = (reach_m / window.cell, nearest_m / window.cell, window.cell)
    add_around(places, lengths, power, sums, row0=window.row0, col0=window.col0)
    return sums
