"""Reads the tables of a layout plan: CSV or XLSX, one header row; a wrong cell is named by file, line and column."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.read import read_cells
from layout.errors import CaseError

TRUE_WORDS = {"true", "1", "yes", "是"}
FALSE_WORDS = {"", "false", "0", "no", "否"}
_DEFUSED = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Parameters
    ----------
    origin
        File and line, for messages.
    cells
        Text of each cell, stripped, by the name of its column.
    """

    origin: str
    cells: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return a cell; a column that is absent is blank."""
        return self.cells.get(name, "")

    def number(self, name: str, default: float | None = None) -> float:
        """Return a number; blank gives the default.

        Raises
        ------
        CaseError
            The cell is no finite number, or is blank and must not be.
        """
        cell = self.text(name)
        if not cell and default is not None:
            return default
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self._wrong(name, cell, "a finite number", "有限数值")
        return value

    def whole(self, name: str, default: int | None = None) -> int | None:
        """Return a whole number; blank gives the default."""
        if not self.text(name):
            return default
        value = self.number(name)
        if not value.is_integer():
            raise self._wrong(name, self.text(name), "a whole number", "整数")
        return int(value)

    def truth(self, name: str) -> bool:
        """Return a yes or no; blank is no."""
        word = self.text(name).lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise self._wrong(name, word, "true or false", "true 或 false")
        return word in TRUE_WORDS

    def items(self, name: str) -> tuple[str, ...]:
        """Return the items of a cell that are separated by semicolons."""
        return tuple(item.strip() for item in self.text(name).split(";") if item.strip())

    def _wrong(self, name: str, found: str, en: str, zh: str) -> CaseError:
        """Return the error for a cell."""
        return CaseError(
            en=f"{self.origin}, column {name}: found {found!r}, expected {en}.",
            zh=f"{self.origin}，列 {name}：现为 {found!r}，应为{zh}。",
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Parameters
    ----------
    name
        Name of the file.
    columns
        Names of its columns in their order.
    rows
        Its rows.
    content
        The bytes that were read.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    content: bytes


def read_table(path: Path, required: Collection[str]) -> Table:
    """Return the table in a CSV or XLSX file.

    Raises
    ------
    CaseError
        The file cannot be read, or lacks a column.
    DataFormatError
        It is no table, has no rows, a column twice, or a row of another length.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CaseError(
            en=f"{path}: cannot be read ({error.strerror}); paths of tables are relative to the case.",
            zh=f"{path}：无法读取（{error.strerror}）；表的路径以案例文件所在位置为准。",
        ) from error
    return parse_table_bytes(content, path.name, required=required)


def parse_table_bytes(content: bytes, name: str, *, required: Collection[str]) -> Table:
    """Return the table in the bytes of a file; raises as `read_table`."""
    cells = read_cells(content, name)
    lacking = [column for column in required if column not in cells.header]
    if lacking:
        found = ", ".join(cells.header)
        raise CaseError(
            en=f"{name}: column {lacking[0]} is missing; found {found}.",
            zh=f"{name}：缺少列 {lacking[0]}；现有列为 {found}。",
        )
    rows = [_row(name, cells.header, line, row) for line, row in zip(cells.lines, cells.rows, strict=True)]
    return Table(name, cells.header, tuple(rows), content)


def _row(name: str, header: tuple[str, ...], line: int, cells: tuple[str, ...]) -> Row:
    """Return one row; a text that was written with an apostrophe before a formula sign loses it again."""
    plain = [cell[1:] if cell.startswith(_DEFUSED) else cell for cell in cells]
    return Row(f"{name}, line {line}", dict(zip(header, plain, strict=True)))
