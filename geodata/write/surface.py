"""Rasters written block by block, and turned into a cloud-optimised GeoTIFF when whole."""

import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
import rasterio
import rasterio.shutil
from rasterio._err import CPLE_BaseError  # what `rasterio.shutil.copy` raises and exports nowhere else
from rasterio.errors import RasterioError
from rasterio.windows import Window

from geodata.errors import WriteError
from geodata.grid import Block, Grid

_TILE = 256
_PREDICTOR = 2
_THREADS = "2"


class Surface:
    """A one-band GeoTIFF that is filled block by block; what is never written is no data and takes no room.

    Parameters
    ----------
    path
        The file; it must not exist or may be overwritten.
    grid
        Its place.
    nodata
        The value of cells that are not written.
    dtype
        Name of a numpy type.
    """

    def __init__(
        self, path: str | os.PathLike[str], grid: Grid, *, nodata: float, dtype: str = "uint16"
    ) -> None:
        self.path = Path(path)
        self.grid = grid
        profile: dict[str, Any] = {
            "driver": "GTiff",
            "count": 1,
            "height": grid.rows,
            "width": grid.cols,
            "dtype": dtype,
            "crs": rasterio.CRS.from_user_input(grid.crs),
            "transform": rasterio.Affine(*grid.transform),
            "nodata": nodata,
            "compress": "DEFLATE",
            "predictor": _PREDICTOR if np.dtype(dtype).kind in "iu" else 1,
            "zlevel": 1,
            "tiled": True,
            "blockxsize": 2 * _TILE,
            "blockysize": _TILE,
            "sparse_ok": True,
            "num_threads": _THREADS,
            "bigtiff": "IF_SAFER",
        }
        try:
            self._file = rasterio.open(self.path, "w+", **profile)
        except (RasterioError, CPLE_BaseError, OSError) as error:
            raise _failed(self.path, error) from error

    def write(self, block: Block, values: npt.NDArray[Any]) -> None:
        """Write the cells of a block.

        Raises
        ------
        WriteError
            The disk did not take them.
        """
        try:
            self._file.write(values, 1, window=Window(block.col, block.row, block.cols, block.rows))
        except (RasterioError, CPLE_BaseError, OSError) as error:
            raise _failed(self.path, error) from error

    def read(self, block: Block) -> npt.NDArray[Any]:
        """Return the cells of a block as they stand."""
        values: npt.NDArray[Any] = self._file.read(
            1, window=Window(block.col, block.row, block.cols, block.rows)
        )
        return values

    def describe(self, *, scale: float, unit: str, title: str, tags: Mapping[str, str]) -> None:
        """Say what the numbers mean: stored value times `scale` is the quantity in `unit`."""
        self._file.scales = (scale,)
        self._file.units = (unit,)
        self._file.descriptions = (title,)
        self._file.update_tags(**tags)

    def close(self) -> None:
        """Finish the file.

        Raises
        ------
        WriteError
            The disk did not take the rest.
        """
        try:
            self._file.close()
        except (RasterioError, CPLE_BaseError, OSError) as error:
            raise _failed(self.path, error) from error

    def __enter__(self) -> Self:
        """Return the surface."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()


def copy_as_cog(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    overviews: Literal["AVERAGE", "MODE"] = "AVERAGE",
) -> None:
    """Write a GeoTIFF anew as a cloud-optimised one with overviews, tags, scale and unit kept.

    Parameters
    ----------
    source, target
        The files.
    overviews
        `AVERAGE` for quantities: in a coarse cell of a surface an excluded fine one counts 0. `MODE` for classes.

    Raises
    ------
    WriteError
        The file could not be written whole.
    """
    try:
        rasterio.shutil.copy(
            os.fspath(source),
            os.fspath(target),
            driver="COG",
            COMPRESS="DEFLATE",
            PREDICTOR="YES",
            LEVEL="6",
            BLOCKSIZE="512",
            OVERVIEW_RESAMPLING=overviews,
            NUM_THREADS=_THREADS,
            SPARSE_OK="YES",
            BIGTIFF="IF_SAFER",
        )
        with rasterio.open(source) as before, rasterio.open(target) as after:
            same = before.shape == after.shape and before.checksum(1) == after.checksum(1)
    except (RasterioError, CPLE_BaseError, OSError) as error:
        raise _failed(Path(target), error) from error
    if not same:
        raise WriteError(
            en=f"Output {target}: read back other values than written; check the free space.",
            zh=f"输出 {target}：回读校验不一致；请检查磁盘剩余空间。",
        )


def _failed(path: Path, error: Exception) -> WriteError:
    """Return the error to show."""
    said = " ".join(str(error).split()) or type(error).__name__
    return WriteError(
        en=f"Output {path.name}: {said}; nothing was written. Check the folder and its free space.",
        zh=f"输出 {path.name}：{said}；未写入任何文件。请检查文件夹及剩余空间。",
    )
