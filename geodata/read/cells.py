"""Cells of a raster file on a grid: checked when opened, read window by window, resampled only where that is asked for."""

import math
import os
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
import rasterio
import rasterio.warp
from rasterio.enums import MaskFlags, Resampling
from rasterio.errors import RasterioError
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

from geodata.errors import CRSMismatchError, DataFormatError, GridMismatchError
from geodata.grid import Block, Grid, grid_over, parsed_crs, same_crs
from geodata.read.raster_file import open_raster
from geodata.read.undeclared import Undeclared, means_no_data

Singles = npt.NDArray[np.float32]
ResamplingName = Literal["nearest", "bilinear", "cubic", "average", "mode", "min", "max"]

_OWN_MASKS = {MaskFlags.per_dataset, MaskFlags.alpha}
# interpolation between the nearest cells: GDAL would widen the kernel where the target is coarser, and blur by a tenth of a cell
_KERNEL: dict[str, dict[str, int]] = {name: {"XSCALE": 1, "YSCALE": 1} for name in ("bilinear", "cubic")}
_OFF_GRID_CELLS = 1e-3
_LOOK_ROWS = 64


class Cells(AbstractContextManager["Cells"]):
    """One band of a raster file, read on the cells of a grid.

    Parameters
    ----------
    path
        A GeoTIFF, Erdas Imagine or Esri ASCII file.
    grid
        Only its lattice and CRS matter here; a window of it is given when reading.
    band
        Counted from 1.
    crs
        The CRS where the file has none.
    nodata
        The value that means no data, where the file does not say so or says it wrongly.
    resampling
        How cells are made when the file is not on the grid's lattice; None refuses such a file.

    Raises
    ------
    DataMissingError
        There is no such file.
    DataFormatError
        The file cannot be read, or has no such band.
    CRSMismatchError
        The file has no CRS, or one that differs and no resampling is chosen.
    GridMismatchError
        The raster is rotated, is off the lattice and no resampling is chosen, or does not meet the grid at all.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        grid: Grid,
        *,
        band: int = 1,
        crs: str | None = None,
        nodata: float | None = None,
        resampling: ResamplingName | None = None,
    ) -> None:
        self.path = Path(path)
        self._lock = Lock()
        self._file = open_raster(self.path)
        try:
            self._band = self._checked_band(band)
            self._nodata = self._file.nodata if nodata is None else nodata
            self._scale = self._file.scales[band - 1], self._file.offsets[band - 1]
            self._undeclared = Undeclared(
                self.path, self._checked_type(), declared=self._nodata, stated=nodata is not None
            )
            self._crs = self._found_crs(crs)
            self._grid = self._own_grid(grid, resampling)
        except BaseException:
            self._file.close()
            raise

    @property
    def block_rows(self) -> int:
        """Return the height of the file's tiles or strips."""
        return int(self._file.block_shapes[self._band - 1][0])

    def read(self, window: Grid) -> Singles:
        """Return the cells of a window as float32, shape (rows, columns), NaN where there is no data or no file.

        Parameters
        ----------
        window
            A window of the lattice that the raster was opened for; it may reach beyond the raster.

        Raises
        ------
        DataFormatError
            A part of the file cannot be read, or holds what looks like an undeclared no-data value.
        """
        out = np.full(window.shape, np.nan, dtype=np.float32)
        own = self._grid
        top, left = window.row0 - own.row0, window.col0 - own.col0
        row, col = max(top, 0), max(left, 0)
        rows = min(top + window.rows, own.rows) - row
        cols = min(left + window.cols, own.cols) - col
        if rows <= 0 or cols <= 0:
            return out
        part = out[row - top : row - top + rows, col - left : col - left + cols]
        self._fill(part, Window(col, row, cols, rows))
        self._undeclared.check(part)
        return out

    def read_scaled(self, window: Grid) -> Singles:
        """Return the cells as `read` does, as quantities: times the scale and plus the offset that the file states."""
        values = self.read(window)
        scale, offset = self._scale
        if (scale, offset) == (1.0, 0.0):
            return values
        scaled: Singles = (values.astype(np.float64) * scale + offset).astype(np.float32)
        return scaled

    def has_data(self, window: Grid) -> bool:
        """Return whether any cell of a window has data, reading from its middle outwards no more than it needs.

        Raises
        ------
        DataFormatError
            As `read`.
        """
        rows = max(self.block_rows, _LOOK_ROWS)
        starts = sorted(range(0, window.rows, rows), key=lambda start: abs(2 * start + rows - window.rows))
        parts = (
            window.window(Block(start, 0, min(rows, window.rows - start), window.cols)) for start in starts
        )
        return any(not np.isnan(self.read(part)).all() for part in parts)

    def _fill(self, part: Singles, window: Window) -> None:
        """Fill an array with the cells of a window of the file, NaN where its no-data value or its mask says no data."""
        raw, masked = self._read_raw(window)
        with np.errstate(over="ignore"):
            part[...] = raw
        if self._nodata is not None and not math.isnan(self._nodata):
            part[means_no_data(raw, self._nodata)] = np.nan
        if masked is not None:
            part[masked] = np.nan

    def _read_raw(self, window: Window) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_] | None]:
        """Return the cells as they stand in the file, and those that a mask of its own takes out."""
        try:
            with self._lock:
                raw: npt.NDArray[Any] = self._file.read(self._band, window=window)
                own = _OWN_MASKS & set(self._file.mask_flag_enums[self._band - 1])
                return raw, self._file.read_masks(self._band, window=window) == 0 if own else None
        except RasterioError as error:
            said = " ".join(str(error.__cause__ or error).split())
            raise DataFormatError(
                en=f"{self.path}: rows {window.row_off} to {window.row_off + window.height} cannot be read ({said}); the"
                " file is cut short or damaged, copy it again.",
                zh=f"{self.path}：第 {window.row_off} 至 {window.row_off + window.height} 行无法读取（{said}）；文件不完整或已损坏，请重新拷贝。",
            ) from error

    def _checked_type(self) -> str:
        """Return the type of the band after checking that it holds numbers that can be compared."""
        kind = str(self._file.dtypes[self._band - 1])
        if "complex" in kind:
            raise DataFormatError(
                en=f"{self.path}: band {self._band} holds complex numbers; export one real quantity, such as the amplitude.",
                zh=f"{self.path}：第 {self._band} 波段为复数；请导出一个实数量（如振幅）。",
            )
        return kind

    def _checked_band(self, band: int) -> int:
        """Return the number of the band after checking that there is one."""
        if not 1 <= band <= self._file.count:
            raise DataFormatError(
                en=f"{self.path}: band {band} asked for, found {self._file.count} band(s); state another band.",
                zh=f"{self.path}：要求第 {band} 波段，文件只有 {self._file.count} 个波段；请改写 band。",
            )
        return band

    def _found_crs(self, stated: str | None) -> str:
        """Return the CRS of the file, or the one stated where it has none."""
        found = self._file.crs.to_wkt() if self._file.crs else stated
        if not found:
            raise CRSMismatchError(
                en=f'{self.path}: no CRS found; state crs = "EPSG:…" for the layer, or write it into the file.',
                zh=f'{self.path}：文件没有坐标系；请为该图层写明 crs = "EPSG:…"，或写入文件。',
            )
        parsed_crs(found)
        return found

    def _own_grid(self, grid: Grid, resampling: ResamplingName | None) -> Grid:
        """Return the raster as a window of the lattice, after putting a resampling view over it where needed."""
        affine = self._file.transform
        if affine.is_identity:
            raise GridMismatchError(
                en=f"{self.path}: no place on the earth found (no geotransform); write it into the file, or export it anew as GeoTIFF.",
                zh=f"{self.path}：文件没有地理位置（无仿射变换参数）；请写入或重新导出为 GeoTIFF。",
            )
        if affine.b or affine.d or affine.e >= 0 or affine.a <= 0:
            raise GridMismatchError(
                en=f"{self.path}: a rotated or flipped raster found (transform {tuple(affine)[:6]}), expected north up;"
                " warp it first, for example with gdalwarp.",
                zh=f"{self.path}：栅格带旋转或翻转（变换参数 {tuple(affine)[:6]}），应为正北向上；请先用 gdalwarp 等纠正。",
            )
        own = self._aligned(grid)
        if own is None:
            own = self._resampled(grid, resampling)
        _require_overlap(self.path, own, grid)
        return own

    def _aligned(self, grid: Grid) -> Grid | None:
        """Return the raster's place in the lattice, None where it is on another."""
        affine = self._file.transform
        if not same_crs(self._crs, grid.crs):
            return None
        col, row = (affine.c - grid.x0) / grid.cell, (grid.y0 - affine.f) / grid.cell
        size = max(self._file.width, self._file.height)
        apart = max(abs(affine.a - grid.cell), abs(-affine.e - grid.cell)) * size / grid.cell
        if max(apart, abs(col - round(col)), abs(row - round(row))) > _OFF_GRID_CELLS:
            return None
        rows, cols = self._file.height, self._file.width
        return Grid(grid.crs, grid.x0, grid.y0, grid.cell, rows, cols, round(row), round(col))

    def _resampled(self, grid: Grid, resampling: ResamplingName | None) -> Grid:
        """Replace the file by a view of it on the lattice; no approximation, so that windows agree to the bit."""
        if resampling is None:
            affine = self._file.transform
            found = f"{self._file.width} x {self._file.height} cells of {affine.a:.10g} x {-affine.e:.10g} from ({affine.c:.10g}, {affine.f:.10g}) in {parsed_crs(self._crs).name}"
            raise GridMismatchError(
                en=f"{self.path}: {found} found, which is not on the grid of {grid}; state resampling ="
                ' "nearest" (classes) or "bilinear" (quantities) for the layer, or let the grid align to it.',
                zh=f"{self.path}：{found}，与格网（{grid}）不一致；请为该图层写明 resampling（类别用 nearest，数量用 bilinear），或让格网与之对齐。",
            )
        bounds = rasterio.warp.transform_bounds(self._crs, grid.crs, *self._file.bounds)
        over = grid_over(
            (bounds[0] - grid.x0, bounds[1] - grid.y0, bounds[2] - grid.x0, bounds[3] - grid.y0),
            crs=grid.crs,
            cell=grid.cell,
        )
        own = Grid(
            grid.crs,
            grid.x0,
            grid.y0,
            grid.cell,
            over.rows,
            over.cols,
            row0=-round(over.y0 / grid.cell),
            col0=round(over.x0 / grid.cell),
        )
        self._file = WarpedVRT(
            self._file,
            src_crs=self._crs,
            src_nodata=self._nodata,
            nodata=self._nodata if self._nodata is not None else float("nan"),
            dtype=None if self._nodata is not None else "float32",
            crs=grid.crs,
            transform=rasterio.Affine(*own.transform),
            width=own.cols,
            height=own.rows,
            resampling=Resampling[resampling],
            tolerance=1e-6,  # of a cell: as good as exact, and GDAL makes no transformer for zero
            **_KERNEL.get(resampling, {}),
        )
        return own

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        """Return the open band."""
        return self


def _require_overlap(path: Path, own: Grid, grid: Grid) -> None:
    """Refuse a raster that has no cell in the grid."""
    apart_rows = own.row0 >= grid.row0 + grid.rows or own.row0 + own.rows <= grid.row0
    if apart_rows or own.col0 >= grid.col0 + grid.cols or own.col0 + own.cols <= grid.col0:
        raise GridMismatchError(
            en=f"{path}: covers {own}, which does not meet the grid {grid}; check the file, its CRS and the area.",
            zh=f"{path}：范围为 {own}，与格网 {grid} 不相交；请检查文件、坐标系和区域。",
        )
