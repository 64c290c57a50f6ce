"""Relief: how much the ground rises and falls around a cell."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import ndimage

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
    window.require_metres("relief")
    halo = relief_halo(radius_m, cell_m=window.cell)
    heights = read(window.padded(halo))
    rows, cols = np.mgrid[-halo : halo + 1, -halo : halo + 1]
    disc = np.hypot(rows, cols) * window.cell <= radius_m
    gaps = np.isnan(heights)
    inside = (slice(halo, halo + window.rows), slice(halo, halo + window.cols))
    high = ndimage.maximum_filter(np.where(gaps, -np.inf, heights), footprint=disc, mode="nearest")[inside]
    low = ndimage.minimum_filter(np.where(gaps, np.inf, heights), footprint=disc, mode="nearest")[inside]
    with np.errstate(invalid="ignore"):
        found: Singles = (high - low).astype(np.float32)
    found[gaps[inside]] = np.nan
    return found
