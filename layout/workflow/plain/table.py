"""Reads a plain table: named rows, named columns, cells as text, and numbers on demand with every bad cell named."""

from pathlib import Path

import numpy as np
import pandas as pd

from geodata.errors import DataFormatError, DataMissingError
from geodata.read import read_cells


def read_table(path: str | Path) -> pd.DataFrame:
    """Return the cells of a table as text; the first column names the rows, the first line the columns.

    Parameters
    ----------
    path
        A CSV file (comma, tab or semicolon, UTF-8 or GB 18030) or an XLSX workbook with one sheet.

    Raises
    ------
    DataMissingError
        There is no such file, or it cannot be read.
    DataFormatError
        It is empty or no table, a line has too many or too few cells, or a name is blank or stands twice.
    """
    file = Path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DataMissingError(
            en=f"{file}: cannot be read ({error.strerror}); give the path of a CSV or XLSX table.",
            zh=f"{file}：无法读取（{error.strerror}）；请给出 CSV 或 XLSX 表的路径。",
        ) from error
    cells = read_cells(content, file.name)
    if len(cells.header) < 2:  # noqa: PLR2004 - names and at least one column
        raise DataFormatError(
            en=f"{file.name}: found {len(cells.header)} columns, expected a first column of names and at least one of values.",
            zh=f"{file.name}：现有 {len(cells.header)} 列，要求首列为名称，其后至少一列数据。",
        )
    frame = pd.DataFrame(list(cells.rows), columns=pd.RangeIndex(len(cells.header)), dtype=object)
    names = pd.Index(frame[0], dtype=object, name="alternative")
    wrong = (names == "") | names.duplicated()
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        raise DataFormatError(
            en=f"{file.name}, line {cells.lines[place]}: the name {names[place]!r} is blank or stands twice; every row needs a name of its own.",
            zh=f"{file.name} 第 {cells.lines[place]} 行：名称 {names[place]!r} 为空或重复；每行须有唯一的名称。",
        )
    return (
        frame.iloc[:, 1:].set_axis(names, axis=0).set_axis(pd.Index(cells.header[1:], dtype=object), axis=1)
    )


def numbers(cells: pd.Series) -> pd.Series:
    """Return a column of cells as float64, NaN where blank.

    Raises
    ------
    DataFormatError
        A cell that is no finite number; row and column are named.
    """
    text = cells.astype(str).str.strip()
    values = pd.to_numeric(text, errors="coerce").astype("float64")
    wrong = ((text != "") & ~np.isfinite(values.to_numpy())).to_numpy()
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        raise DataFormatError(
            en=f"row {cells.index[place]}, column {cells.name}: found {text.iloc[place]!r}, expected a number such as 1234.5 (no thousands separator), or a blank.",
            zh=f"行 {cells.index[place]}、列 {cells.name}：现为 {text.iloc[place]!r}，要求为 1234.5 之类的数字（不带千位分隔符），或留空。",
        )
    return values
