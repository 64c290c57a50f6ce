"""Turns the bytes of an embedded CSV file into a typed frame, or says which cell is not as declared."""

import csv
import io
import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from geodata.embedded.columns import Column, TableSpec
from geodata.errors import DataFormatError

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_YEAR = re.compile(r"\d{4}")

Cell = str | float | int | tuple[str, ...] | None

_BLANKS: dict[str, Cell] = {"text": "", "number": float("nan"), "year": None, "list": ()}


class _Row(NamedTuple):
    """One record and the line of the file on which it ends."""

    line: int
    cells: dict[str, str]


def parse_table(raw: bytes, spec: TableSpec) -> pd.DataFrame:
    """Return the frame of one embedded file.

    Parameters
    ----------
    raw
        The bytes of the CSV file: UTF-8 without BOM, LF, one header row.
    spec
        What the file must hold.

    Returns
    -------
    pandas.DataFrame
        RangeIndex; columns and types as `spec` declares.

    Raises
    ------
    DataFormatError
        Names file, line, column, value and expectation of the first cell that is not as declared.
    """
    rows = _rows(raw, spec)
    parsed = {column.frame_name: [_cell(spec.file, row, column) for row in rows] for column in spec.columns}
    _check_together(rows, spec)
    _check_key(rows, spec)
    return pd.DataFrame(
        {column.frame_name: _series(parsed[column.frame_name], column) for column in spec.columns}
    )


def _rows(raw: bytes, spec: TableSpec) -> list[_Row]:
    """Return the records of the file after the checks of its bytes and header."""
    if raw.startswith(b"\xef\xbb\xbf") or b"\r" in raw:
        raise _fault(spec.file, 1, "-", "BOM or CR", "UTF-8 without BOM, LF line ends")
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _fault(spec.file, line, "-", repr(raw[error.start : error.end]), "UTF-8") from error
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    headers = [column.name for column in spec.columns]
    rows: list[_Row] = []
    try:
        found = next(reader, [])
        if found != headers:
            raise _fault(spec.file, 1, "-", ",".join(found), "columns " + ",".join(headers))
        for record in reader:
            if len(record) != len(headers):
                raise _fault(spec.file, reader.line_num, "-", f"{len(record)} cells", f"{len(headers)} cells")
            rows.append(_Row(reader.line_num, dict(zip(headers, record, strict=True))))
    except csv.Error as error:
        raise _fault(spec.file, reader.line_num, "-", str(error), "well-formed CSV") from error
    return rows


def _cell(file: str, row: _Row, column: Column) -> Cell:
    """Return one cell in its declared type."""
    value = row.cells[column.name]
    if value != value.strip() or "\n" in value:
        raise _fault(file, row.line, column.name, repr(value), "no outer spaces and no line feed")
    if not value:
        if column.required:
            raise _fault(file, row.line, column.name, "blank", "a value")
        return _BLANKS[column.kind]
    if column.kind in ("number", "year"):
        return _number(file, row.line, column, value)
    if column.kind == "list":
        entries = tuple(value.split(";"))
        for entry in entries:
            _check_text(file, row.line, column, entry)
        return entries
    _check_text(file, row.line, column, value)
    return value


def _number(file: str, line: int, column: Column, value: str) -> float | int:
    """Return a number or a year within its range."""
    pattern, expected = (_YEAR, "a year") if column.kind == "year" else (_NUMBER, "a plain number")
    if not pattern.fullmatch(value):
        raise _fault(file, line, column.name, repr(value), expected)
    result = float(value)
    if not column.low <= result <= column.high:
        raise _fault(file, line, column.name, value, f"{column.low:g} to {column.high:g}")
    return int(value) if column.kind == "year" else result


def _check_text(file: str, line: int, column: Column, value: str) -> None:
    """Raise if a text or a list item is outside its vocabulary or pattern."""
    if not value or value != value.strip():
        raise _fault(file, line, column.name, repr(value), "list items without blanks between ';'")
    if column.words and value not in column.words:
        raise _fault(file, line, column.name, repr(value), "one of " + ", ".join(sorted(column.words)))
    if column.pattern and not column.pattern.fullmatch(value):
        raise _fault(file, line, column.name, repr(value), f"text that matches {column.pattern.pattern}")


def _check_together(rows: list[_Row], spec: TableSpec) -> None:
    """Raise if a group of columns is filled in part."""
    for row in rows:
        for group in spec.together:
            filled = [name for name in group if row.cells[name]]
            if filled and len(filled) != len(group):
                found = "only " + ", ".join(filled)
                raise _fault(spec.file, row.line, ", ".join(group), found, "all filled or all blank")


def _check_key(rows: list[_Row], spec: TableSpec) -> None:
    """Raise if a key occurs twice."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.cells[name] for name in spec.key)
        if key in seen:
            found = f"{'; '.join(key)} (first on line {seen[key]})"
            raise _fault(spec.file, row.line, ", ".join(spec.key), found, "a key that occurs once")
        seen[key] = row.line


def _series(cells: list[Cell], column: Column) -> pd.Series:
    """Return the cells as a Series of the declared type."""
    if column.kind == "number":
        return pd.Series(cells, dtype=np.float64)
    if column.kind == "year":
        return pd.Series(cells, dtype="Int64")
    if column.kind == "list":
        return pd.Series(cells, dtype=object)
    return pd.Series(cells, dtype=str)


def _fault(file: str, line: int, column: str, found: str, expected: str) -> DataFormatError:
    """Return the error for one cell."""
    return DataFormatError(
        en=f"{file} line {line}, column {column}: found {found}, expected {expected};"
        " reinstall the product or restore the file.",
        zh=f"{file} 第 {line} 行，{column} 列：读到 {found}，应为 {expected}；请重新安装本产品或恢复该文件。",
    )
