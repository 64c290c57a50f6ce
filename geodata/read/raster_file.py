"""Opens raster files: plain local ones, with an error that names the file and the remedy."""

import math
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import rasterio
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from geodata.errors import CRSMismatchError, DataFormatError, DataMissingError, GridMismatchError
from geodata.grid import Grid
from geodata.sources.terrain import is_terrain, open_terrain

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

_DRIVERS = {".tif": "GTiff", ".tiff": "GTiff", ".img": "HFA", ".asc": "AAIGrid"}
RASTER_SUFFIXES = tuple(_DRIVERS)
TERRAIN_SUFFIX = ".nc"
EXCLUDED_TAG = "EXCLUDED"
"""The tag in which a surface says which stored value means excluded."""
_CACHE_MB = 192
"""GDAL's own default is a twentieth of the memory, which a streaming run has better uses for."""


def open_raster(path: Path) -> "DatasetReader":
    """Return the open file; only plain local rasters, never a virtual file that points elsewhere.

    Raises
    ------
    DataMissingError
        There is no such file.
    DataFormatError
        It is no raster of the kinds read here.
    """
    if not path.is_file():
        raise DataMissingError(
            en=f"{path}: no such raster file; give the path of a GeoTIFF.",
            zh=f"{path}：栅格文件不存在；请给出 GeoTIFF 的路径。",
        )
    os.environ.setdefault("GDAL_CACHEMAX", str(_CACHE_MB))
    if path.suffix == TERRAIN_SUFFIX and is_terrain(path):
        return open_terrain(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", NotGeoreferencedWarning
            )  # the callers refuse such a file themselves
            return rasterio.open(path, driver=_DRIVERS[path.suffix.lower()])
    except (RasterioError, KeyError) as error:
        raise DataFormatError(
            en=f"{path}: not a raster that can be read (GeoTIFF, Erdas Imagine, Esri ASCII), or cut short; export it anew as"
            " GeoTIFF.",
            zh=f"{path}：不是可读取的栅格（GeoTIFF、Erdas Imagine、Esri ASCII），或文件不完整；请重新导出为 GeoTIFF。",
        ) from error


def raster_lattice(path: str | os.PathLike[str]) -> tuple[str, float, float, float]:
    """Return CRS (WKT), x and y of the upper left corner and cell size of a raster, for a grid that is to align to it.

    Raises
    ------
    DataMissingError, DataFormatError
        As `Cells`.
    GridMismatchError
        The raster is rotated or its cells are not square.
    CRSMismatchError
        The raster has no CRS.
    """
    with open_raster(Path(path)) as file:
        affine = file.transform
        if affine.b or affine.d or not math.isclose(affine.a, -affine.e, rel_tol=1e-9):
            raise GridMismatchError(
                en=f"{path}: cells of {affine.a:g} x {-affine.e:g}, rotated by ({affine.b:g}, {affine.d:g}) found, expected"
                " square cells, north up; give the grid a resolution instead of aligning it.",
                zh=f"{path}：像元为 {affine.a:g} × {-affine.e:g}、旋转 ({affine.b:g}, {affine.d:g})；应为正方形且正北向上，请直接给出格网分辨率。",
            )
        if not file.crs:
            raise CRSMismatchError(
                en=f"{path}: no CRS found; a grid cannot align to it. Write the CRS into the file.",
                zh=f"{path}：文件没有坐标系，格网无法与之对齐；请先写入坐标系。",
            )
        return file.crs.to_wkt(), affine.c, affine.f, affine.a


def raster_grid(path: str | os.PathLike[str]) -> Grid:
    """Return the grid that a raster fills.

    Raises
    ------
    DataMissingError, DataFormatError, GridMismatchError, CRSMismatchError
        As `raster_lattice`.
    """
    crs, x0, y0, cell = raster_lattice(path)
    with open_raster(Path(path)) as file:
        return Grid(crs, x0, y0, cell, file.height, file.width)


def raster_tag(path: str | os.PathLike[str], name: str) -> str:
    """Return a tag of a raster, empty where it has none of that name.

    Raises
    ------
    DataMissingError, DataFormatError
        As `open_raster`.
    """
    with open_raster(Path(path)) as file:
        return str(file.tags().get(name, ""))


def raster_scale(path: str | os.PathLike[str]) -> tuple[float, bool]:
    """Return what stored values are multiplied with, and whether 0 means excluded, as the surfaces written here say."""
    with open_raster(Path(path)) as file:
        return float(file.scales[0]), file.tags().get(EXCLUDED_TAG) == "0"
