"""Cells for exactextract, read window by window, so that a raster of any size fits into memory."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from exactextract.raster import RasterSource

from geodata.grid import Block, Grid

Read = Callable[[Block], npt.NDArray[Any]]


class WindowSource(RasterSource):  # type: ignore[misc] # exactextract has no types
    """A band whose cells come from a function.

    Parameters
    ----------
    read
        Returns the cells of a block of the grid, shape (rows, columns); NaN is no data.
    grid
        Place of the cells.
    wkt
        The CRS of the grid, written as that of the polygons, which exactextract compares as text.
    """

    def __init__(self, read: Read, grid: Grid, *, wkt: str) -> None:
        super().__init__()
        self._read, self._grid, self._wkt = read, grid, wkt

    def res(self) -> tuple[float, float]:
        """Return width and height of a cell."""
        return self._grid.cell, self._grid.cell

    def extent(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north."""
        return self._grid.bounds

    def srs_wkt(self) -> str:
        """Return the reference system."""
        return self._wkt

    def nodata_value(self) -> float:
        """Return what means no data."""
        return float("nan")

    def read_window(self, x0: int, y0: int, nx: int, ny: int) -> npt.NDArray[np.float64]:
        """Return a window from a column and a row on, `nx` columns wide and `ny` rows high; both may be 0."""
        if nx == 0 or ny == 0:
            return np.empty((ny, nx))
        return np.asarray(self._read(Block(y0, x0, ny, nx)), dtype=np.float64)
