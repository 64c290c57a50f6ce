"""Cells of a grid laid out for a web map: which cell lies under each pixel of a picture in spherical Mercator."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj

from geodata.crs import WGS84
from geodata.grid import Grid, parsed_crs

WEB_MERCATOR = "EPSG:3857"
_EDGE_POINTS = 65
Floats = npt.NDArray[np.float64]


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
    edges = ahead.transform_bounds(*grid.bounds, densify_pts=_EDGE_POINTS)

    def cell_under(x: Floats, y: Floats) -> tuple[Floats, Floats]:
        rows = np.floor((grid.y0 - y) / grid.cell) - grid.row0
        return rows, np.floor((x - grid.x0) / grid.cell) - grid.col0

    return _view(crs, edges, shape=grid.shape, cell_under=cell_under)


def mercator_view_of(
    crs: str, bounds: tuple[float, float, float, float], *, shape: tuple[int, int]
) -> MercatorView:
    """Return the picture of cells that fill a box evenly, in any CRS and of any proportion.

    Parameters
    ----------
    crs
        The CRS, as pyproj reads it.
    bounds
        West, south, east, north of the box in the CRS.
    shape
        Rows and columns of cells in it, north up.
    """
    place = parsed_crs(crs)
    ahead = pyproj.Transformer.from_crs(place, WEB_MERCATOR, always_xy=True)
    edges = ahead.transform_bounds(*bounds, densify_pts=_EDGE_POINTS)
    west, south, east, north = bounds

    def cell_under(x: Floats, y: Floats) -> tuple[Floats, Floats]:
        rows = np.floor((north - y) / (north - south) * shape[0])
        return rows, np.floor((x - west) / (east - west) * shape[1])

    return _view(place, edges, shape=shape, cell_under=cell_under)


def _view(
    crs: pyproj.CRS,
    edges: tuple[float, float, float, float],
    *,
    shape: tuple[int, int],
    cell_under: Callable[[Floats, Floats], tuple[Floats, Floats]],
) -> MercatorView:
    """Return the picture between edges in spherical Mercator; `cell_under` tells row and column of a place in the CRS."""
    west, south, east, north = edges
    size = max((east - west) / shape[1], (north - south) / shape[0])
    width, height = math.ceil((east - west) / size), math.ceil((north - south) / size)
    xs = west + (np.arange(width) + 0.5) * size
    ys = north - (np.arange(height) + 0.5) * size
    back = pyproj.Transformer.from_crs(WEB_MERCATOR, crs, always_xy=True)
    rows, cols = cell_under(*back.transform(*np.meshgrid(xs, ys)))
    inside = (rows >= 0) & (rows < shape[0]) & (cols >= 0) & (cols < shape[1])
    cells = np.where(inside, rows * shape[1] + cols, -1).astype(np.int32)
    world = pyproj.Transformer.from_crs(WEB_MERCATOR, WGS84, always_xy=True)
    left, low = world.transform(west, north - height * size)
    right, high = world.transform(west + width * size, north)
    return MercatorView((left, low, right, high), cells)
