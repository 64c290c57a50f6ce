"""Cells of a grid laid out for a web map: which cell lies under each pixel of a picture in spherical Mercator."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj

from geodata.crs import WGS84
from geodata.grid import Grid, parsed_crs

WEB_MERCATOR = "EPSG:3857"
_EDGE_POINTS = 65


@dataclass(frozen=True, slots=True)
class MercatorView:
    """A picture of a grid in spherical Mercator.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees: the corners of the picture.
    cells
        int32, shape (height, width): the position of the cell under the centre of each pixel in the grid's cells, read row
        by row; -1 outside.
    """

    bounds: tuple[float, float, float, float]
    cells: npt.NDArray[np.int32]

    def picture(self, values: npt.NDArray[Any], *, outside: int = 0) -> npt.NDArray[Any]:
        """Return the values (rows, columns) of the grid as they lie in the picture; `outside` where there is no cell."""
        found: npt.NDArray[Any] = np.take(values.ravel(), self.cells, mode="clip")
        found[self.cells < 0] = outside
        return found


def mercator_view(grid: Grid) -> MercatorView:
    """Return the picture of a grid, with about as many pixels as the grid has cells.

    Parameters
    ----------
    grid
        In a projected CRS.

    Notes
    -----
    Each pixel shows the cell that its centre falls into: nothing is blended, and no place is more than half a pixel off.
    """
    crs = parsed_crs(grid.crs)
    ahead = pyproj.Transformer.from_crs(crs, WEB_MERCATOR, always_xy=True)
    west, south, east, north = ahead.transform_bounds(*grid.bounds, densify_pts=_EDGE_POINTS)
    size = max((east - west) / grid.cols, (north - south) / grid.rows)
    width, height = math.ceil((east - west) / size), math.ceil((north - south) / size)
    xs = west + (np.arange(width) + 0.5) * size
    ys = north - (np.arange(height) + 0.5) * size
    back = pyproj.Transformer.from_crs(WEB_MERCATOR, crs, always_xy=True)
    x, y = back.transform(*np.meshgrid(xs, ys))
    cols = np.floor((x - grid.x0) / grid.cell) - grid.col0
    rows = np.floor((grid.y0 - y) / grid.cell) - grid.row0
    inside = (rows >= 0) & (rows < grid.rows) & (cols >= 0) & (cols < grid.cols)
    cells = np.where(inside, rows * grid.cols + cols, -1).astype(np.int32)
    world = pyproj.Transformer.from_crs(WEB_MERCATOR, WGS84, always_xy=True)
    left, low = world.transform(west, north - height * size)
    right, high = world.transform(west + width * size, north)
    return MercatorView((left, low, right, high), cells)
