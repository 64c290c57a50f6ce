"""Is what stands in a file what was meant to be written? Asked before the file takes its place.

Some drivers report success on a full disk; so every file is read again and compared: rows, columns, values, geometries.
"""

import datetime as dt
import math
from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.errors import WriteError

_RELATIVE = 1e-12


def compare(
    meant: pd.DataFrame, found: pd.DataFrame, *, what: str, ordered: bool = True, tolerance: float = 0.0
) -> None:
    """Raise if a frame read back is not the one that was meant to be written.

    Missing values of every kind are equal, an empty geometry is equal to a missing one, numbers may differ in type but
    not in value, a single geometry is equal to the multi-part one of itself.

    Parameters
    ----------
    meant, found
        The prepared frame, and the frame read from the file; columns in the same order.
    what
        Names the file in the message.
    ordered
        Whether the file keeps the order of the rows.
    tolerance
        Largest difference of a coordinate, in units of the CRS.

    Raises
    ------
    WriteError
        They differ.
    """
    if len(meant) != len(found):
        _differ(what, f"{len(found)} rows", f"{len(meant)}", "行数", found_zh=str(len(found)))
    meant_geometry, found_geometry = (isinstance(frame, gpd.GeoDataFrame) for frame in (meant, found))
    columns = [str(name) for name in _values(meant).columns]
    back = [str(name) for name in _values(found).columns]
    if columns != back or meant_geometry != found_geometry:
        _differ(what, f"columns {back}", f"{columns}", "列", found_zh=str(back))
    if not ordered:
        _compare_unordered(meant, found, what)
        return
    for name in columns:
        wrong = _first_difference(meant[name].tolist(), found[name].tolist())
        if wrong is not None:
            _differ(
                what,
                f"another value in column {name}, row {wrong}",
                "the value written",
                f"列“{name}”第 {wrong} 行的值",
            )
    if isinstance(meant, gpd.GeoDataFrame) and isinstance(found, gpd.GeoDataFrame):
        _compare_shapes(meant.geometry, found.geometry, what, tolerance)


def _values(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that are not the geometry."""
    return frame.drop(columns=frame.active_geometry_name) if isinstance(frame, gpd.GeoDataFrame) else frame


def _first_difference(meant: Sequence[object], found: Sequence[object]) -> int | None:
    """Return the first row whose values differ."""
    for row, (a, b) in enumerate(zip(meant, found, strict=True)):
        if a is not b and not same_value(a, b):
            return row
    return None


def same_value(meant: object, found: object) -> bool:
    """Return whether two values mean the same, whatever type a format gave them.

    Parameters
    ----------
    meant, found
        Scalars.
    """
    left, right = _plain(meant), _plain(found)
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left == right or math.isclose(left, right, rel_tol=_RELATIVE, abs_tol=0.0)
    return left == right


def _plain(value: object) -> object:
    """Return a scalar in the one form in which it is compared: missing as None, times in UTC, whole floats as such."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return None if math.isnan(value) else value
    if isinstance(value, bool | str | bytes):
        return value
    if isinstance(value, int):
        return value if abs(value) > 2**53 else float(value)
    if isinstance(value, dt.datetime):
        return (value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat(
            " ", "milliseconds"
        )
    return value.isoformat() + " 00:00:00.000" if isinstance(value, dt.date) else value


def _compare_shapes(meant: gpd.GeoSeries, found: gpd.GeoSeries, what: str, tolerance: float) -> None:
    """Raise if a geometry differs."""
    left, right = _canonical(meant), _canonical(found)
    gone = shapely.is_missing(left) & shapely.is_missing(right)
    same = gone | np.asarray(shapely.equals_exact(left, right, tolerance=tolerance))
    heights = np.asarray(shapely.has_z(left)) == np.asarray(shapely.has_z(right))
    wrong = np.flatnonzero(~(same & heights))
    if wrong.size:
        row = int(wrong[0])
        _differ(what, f"another geometry in row {row}", "the one written", f"第 {row} 行的几何")


def _canonical(shapes: gpd.GeoSeries) -> np.ndarray:
    """Return geometries in one form: empty as missing, lone parts as themselves, rings oriented alike."""
    values = np.array(shapes.array, dtype=object)
    values[shapely.is_empty(values)] = None
    kinds = shapely.get_type_id(values)
    lone = np.flatnonzero((kinds >= 4) & (kinds <= 6) & (shapely.get_num_geometries(values) == 1))  # noqa: PLR2004 - GEOS numbers of the multi-part types
    if lone.size:
        values[lone] = shapely.get_geometry(values[lone], 0)
    return np.asarray(shapely.orient_polygons(values))


def _compare_unordered(meant: pd.DataFrame, found: pd.DataFrame, what: str) -> None:
    """Raise if the rows are not the same when their order is left aside."""
    left, right = sorted(_row_keys(meant)), sorted(_row_keys(found))
    if left != right:
        wrong = next(a for a, b in zip(left, right, strict=True) if a != b)
        _differ(what, "other rows", f"among them {wrong[:80]}", "要素内容")


def _row_keys(frame: pd.DataFrame) -> list[str]:
    """Return one text a row that holds everything in it."""
    columns = [[repr(_plain(value)) for value in frame[name].tolist()] for name in _values(frame).columns]
    if isinstance(frame, gpd.GeoDataFrame):
        columns.append([str(text) for text in shapely.to_wkb(_canonical(frame.geometry), hex=True)])
    return ["|".join(parts) for parts in zip(*columns, strict=True)] if columns else [""] * len(frame)


def _differ(what: str, found_en: str, meant_en: str, where_zh: str, *, found_zh: str = "不同") -> None:
    """Raise the error for a file that does not hold what was written."""
    raise WriteError(
        en=f"{what}: read back {found_en}, expected {meant_en}; nothing was written. Check the free space of the disk"
        " or choose another format.",
        zh=f"{what}：回读校验不一致（{where_zh}：{found_zh}）；未写入任何文件。请检查磁盘剩余空间，或改用其他格式。",
    )
