"""Excel workbook: one sheet of data, one of sources; text is never run as a formula."""

import datetime as dt
import itertools
import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from python_calamine import CalamineWorkbook

from geodata.crs import WGS84
from geodata.errors import DataFormatError, WriteError
from geodata.layer import Layer
from geodata.text import Bilingual
from geodata.write.describe import sources_table
from geodata.write.names import NameRules
from geodata.write.prepare import prepare
from geodata.write.readback import same_value
from geodata.write.staged import staged
from geodata.write.workbook import FORBIDDEN, MOST_CHARACTERS, Sheets, workbook_bytes

RULES = NameRules(reserved=frozenset({"geometry"}), ignores_case=True)
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
SOURCES_SHEET = "来源 sources"
DATA_SHEET = "数据 data"

_EXACT = 10**15  # Excel keeps 15 digits of a number
_EARLIEST = dt.datetime(1900, 3, 1)  # noqa: DTZ001 - Excel has no zones; before this day its calendar is wrong


def write_xlsx(layer: Layer, path: str | os.PathLike[str]) -> tuple[Bilingual, ...]:
    """Write a layer or table as a workbook, and return what had to be changed for it.

    Points stand as `lon` and `lat`, other shapes as text (`wkt`), both in WGS84 degrees. Unknown values are blank cells.

    Parameters
    ----------
    layer
        A GeoDataFrame with a CRS, or a table.
    path
        As for :func:`geodata.write.formats.write_layer`.

    Raises
    ------
    WriteError, CRSMismatchError
        As `write_layer`.
    DataFormatError
        More rows or columns than a sheet holds; or as :func:`geodata.write.prepare.prepare`.
    """
    notes: list[Bilingual] = []
    ready = prepare(layer.frame, RULES, uniform_height=False)
    frame = _with_positions(ready.frame, notes)
    if len(frame) + 1 > MOST_ROWS or frame.shape[1] > MOST_COLUMNS:
        raise DataFormatError(
            en=f"XLSX {layer.layer_id}: {len(frame)} rows and {frame.shape[1]} columns found, a sheet holds"
            f" {MOST_ROWS - 1} and {MOST_COLUMNS}; write it as CSV or GeoPackage.",
            zh=f"XLSX {layer.layer_id}：共 {len(frame)} 行、{frame.shape[1]} 列，超出工作表上限（{MOST_ROWS - 1} 行、{MOST_COLUMNS} 列）；"
            "请改用 CSV 或 GeoPackage。",
        )
    cells = [_cells(frame[name], notes) for name in frame.columns]
    with staged(path) as fresh:
        about = sources_table(layer)
        told = [[cell_value(item) for item in row] for row in about.to_numpy()]
        sheets: Sheets = {
            DATA_SHEET: (list(frame.columns), zip(*cells, strict=True)),
            SOURCES_SHEET: (list(about.columns), told),
        }
        fresh.write_bytes(workbook_bytes(sheets))
        _check(fresh, list(frame.columns), cells, layer.layer_id)
    return (*ready.notes, *notes)


def _with_positions(frame: pd.DataFrame | gpd.GeoDataFrame, notes: list[Bilingual]) -> pd.DataFrame:
    """Return a table in which columns stand for the geometry."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return frame
    columns = [name for name in frame.columns if name != frame.active_geometry_name]
    table = pd.DataFrame({name: frame[name] for name in columns}, index=frame.index)
    shapes = np.array(frame.geometry.to_crs(WGS84).array, dtype=object)
    shapes[np.asarray(shapely.is_empty(shapes))] = None
    kinds = shapely.get_type_id(shapes)
    if np.isin(kinds, (-1, 0)).all():
        table[_free(table, "lon")] = shapely.get_x(shapes)
        table[_free(table, "lat")] = shapely.get_y(shapes)
        return table
    texts = [None if item is None else shapely.to_wkt(item, rounding_precision=7) for item in shapes]
    long = sum(text is not None and len(text) > MOST_CHARACTERS for text in texts)
    if long:
        notes.append(
            Bilingual(
                en=f"{long} outlines are longer than a cell holds and are left out; GeoPackage holds them.",
                zh=f"{long} 个几何超出单元格长度，未写出；请用 GeoPackage 保存。",
            )
        )
    kept = [None if text is None or len(text) > MOST_CHARACTERS else text for text in texts]
    table[_free(table, "wkt")] = pd.Series(kept, index=table.index, dtype=object)
    return table


def _free(table: pd.DataFrame, name: str) -> str:
    """Return `name`, or one beside it where the table has such a column."""
    options = itertools.chain([name], (f"{name}_{number}" for number in itertools.count(2)))
    return next(option for option in options if option not in table.columns)


def _cells(column: pd.Series, notes: list[Bilingual]) -> list[object]:
    """Return the values of a column as cells hold them."""
    values = [cell_value(item) for item in column.tolist()]
    changed = sum(
        isinstance(b, str) and (not isinstance(a, str) or a != b) and not isinstance(a, dt.date)
        for a, b in zip(column.tolist(), values, strict=True)
    )
    if changed:
        notes.append(
            Bilingual(
                en=f"Column {column.name}: {changed} values were changed for a cell (control characters, over {MOST_CHARACTERS}"
                " characters, numbers of more than 15 digits as text, infinity as text).",
                zh=f"列“{column.name}”：{changed} 个值为适应单元格而调整（控制字符、超过 {MOST_CHARACTERS} 个字符、15 位以上的数字和无穷大以文本写出）。",
            )
        )
    return values


def cell_value(item: object) -> object:  # noqa: PLR0911 - one line a type
    """Return one value as a cell holds it; unknown (None, NaN, NA) is None, a blank cell.

    Parameters
    ----------
    item
        Text, number, truth value, date, bytes or nothing.
    """
    if item is None or item is pd.NA or item is pd.NaT:
        return None
    if isinstance(item, np.generic):
        item = item.item()
    if isinstance(item, float) and not np.isfinite(item):
        return None if np.isnan(item) else str(item)
    if isinstance(item, bool):
        return item
    if isinstance(item, int):
        return item if abs(item) < _EXACT else str(item)
    if isinstance(item, dt.datetime):
        moment = pd.Timestamp(item).to_pydatetime().replace(tzinfo=None)
        return moment if moment >= _EARLIEST else moment.isoformat(" ")
    if isinstance(item, dt.date):
        return item if item >= _EARLIEST.date() else item.isoformat()
    if isinstance(item, bytes | bytearray):
        return item.hex()[:MOST_CHARACTERS]
    return FORBIDDEN.sub("", item)[:MOST_CHARACTERS] if isinstance(item, str) else item


def _check(path: Path, names: list[str], cells: list[list[object]], layer_id: str) -> None:
    """Read the workbook again with another library and compare every cell; a formula would read as a blank."""
    with CalamineWorkbook.from_path(path) as book:
        found = book.get_sheet_by_name(DATA_SHEET).to_python(skip_empty_area=False)
    meant = [names, *([list(row) for row in zip(*cells, strict=True)])]
    for number, (row, back) in enumerate(itertools.zip_longest(meant, found, fillvalue=())):
        if not all(_same_cell(a, b) for a, b in itertools.zip_longest(row, back)):
            raise WriteError(
                en=f"XLSX {layer_id}: row {number + 1} reads back as something else; nothing was written.",
                zh=f"XLSX {layer_id}：第 {number + 1} 行回读校验不一致；未写入任何文件。",
            )


def _same_cell(meant: object, found: object) -> bool:
    """Return whether a cell is what was meant; blank, missing and empty text are one."""
    if found in {None, ""} or meant in {None, ""}:
        return found in {None, ""} and meant in {None, ""}
    return same_value(meant, found)
