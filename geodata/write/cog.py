"""Cloud-optimised GeoTIFF: tiled, with overviews, readable in parts."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio._err import CPLE_BaseError
from rasterio.transform import Affine

from geodata.errors import CRSMismatchError, DataFormatError, WriteError
from geodata.text import Bilingual
from geodata.write.staged import staged

_TILE = 512
_BANDED = 3


@dataclass(frozen=True, slots=True)
class Raster:
    """An array with its place on the earth.

    Parameters
    ----------
    cells
        Shape (rows, columns) or (bands, rows, columns); a numeric dtype that GeoTIFF has.
    transform
        Affine from (column, row) to the CRS's (x, y), as rasterio defines it.
    crs
        Anything that rasterio reads.
    nodata
        The value that means unknown; NaN is always unknown in floating-point arrays.
    tags
        Title, licence and the like, as text.
    """

    cells: npt.NDArray[Any]
    transform: Affine
    crs: object
    nodata: float | None = None
    tags: Mapping[str, str] = field(default_factory=dict)


def write_cog(
    raster: Raster, path: str | os.PathLike[str], *, overviews: str = "average"
) -> tuple[Bilingual, ...]:
    """Write a raster as a cloud-optimised GeoTIFF without loss (DEFLATE, tiles of 512).

    Parameters
    ----------
    raster
        The array and its place.
    path
        The file; an older one is replaced when the new one is whole.
    overviews
        How overviews are made: `average` for quantities, `nearest` or `mode` for classes.

    Returns
    -------
    tuple of Bilingual
        Nothing: no raster is changed.

    Raises
    ------
    WriteError
        The file could not be written whole; an older one is unchanged.
    CRSMismatchError
        The raster has no CRS.
    DataFormatError
        The array is empty, of another shape, or of a type that GeoTIFF lacks.
    """
    bands = _bands(raster)
    nodata = raster.nodata
    if nodata is None and bands.dtype.kind == "f":
        nodata = float("nan")
    profile = {
        "driver": "COG",
        "count": bands.shape[0],
        "height": bands.shape[1],
        "width": bands.shape[2],
        "dtype": bands.dtype.name,
        "crs": raster.crs,
        "transform": raster.transform,
        "nodata": nodata,
        "compress": "DEFLATE",
        "predictor": "YES",
        "blocksize": _TILE,
        "overview_resampling": overviews.upper(),
        "bigtiff": "IF_SAFER",
    }
    with staged(path) as fresh:
        _write(bands, fresh, profile, raster.tags)
        with rasterio.open(fresh) as back:
            same = np.array_equal(back.read(), bands, equal_nan=bands.dtype.kind == "f")
            same = same and back.transform.almost_equals(raster.transform)
        if not same:
            raise WriteError(
                en=f"COG {fresh.name}: read back other values than written; nothing was written. Check the free space.",
                zh=f"COG {fresh.name}：回读校验不一致；未写入任何文件。请检查磁盘剩余空间。",
            )
    return ()


def _write(
    bands: npt.NDArray[Any], path: Path, profile: Mapping[str, object], tags: Mapping[str, str]
) -> None:
    """Write the file; rasterio lets some errors of GDAL through that are no errors of the system to Python."""
    try:
        with rasterio.open(path, "w", **profile) as target:
            target.write(bands)
            target.update_tags(**tags)
    except CPLE_BaseError as error:
        raise RuntimeError(str(error)) from error


def _bands(raster: Raster) -> npt.NDArray[Any]:
    """Return the array as (bands, rows, columns) after the checks."""
    if not raster.crs:
        raise CRSMismatchError(
            en="COG: a raster without CRS found, expected one.", zh="COG：栅格没有坐标系，请先指定。"
        )
    values = raster.cells[None] if raster.cells.ndim == _BANDED - 1 else raster.cells
    if values.ndim != _BANDED or not values.size or values.dtype.name not in rasterio.dtypes.dtype_rev:
        raise DataFormatError(
            en=f"COG: an array of shape {raster.cells.shape} and type {values.dtype} found, expected rows and"
            " columns (or bands, rows, columns) of numbers.",
            zh=f"COG：数组形状为 {raster.cells.shape}、类型为 {values.dtype}；应为（波段、）行、列的数值数组。",
        )
    return values
