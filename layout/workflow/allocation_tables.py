"""Reads the tables of a layout plan: CSV in UTF-8, one header row; a wrong cell is named by file, line and column."""

import csv
import io
import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

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

    def not_used(self, known: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the columns that nothing reads."""
        return tuple(column for column in self.columns if not known(column))


def read_table(path: Path, required: Collection[str]) -> Table:
    """Return the table in a CSV file.

    Raises
    ------
    CaseError
        The file cannot be read, is not UTF-8, lacks a column or has a row of another length.
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
    """Return the table in the bytes of a CSV file; raises as `read_table`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(
            en=f"{name}: not UTF-8 text (byte {error.start}); save the table as CSV in UTF-8.",
            zh=f"{name}：不是 UTF-8 文本（第 {error.start} 字节）；请另存为 UTF-8 编码的 CSV。",
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise CaseError(
            en=f"{name}, line {reader.line_num}: not valid CSV ({error}).",
            zh=f"{name}，第 {reader.line_num} 行：不是有效的 CSV（{error}）。",
        ) from error
    header = [cell.strip() for cell in lines[0][1]] if lines else []
    _check_header(name, header, required)
    return Table(name, tuple(header), tuple(_row(name, header, *line) for line in lines[1:]), content)


def _check_header(name: str, header: list[str], required: Collection[str]) -> None:
    """Refuse a header that lacks a column or has one twice."""
    lacking = [column for column in required if column not in header]
    twice = sorted({column for column in header if header.count(column) > 1})
    if lacking or twice:
        found = ", ".join(header) or "-"
        en = f"column {lacking[0]} is missing" if lacking else f"column {twice[0]} stands twice"
        zh = f"缺少列 {lacking[0]}" if lacking else f"列 {twice[0]} 出现两次"
        raise CaseError(en=f"{name}: {en}; found {found}.", zh=f"{name}：{zh}；现有列为 {found}。")


def _row(name: str, header: list[str], line: int, cells: list[str]) -> Row:
    """Return one row; a text that was written with an apostrophe before a formula sign loses it again."""
    if len(cells) != len(header):
        raise CaseError(
            en=f"{name}, line {line}: {len(cells)} cells, expected {len(header)}.",
            zh=f"{name}，第 {line} 行：有 {len(cells)} 个单元格，应为 {len(header)} 个。",
        )
    stripped = [cell.strip() for cell in cells]
    plain = [cell[1:] if cell.startswith(_DEFUSED) else cell for cell in stripped]
    return Row(f"{name}, line {line}", dict(zip(header, plain, strict=True)))
