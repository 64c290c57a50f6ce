"""Reads a plain CSV table: named rows, named columns, cells as text, and numbers on demand with every bad cell named."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.errors import DataFormatError, DataMissingError

ENCODINGS = ("utf-8-sig", "gb18030")
"""What Excel writes in this office: UTF-8 with or without a mark, or the Chinese national encoding."""
DELIMITERS = (",", "\t", ";")


def read_table(path: str | Path) -> pd.DataFrame:
    """Return the cells of a CSV file as text; the first column names the rows, the first line the columns.

    Parameters
    ----------
    path
        A CSV file, comma, tab or semicolon between the cells, UTF-8 or GB 18030.

    Raises
    ------
    DataMissingError
        There is no such file, or it cannot be read.
    DataFormatError
        It is empty or no text, a line has too many or too few cells, or a name is blank or stands twice.
    """
    file = Path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DataMissingError(
            en=f"{file}: cannot be read ({error.strerror}); give the path of a CSV table.",
            zh=f"{file}：无法读取（{error.strerror}）；请给出 CSV 表的路径。",
        ) from error
    text = _decoded(content, file.name)
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    rows = _rows(text, delimiter, name=file.name)
    header = next(rows, [])
    _check_header(header, file.name)
    return _frame(list(rows), header, name=file.name)


def _rows(text: str, delimiter: str, *, name: str) -> Iterator[list[str]]:
    """Yield the stripped cells of each line that is not blank; every line has as many as the first."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    width = 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells) and width:
                continue
            width = width or len(cells)
            if len(cells) != width:
                raise DataFormatError(
                    en=f"{name}, line {reader.line_num}: found {len(cells)} cells, expected {width} as in the first line; mend the line.",
                    zh=f"{name} 第 {reader.line_num} 行：现有 {len(cells)} 个单元格，要求与首行相同（{width} 个）；请修正该行。",
                )
            yield cells
    except csv.Error as error:
        raise DataFormatError(
            en=f"{name}, line {reader.line_num}: cannot be read as CSV ({error}); mend the line.",
            zh=f"{name} 第 {reader.line_num} 行：无法按 CSV 读取（{error}）；请修正该行。",
        ) from error


def _decoded(content: bytes, name: str) -> str:
    """Return the text of a file in one of the known encodings."""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataFormatError(
        en=f"{name}: neither UTF-8 nor GB 18030 text; save the table as CSV in UTF-8.",
        zh=f"{name}：既非 UTF-8 也非 GB 18030 文本；请将表另存为 UTF-8 编码的 CSV。",
    )


def _check_header(header: Sequence[str], name: str) -> None:
    """Refuse a header that does not name every column once."""
    if len(header) < 2:  # noqa: PLR2004 - names and at least one column
        raise DataFormatError(
            en=f"{name}: found {len(header)} columns, expected a first column of names and at least one of values.",
            zh=f"{name}：现有 {len(header)} 列，要求首列为名称，其后至少一列数据。",
        )
    for place, column in enumerate(header[1:], start=2):
        if not column or column in header[1 : place - 1]:
            raise DataFormatError(
                en=f"{name}: column {place} is named {column!r}; every column needs a name of its own.",
                zh=f"{name}：第 {place} 列名称为 {column!r}；每列须有唯一的名称。",
            )


def _frame(rows: list[list[str]], header: list[str], *, name: str) -> pd.DataFrame:
    """Return the rows by their names, refusing blank and repeated ones."""
    if not rows:
        raise DataFormatError(en=f"{name}: the table has no rows.", zh=f"{name}：表中没有数据行。")
    frame = pd.DataFrame(rows, columns=pd.RangeIndex(len(header)), dtype=object)
    names = pd.Index(frame[0], dtype=object, name="alternative")
    wrong = (names == "") | names.duplicated()
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        raise DataFormatError(
            en=f"{name}, row {place + 1} below the header: the name {names[place]!r} is blank or stands twice; every row needs a name of its own.",
            zh=f"{name} 表头下第 {place + 1} 行：名称 {names[place]!r} 为空或重复；每行须有唯一的名称。",
        )
    return frame.iloc[:, 1:].set_axis(names, axis=0).set_axis(pd.Index(header[1:], dtype=object), axis=1)


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
