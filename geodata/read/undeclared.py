"""Values that mean "no data" although the file does not say so, or says it wrongly: found in what was read, and refused."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.errors import DataFormatError
from geodata.read.sentinels import HUGE, looks_like_no_data

_NARROW = 8
"""Bits of a type in which every value may be a class, such as 255."""
_LOWEST = -9999.0
"""No sentinel lies between this and the highest."""


class Undeclared:
    """What looks like no data in the cells of one band.

    Parameters
    ----------
    path
        Named in errors.
    dtype
        Name of the band's type.
    declared
        The value that the file declares, None where it declares none.
    stated
        Whether the user stated a value in its place; then only values that no quantity reaches are refused.
    """

    def __init__(self, path: Path, dtype: str, *, declared: float | None, stated: bool) -> None:
        self._path, self._declared, self._stated = path, declared, stated
        kind = np.dtype(dtype)
        whole = kind.kind in "iu" and kind.itemsize * 8 > _NARROW
        ends = np.iinfo(kind) if whole else None
        self._end = np.nan if ends is None else float(ends.max if kind.kind == "u" else ends.min)
        self._high = float(ends.max) if ends is not None and kind.kind == "u" else HUGE

    def check(self, values: npt.NDArray[np.float32]) -> None:
        """Refuse cells that look like no data; NaN is no data already.

        Parameters
        ----------
        values
            Any shape, as read.

        Raises
        ------
        DataFormatError
            There are some; the message says what to state for the layer.
        """
        with np.errstate(invalid="ignore"):
            low, high = np.fmin.reduce(values, axis=None), np.fmax.reduce(values, axis=None)
            if not (low <= _LOWEST or high >= self._high):
                return
            odd = np.abs(values) >= HUGE
            if not self._stated:
                odd |= looks_like_no_data(values) | (values == np.float32(self._end))
        if odd.any():
            raise self._error(float(values[odd].flat[0]), int(odd.sum()))

    def _error(self, found: float, count: int) -> DataFormatError:
        """Return the error for a value found."""
        if np.isinf(found):
            return DataFormatError(
                en=f"{self._path}: infinite values found in {count} cells of a block; export the raster anew with no data in their"
                " place.",
                zh=f"{self._path}：一个分块内有 {count} 个像元为无穷大；请以无数据值代替后重新导出栅格。",
            )
        value = f"{found:.0f}" if abs(found) < HUGE else repr(found)
        known, words = self._declared, ("no no-data value declared", "而文件未声明无数据值")
        keep = ("the value that the file really uses", "实际的无数据值")
        if known is not None and not self._stated:
            words = (f"{known:g} declared as no data", f"而文件声明的无数据值为 {known:g}")
            keep = (
                f"nodata = {known:g} if these cells are measured",
                f"若这些像元确为实测值则写 nodata = {known:g}",
            )
        if self._stated:
            words = (f"nodata = {known!r} stated", f"而所写的 nodata 为 {known!r}")
        return DataFormatError(
            en=f"{self._path}: value {value} found in {count} cells of a block and {words[0]}; state nodata = {value} for the"
            f" layer, or {keep[0]}.",
            zh=f"{self._path}：一个分块内有 {count} 个像元取值 {value}，{words[1]}；请为该图层写明 nodata = {value}，或{keep[1]}。",
        )


def means_no_data(raw: npt.NDArray[Any], nodata: float) -> npt.NDArray[np.bool_]:
    """Return which cells hold the no-data value; one that no quantity reaches is met to five digits, as files round it.

    Parameters
    ----------
    raw
        Cells as they stand in the file.
    nodata
        The value.
    """
    if abs(nodata) < HUGE:
        return np.asarray(raw == nodata)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(np.abs(raw / nodata - 1.0) < 1e-5)  # noqa: PLR2004 - the digits that the docstring names
