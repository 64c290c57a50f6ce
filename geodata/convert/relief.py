"""Relief: how much the ground rises and falls around a cell."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from geodata.errors import DataFormatError
from geodata.grid import Grid

Singles = npt.NDArray[np.float32]


def relief_halo(radius_m: float, *, cell_m: float) -> int:
    """Return how many cells around a window its relief depends on.

    Raises
    ------
    DataFormatError
        The radius is smaller than a cell, or not finite.
    """
    if not cell_m <= radius_m < math.inf:
        raise DataFormatError(
            en=f"Relief: radius {radius_m:g} m found, expected at least the cell of {cell_m:g} m; choose a larger one.",
            zh=f"起伏度：半径 {radius_m:g} 米无效，至少应为像元边长 {cell_m:g} 米；请增大。",
        )
    return math.floor(radius_m / cell_m)


def relief(read: Callable[[Grid], Singles], window: Grid, *, radius_m: float) -> Singles:
    """Return the highest minus the lowest elevation within a circle around each cell.

    Parameters
    ----------
    read
        Gives the elevations of a window that may reach beyond the raster, NaN for no data.
    window
        The cells wanted, in metres.
    radius_m
        A cell counts when its centre is not further than this.

    Returns
    -------
    numpy.ndarray
        float32, shape (rows, columns), in the unit of the elevations; NaN where the cell itself has no data. Neighbours without
        data are left out.

    Raises
    ------
    CRSMismatchError
        The grid is not in metres.
    DataFormatError
        The radius is smaller than a cell.

    Notes
    -----
    Local relief as in Smith 1935, The relative relief of Ohio, with a circle in place of the rectangle.
    """
    from geodata.convert.disc_maximum import disc_maximum  # noqa: PLC0415 - numba loads only where it is used

    window.require_metres("relief")
    halo = relief_halo(radius_m, cell_m=window.cell)
    heights = read(window.padded(halo))
    offsets = np.arange(halo + 1)
    halves = (np.hypot(offsets[:, None], offsets) * window.cell <= radius_m).sum(axis=1) - 1
    gaps = np.isnan(heights)
    high = disc_maximum(np.where(gaps, -np.inf, heights).astype(np.float32), halves)
    low = disc_maximum(np.where(gaps, -np.inf, -heights).astype(np.float32), halves)
    found: Singles = high + low
    found[gaps[halo : halo + window.rows, halo : halo + window.cols]] = np.nan
    return found
