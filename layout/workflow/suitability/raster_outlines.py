"""Outlines of the cells of a raster that meet a test, so that buffers around a class of land cover are exact."""

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from geodata.convert.polygonize import mask_polygon
from geodata.errors import GridMismatchError
from geodata.grid import Block, Grid, parsed_crs, same_crs
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_grid
from layout.config.derived_layer import OutlinesLayer
from layout.config.layer_file import LayerFile
from layout.config.suitability_case import SuitabilityCase
from layout.rules.grid_rule import CellTest
from layout.workflow.suitability.study_files import raster_path

Geometries = npt.NDArray[np.object_]
STRIP_ROWS: Final = 512
_MARGIN = 8
"""Cells of a raster around what is asked for, so that a resampling finds its neighbours."""


def native_window(name: str, layer: LayerFile, *, home: Path, around: Grid, reach_m: float = 0.0) -> Grid:
    """Return the cells of a raster over a grid, on the raster's own lattice.

    Parameters
    ----------
    name, layer
        A raster layer.
    home
        The folder that paths start from.
    around
        The grid, in metres.
    reach_m
        How far around it.

    Raises
    ------
    GeodataError
        The raster cannot be used, or does not meet the grid.
    """
    own = raster_grid(raster_path(layer, home))
    west, south, east, north = around.bounds
    west, south, east, north = west - reach_m, south - reach_m, east + reach_m, north + reach_m
    if not same_crs(own.crs, around.crs):
        change = pyproj.Transformer.from_crs(parsed_crs(around.crs), parsed_crs(own.crs), always_xy=True)
        west, south, east, north = change.transform_bounds(west, south, east, north)
    top, left = own.cell_of(west, north)
    bottom, right = own.cell_of(east, south)
    row, col = max(top - _MARGIN, 0), max(left - _MARGIN, 0)
    rows, cols = min(bottom + _MARGIN + 1, own.rows) - row, min(right + _MARGIN + 1, own.cols) - col
    if rows <= 0 or cols <= 0:
        raise GridMismatchError(
            en=f"layers: raster {name} covers {own}, which does not meet the study's grid {around}; check file and area.",
            zh=f"layers：栅格 {name} 范围为 {own}，与研究格网 {around} 不相交；请检查文件和区域。",
        )
    return own.window(Block(row, col, rows, cols))


def raster_outlines(layer: OutlinesLayer, case: SuitabilityCase, *, home: Path, grid: Grid) -> Geometries:
    """Return the outlines of the cells that meet the layer's test, within its reach of a grid.

    Parameters
    ----------
    layer
        Which cells of which raster.
    case, home
        The case, and the folder that its paths start from.
    grid
        The grid of the study.

    Returns
    -------
    numpy.ndarray
        Polygons and multipolygons in the CRS of the grid, one for each strip of the raster with such cells; none where no cell
        meets the test.

    Raises
    ------
    GeodataError
        The raster cannot be used, its cells are not square, or it does not meet the grid.
    """
    source = case.layers[layer.of]
    file = source if isinstance(source, LayerFile) else LayerFile()
    native = native_window(layer.of, file, home=home, around=grid, reach_m=layer.reach_m)
    found: list[shapely.Geometry] = []
    with Cells(raster_path(file, home), native, band=file.band, crs=file.crs, nodata=file.nodata) as cells:
        for row in range(0, native.rows, STRIP_ROWS):
            strip = native.window(Block(row, 0, min(STRIP_ROWS, native.rows - row), native.cols))
            hit = met(layer.test, cells.read_scaled(strip))
            if hit.any():
                found.append(mask_polygon(hit, strip))
    outlines = np.array(found, dtype=object)
    if not found or same_crs(native.crs, grid.crs):
        return outlines
    change = pyproj.Transformer.from_crs(parsed_crs(native.crs), parsed_crs(grid.crs), always_xy=True)
    brought: Geometries = shapely.transform(
        outlines, lambda points: np.column_stack(change.transform(*points.T))
    )
    return brought


def met(test: CellTest, values: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Return which cells meet a test of values or limits, compared in 32 bits as the engine does.

    Parameters
    ----------
    test
        No test of shapes.
    values
        Any shape, NaN for no data, which meets none.
    """
    if test.values:
        return np.isin(values, np.array(test.values, dtype=np.float32))
    low, high = (np.float32(limit) for limit in test.limits)
    with np.errstate(invalid="ignore"):
        above = values > low if test.gt is not None else values >= low
        below = values < high if test.lt is not None else values <= high
    return above & below & ~np.isnan(values)
