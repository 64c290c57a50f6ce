"""Puts tiles together and cuts them to an area; cells are copied, never resampled."""

import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import rasterio
from rasterio._err import CPLE_BaseError
from rasterio.errors import RasterioError
from rasterio.merge import merge

from geodata.errors import DataFormatError
from geodata.fetch.dataset import Bounds
from geodata.write.staged import staged
from geodata.write.surface import copy_as_cog

_MEMORY_MIB = 256
_SLACK = 1e-6
"""Share of a cell by which bounds may miss an edge through rounding."""
_PROFILE = {
    "driver": "GTiff",
    "tiled": True,
    "blockxsize": 512,
    "blockysize": 512,
    "compress": "deflate",
    "bigtiff": "if_safer",
}


def mosaic(
    tiles: Sequence[str | os.PathLike[str]],
    target: str | os.PathLike[str],
    *,
    bounds: Bounds,
    classes: bool,
    tags: Mapping[str, str],
) -> None:
    """Write tiles of one grid as one cloud-optimised GeoTIFF, cut to bounds.

    Parameters
    ----------
    tiles
        GeoTIFFs of the same CRS, cell size and type.
    target
        The file to write; it appears whole or not at all.
    bounds
        West, south, east, north in the CRS of the tiles; widened to whole cells.
    classes
        Whether the values are classes, of which overviews show the most frequent, or quantities, of which they show the mean.
    tags
        Title, licence, credit, sources.

    Raises
    ------
    DataFormatError
        A tile cannot be read, or does not fit the others.
    WriteError
        The file could not be written whole.
    """
    paths = [Path(tile) for tile in tiles]
    nodata = _common_nodata(paths)
    lattice = _aligned(bounds, paths[0])
    with staged(target) as fresh:
        flat = fresh.with_name("mosaic.tif")
        try:
            merge(
                paths,
                bounds=lattice,
                nodata=nodata,
                target_aligned_pixels=False,
                mem_limit=_MEMORY_MIB,
                dst_path=flat,
                dst_kwds=_PROFILE,
            )
            with rasterio.open(flat, "r+") as file:
                file.update_tags(**tags)
        except (RasterioError, CPLE_BaseError) as error:
            raise _unreadable(paths[0], " ".join(str(error).split())) from error
        copy_as_cog(flat, fresh, overviews="MODE" if classes else "AVERAGE")
        flat.unlink()


def _aligned(bounds: Bounds, tile: Path) -> Bounds:
    """Return bounds widened to the edges of the tile's cells: cells keep their places to the last metre."""
    with rasterio.open(tile) as file:
        (width, height), left, top = file.res, file.transform.c, file.transform.f
    west, south, east, north = bounds
    return (
        left + math.floor((west - left) / width + _SLACK) * width,
        top - math.ceil((top - south) / height - _SLACK) * height,
        left + math.ceil((east - left) / width - _SLACK) * width,
        top - math.floor((top - north) / height + _SLACK) * height,
    )


def _common_nodata(paths: Sequence[Path]) -> float:
    """Return what stands where no tile is; tiles that cannot be read, or whose CRS, cell or type differ, are refused."""
    kinds, nodata = {}, math.nan
    for path in paths:
        try:
            with rasterio.open(path, driver="GTiff") as file:
                cell = tuple(round(size, 12) for size in file.res)
                kinds[path] = (str(file.crs), cell, file.dtypes[0], file.nodata)
        except (RasterioError, CPLE_BaseError) as error:
            raise _unreadable(path, " ".join(str(error).split())) from error
    first = kinds[paths[0]]
    for path, kind in kinds.items():
        if kind != first:
            raise _unreadable(path, f"{kind} against {first} of {paths[0].name}")
    if first[3] is not None:
        nodata = float(first[3])
    elif not first[2].startswith("float"):
        raise _unreadable(paths[0], f"no value of {first[2]} means unknown")
    return nodata


def _unreadable(path: Path, said: str) -> DataFormatError:
    """Return the error for a tile that cannot be used."""
    return DataFormatError(
        en=f"{path}: {said}; expected GeoTIFF tiles of one dataset. Remove the file and fetch it again.",
        zh=f"{path}：{said}；应为同一数据集的 GeoTIFF 图块，请删除该文件后重新下载。",
    )
