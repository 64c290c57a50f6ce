"""Rasters written block by block, and turned into a cloud-optimised GeoTIFF when whole."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
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
from geodata.write.pyramid import strips, with_overviews, write_overviews

_TILE = 256
_PREDICTOR = 2
_COG_TILE = 512
_THREADS = 2


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
    scratch
        Whether it is read several times and then thrown away: it is not compressed.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        grid: Grid,
        *,
        nodata: float,
        dtype: str = "uint16",
        scratch: bool = False,
    ) -> None:
        self.path = Path(path)
        self.grid = grid
        self._one_at_a_time = Lock()
        profile: dict[str, Any] = {
            "driver": "GTiff",
            "count": 1,
            "height": grid.rows,
            "width": grid.cols,
            "dtype": dtype,
            "crs": rasterio.CRS.from_user_input(grid.crs),
            "transform": rasterio.Affine(*grid.transform),
            "nodata": nodata,
            **({} if scratch else {"compress": "DEFLATE", "predictor": _predictor(dtype), "zlevel": 1}),
            "tiled": True,
            "blockxsize": 2 * _TILE,
            "blockysize": _TILE,
            "sparse_ok": True,
            "num_threads": str(_THREADS),
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
            with self._one_at_a_time:
                self._file.write(values, 1, window=Window(block.col, block.row, block.cols, block.rows))
        except (RasterioError, CPLE_BaseError, OSError) as error:
            raise _failed(self.path, error) from error

    def read(self, block: Block) -> npt.NDArray[Any]:
        """Return the cells of a block as they stand."""
        window = Window(block.col, block.row, block.cols, block.rows)
        with self._one_at_a_time:
            values: npt.NDArray[Any] = self._file.read(1, window=window)
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


def _predictor(dtype: str) -> int:
    """Return TIFF's number of the predictor for a type."""
    return _PREDICTOR if np.dtype(dtype).kind in "iu" else 1


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
        with tempfile.TemporaryDirectory(dir=Path(target).parent, prefix=".overviews.") as stage:
            _copy(Path(source), Path(target), overviews=overviews, stage=Path(stage))
        same = _same(Path(source), Path(target))
    except (RasterioError, CPLE_BaseError, OSError) as error:
        raise _failed(Path(target), error) from error
    if not same:
        raise WriteError(
            en=f"Output {target}: read back other values than written; check the free space.",
            zh=f"输出 {target}：回读校验不一致；请检查磁盘剩余空间。",
        )


def _copy(source: Path, target: Path, *, overviews: str, stage: Path) -> None:
    """Write the copy; means of whole numbers are ours, which takes a fraction of GDAL's time."""
    with rasterio.open(source) as file:
        ours = overviews == "AVERAGE" and np.dtype(file.dtypes[0]).kind in "iu" and file.nodata is not None
    made = source
    if ours:
        made = stage / "whole.vrt"
        with_overviews(source, write_overviews(source, stage, tile=_COG_TILE, threads=_THREADS), made)
    rasterio.shutil.copy(
        os.fspath(made),
        os.fspath(target),
        driver="COG",
        COMPRESS="DEFLATE",
        PREDICTOR="YES",
        LEVEL="1" if ours else "6",
        BLOCKSIZE=str(_COG_TILE),
        OVERVIEWS="FORCE_USE_EXISTING" if ours else "AUTO",
        OVERVIEW_RESAMPLING=overviews,
        NUM_THREADS=str(_THREADS),
        SPARSE_OK="YES",
        BIGTIFF="IF_SAFER",
    )


def _same(one: Path, other: Path) -> bool:
    """Return whether two rasters hold the same values."""
    with rasterio.open(other) as file:
        shape = file.shape

    def compared(file: Any, window: Window) -> bool:  # noqa: ANN401 - a dataset of rasterio
        with rasterio.open(other) as copy:
            return np.array_equal(
                file.read(1, window=window),
                copy.read(1, window=window),
                equal_nan=np.dtype(file.dtypes[0]).kind == "f",
            )

    with rasterio.open(one) as file:
        if file.shape != shape:
            return False
    return all(strips(one, compared, rows=_COG_TILE, threads=_THREADS))


def _failed(path: Path, error: Exception) -> WriteError:
    """Return the error to show."""
    said = " ".join(str(error).split()) or type(error).__name__
    return WriteError(
        en=f"Output {path.name}: {said}; nothing was written. Check the folder and its free space.",
        zh=f"输出 {path.name}：{said}；未写入任何文件。请检查文件夹及剩余空间。",
    )
