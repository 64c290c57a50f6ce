"""Elevation under the office's own sites, out of a raster of the office: regional screening, never the slope of a plot."""

import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.convert.zonal import Statistic, zonal_statistics
from geodata.grid import Block, Grid
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_grid
from layout.errors import OwnSiteError

ELEVATION: dict[str, Statistic] = {
    "elevation_mean_m": "mean",
    "elevation_min_m": "min",
    "elevation_max_m": "max",
}
_MOST_CELLS = 25_000_000


def elevation(shapes: gpd.GeoSeries, dem: str | os.PathLike[str]) -> pd.DataFrame:
    """Return mean, least and greatest elevation in metres under each site; NaN where the raster has no data.

    A polygon's mean weighs each cell with the share of it that the polygon covers; a point takes the cell that it lies in.

    Parameters
    ----------
    shapes
        Points and polygons in degrees WGS84, None where there is no position.
    dem
        A GeoTIFF, Erdas Imagine or Esri ASCII file of elevations in metres, square cells, with its CRS.

    Raises
    ------
    DataMissingError, DataFormatError, GridMismatchError, CRSMismatchError
        The raster is not there, damaged, rotated, or has no CRS.
    OwnSiteError
        A site spans more of the raster than can be read at once.
    """
    path = Path(dem)
    lattice = raster_grid(path)
    placed = shapes.to_crs(lattice.crs)
    with Cells(path, lattice) as cells:
        rows = [_under(shape, lattice, cells) for shape in placed]
    return pd.DataFrame(rows, index=shapes.index, columns=list(ELEVATION), dtype="float64")


def _under(shape: BaseGeometry | None, lattice: Grid, cells: Cells) -> tuple[float, ...]:
    """Return the figures of one site."""
    window = None if shape is None or shape.is_empty else window_of(shape, lattice, path=cells.path)
    if window is None:
        return (np.nan,) * len(ELEVATION)
    values = cells.read_scaled(window)
    if shapely.get_dimensions(shape) == 0:
        return (float(values[0, 0]),) * len(ELEVATION)
    zone = gpd.GeoSeries([shape], crs=lattice.crs)
    found = zonal_statistics(values, window, polygons=zone, statistics=list(ELEVATION.values()))
    return tuple(found.loc[0, list(ELEVATION.values())])


def window_of(shape: BaseGeometry, lattice: Grid, *, path: Path) -> Grid | None:
    """Return the part of a raster under a site, None where it has none.

    Parameters
    ----------
    shape
        The site in the CRS of the raster, not empty.
    lattice
        The raster.
    path
        Its file, for messages.

    Raises
    ------
    OwnSiteError
        The site spans more of the raster than can be read at once.
    """
    west, south, east, north = shape.bounds
    top, left = lattice.cell_of(west, north)
    bottom, right = lattice.cell_of(east, south)
    top, left = max(top, 0), max(left, 0)
    rows, cols = min(bottom + 1, lattice.rows) - top, min(right + 1, lattice.cols) - left
    if rows <= 0 or cols <= 0:
        return None
    if rows * cols > _MOST_CELLS:
        raise OwnSiteError(
            en=f"{path.name}: a site spans {rows:,} × {cols:,} cells, at most {_MOST_CELLS:,} are read; give a coarser"
            " elevation raster.",
            zh=f"{path.name}：有候选地跨 {rows:,} × {cols:,} 个像元，一次最多读取 {_MOST_CELLS:,} 个；请改用较粗的高程栅格。",
        )
    return lattice.window(Block(top, left, rows, cols))
