"""Zonal statistics of a raster file over the polygons of a file, exact at the edges, with the share that has data."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.convert.zonal import Statistic, class_shares, windowed_statistics
from geodata.errors import DataFormatError
from geodata.grid import Block, Grid, parsed_crs
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_grid, raster_scale
from geodata.read.shapes_file import read_features
from geodata.text import Bilingual
from layout.entities.wording import say

MOST_CLASSES = 64
_M2_PER_HA = 10_000.0
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Zones:
    """Which polygons.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, Shapefile or FlatGeobuf with its CRS.
    layer
        Layer of a GeoPackage; the first where None.
    name
        Attribute that names the polygons; they are counted from 1 where None.
    """

    path: str | os.PathLike[str]
    layer: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ZonalTable:
    """What was found.

    Parameters
    ----------
    rows
        A row a polygon: zone, covered_ha (NaN on a geographic raster), data_share, the statistics, and share_CLASS.
    notes
        What the reader must know.
    """

    rows: pd.DataFrame
    notes: tuple[Bilingual, ...]


def zonal_table(
    raster: str | os.PathLike[str],
    zones: Zones,
    *,
    statistics: Sequence[Statistic],
    band: int = 1,
    classes: bool = False,
) -> ZonalTable:
    """Return statistics of a raster under each polygon; a cell counts by the share of it that the polygon covers.

    Cells are read where the polygons lie, so the raster may be larger than the memory. Where a surface of this product
    says that 0 means excluded, excluded cells hold no score and count as cells without data.

    Parameters
    ----------
    raster
        A GeoTIFF, Erdas Imagine or Esri ASCII file with its CRS and square cells.
    zones
        The polygons; they are brought into the CRS of the raster, edges straight between their corners there.
    statistics
        Names of `geodata.convert.zonal.STATISTICS`.
    band
        Counted from 1.
    classes
        Whether to add the share of each class of a categorical raster.

    Raises
    ------
    DataMissingError, DataFormatError, GridMismatchError, CRSMismatchError
        A file is not there, damaged or has no CRS; a feature is no polygon; a statistic is unknown; too many classes.
    """
    path = Path(raster)
    grid = raster_grid(path)
    names, polygons = _polygons(zones, grid)
    wanted = list(dict.fromkeys(("count", *statistics)))
    scale, zero_is_excluded = raster_scale(path)
    with Cells(path, grid, band=band) as cells:

        def read(block: Block) -> npt.NDArray[np.float64]:
            values = cells.read(grid.window(block)).astype(np.float64)
            if zero_is_excluded:
                values[values == 0] = np.nan
            return values * scale

        found = windowed_statistics(read, grid, polygons=polygons, statistics=wanted)
        shares = (
            class_shares(read, grid, polygons=polygons) if classes else pd.DataFrame(index=polygons.index)
        )
    if shares.shape[1] > MOST_CLASSES:
        raise DataFormatError(
            en=f"{path.name}: {shares.shape[1]} classes found, at most {MOST_CLASSES} are listed; is it a raster of classes?",
            zh=f"{path.name}：有 {shares.shape[1]} 个类别，最多列出 {MOST_CLASSES} 个；请确认这是分类栅格。",
        )
    geographic = parsed_crs(grid.crs).is_geographic
    rows = pd.DataFrame({"zone": names, "covered_ha": np.nan}, index=polygons.index)
    if not geographic:
        rows["covered_ha"] = found["count"] * grid.cell**2 / _M2_PER_HA
    rows["data_share"] = _share(found["count"].to_numpy(), polygons, grid)
    rows[list(statistics)] = found[list(statistics)]
    rows[[f"share_{value:g}" for value in shares.columns]] = shares
    return ZonalTable(rows, tuple(_notes(rows, geographic=geographic, excluded=zero_is_excluded)))


def _polygons(zones: Zones, grid: Grid) -> tuple[list[object], gpd.GeoSeries]:
    """Return names and polygons in the CRS of the grid."""
    wanted = () if zones.name is None else (zones.name,)
    features = read_features(zones.path, into=grid.crs, layer=zones.layer, attributes=wanted)
    flat = np.flatnonzero(shapely.get_dimensions(features.geometry) != 2)  # noqa: PLR2004 - a polygon's dimension
    if len(flat):
        kind = features.geometry[flat[0]].geom_type
        raise DataFormatError(
            en=f"{Path(zones.path).name}: feature {flat[0] + 1} is a {kind}, expected polygons; give areas, such as a buffer.",
            zh=f"{Path(zones.path).name}：第 {flat[0] + 1} 个要素为 {kind}，应为面；请改用面要素（如缓冲区）。",
        )
    count = len(features.geometry)
    names = list(range(1, count + 1)) if zones.name is None else list(features.columns[zones.name])
    return names, gpd.GeoSeries(features.geometry, crs=grid.crs)


def _share(counts: npt.NDArray[np.float64], polygons: gpd.GeoSeries, grid: Grid) -> npt.NDArray[np.float64]:
    """Return the share of each polygon's area that lies on cells with data, at most 1."""
    shares: npt.NDArray[np.float64] = counts * grid.cell**2 / shapely.area(polygons.to_numpy())
    return np.where(np.abs(shares - 1) < _ROUNDING, 1.0, shares)


def _notes(rows: pd.DataFrame, *, geographic: bool, excluded: bool) -> list[Bilingual]:
    """Return what the reader must know of the figures."""
    notes = []
    if geographic:
        notes.append(say("zonal.note.geographic"))
    if excluded:
        notes.append(say("zonal.note.excluded"))
    partly = int((rows["data_share"] < 1 - 1e-6).sum())
    if partly:
        notes.append(say("zonal.note.partly", count=partly, of=len(rows)))
    return notes
