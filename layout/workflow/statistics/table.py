"""A table of figures taken apart: which column names the row, which holds years or sources, and every cell with its heading.

Wide tables (one column an indicator and year) and long ones (one row a figure) give the same cells.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

from geodata.quality.numbers_in_text import is_missing, number, plain
from layout.entities.matching import match_row
from layout.entities.names import plain_name
from layout.entities.register import Register, looks_like_code
from layout.workflow.statistics.headings import PERIODS, read_heading
from layout.workflow.statistics.unit_said import UnitSaid, joined_units, units_said

ROLES: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(words.split())
    for name, words in {
        "code": "code adcode 代码 编码 行政区划代码 区划代码 园区代码 目录代码 统计用区划代码 parkid entityid",
        "name": "name 名称 区县 区县名 区县名称 地区 行政区 园区 园区名 园区名称 开发区 开发区名称 district county park entity",
        "year": "year 年份 年度 年 统计年份",
        "period": "period 时期 报告期 期间",
        "indicator": "indicator indicatorid 指标 指标名称",
        "value": "value 数值 数据 值 指标值",
        "unit": "unit 单位 计量单位",
        "source": "source 来源 数据来源 出处 资料来源",
        "vintage": "vintage 区划版本 统计区划",
        "kind": "entitykind kind 类别",
    }.items()
}
_YEAR: Final = re.compile(r"((?:19|20)\d{2})(?:\.0)?年?(?:度|末)?")
_LEAST_SHARE: Final = 0.5
_SAMPLE: Final = 200
_EXACT: Final = 2**53


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What a row says besides its figures.

    Parameters
    ----------
    number, sheet
        Where it stands in the file.
    name, code
        What it is about, as written.
    year, period, source, vintage
        As written in columns of their own; None or "" without.
    """

    number: int
    sheet: str
    name: str
    code: str
    year: int | None = None
    period: str = ""
    source: str = ""
    vintage: str = ""


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One cell that holds a figure, or should.

    Parameters
    ----------
    row
        Position among the rows.
    heading
        The heading that says what it is.
    text
        As it stands.
    value
        The number; None where the text is none.
    """

    row: int
    heading: str
    text: str
    value: float | None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures.

    Parameters
    ----------
    rows, cells
        Rows, and the cells that are not blank.
    headings
        Headings of figures, in the order of the file.
    unused
        Columns without figures that no role was found for.
    units
        What the lines around the table say about the units of the headings that name none.
    """

    rows: tuple[FigureRow, ...]
    cells: tuple[FigureCell, ...]
    headings: tuple[str, ...]
    unused: tuple[str, ...] = ()
    units: Mapping[str, UnitSaid] = field(default_factory=dict)


def role_of(heading: str) -> str:
    """Return the role of a column by its heading, "" without one; of two languages in one heading either counts."""
    words = {plain_name(heading), *(plain_name(word) for word in heading.split())}
    return next((role for role, known in ROLES.items() if words & known), "")


def figure_table(frame: pd.DataFrame, register: Register, *, sheet: str = "") -> FigureTable:
    """Return the rows and cells of a table.

    Parameters
    ----------
    frame
        Cells as they were read, the index the numbers of the rows in the file.
    register
        What rows may be about; finds the column of names where its heading does not say so.
    sheet
        Name of the sheet, for messages.
    """
    roles: dict[str, str] = {}
    for column in map(str, frame.columns):
        role = role_of(column)
        if role and role not in roles:
            roles[role] = column
    columns = {str(column): [_text(cell) for cell in frame[column]] for column in frame.columns}
    if "name" not in roles and "code" not in roles:
        roles |= _found_names(columns, frozenset(roles.values()), register)
    long = "indicator" in roles and "value" in roles
    taken = (
        set(roles.values())
        if long
        else {c for r, c in roles.items() if r not in {"indicator", "value", "unit"}}
    )
    rows = tuple(_row(n, int(number), sheet, columns, roles) for n, number in enumerate(frame.index))
    cells = list(_long_cells(columns, roles, len(rows)) if long else _wide_cells(columns, taken))
    filled = {cell.heading for cell in cells if cell.value is not None}
    order = tuple(dict.fromkeys(cell.heading for cell in cells if cell.heading in filled))
    rest = () if long else tuple(c for c, texts in columns.items() if c not in taken | filled and any(texts))
    units = units_said(frame, order, sheet=sheet)
    return FigureTable(rows, tuple(cell for cell in cells if cell.heading in filled), order, rest, units)


def joined_tables(tables: Iterable[FigureTable]) -> FigureTable:
    """Return several tables, such as the sheets of a workbook, as one.

    Raises
    ------
    OfficeTableError
        Two of them name different units beside one heading.
    """
    parts = list(tables)
    rows: list[FigureRow] = []
    cells: list[FigureCell] = []
    headings: dict[str, None] = {}
    unused: dict[str, None] = {}
    for one in parts:
        cells += [replace(cell, row=cell.row + len(rows)) for cell in one.cells]
        rows += one.rows
        headings |= dict.fromkeys(one.headings)
        unused |= dict.fromkeys(one.unused)
    units = joined_units(one.units for one in parts)
    return FigureTable(tuple(rows), tuple(cells), tuple(headings), tuple(unused), units)


def _text(cell: object) -> str:
    """Return a cell as text, "" where it is blank or says that there is nothing."""
    if cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)) or is_missing(cell):
        return ""
    if isinstance(cell, str):
        return plain(cell)
    return (
        str(int(cell)) if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT else str(cell)
    )


def _found_names(
    columns: Mapping[str, list[str]], taken: frozenset[str], register: Register
) -> dict[str, str]:
    """Return the columns of names and codes by what stands in them."""
    found: dict[str, str] = {}
    best = 0.0
    for column, texts in columns.items():
        known = [text for text in texts if text][:_SAMPLE]
        if column in taken or not known:
            continue
        if "code" not in found and sum(map(looks_like_code, known)) > _LEAST_SHARE * len(known):
            found["code"] = column
            continue
        share = sum(match_row(text, "", register=register).status != "none" for text in known) / len(known)
        if share >= _LEAST_SHARE and share > best:
            found["name"], best = column, share
    return found


def _row(
    place: int, file_row: int, sheet: str, columns: Mapping[str, list[str]], roles: Mapping[str, str]
) -> FigureRow:
    """Return what one row says besides its figures."""

    def of(role: str) -> str:
        return columns[roles[role]][place] if role in roles else ""

    year = _YEAR.fullmatch(of("year"))
    period = of("period").upper()
    return FigureRow(
        file_row,
        sheet,
        of("name"),
        of("code"),
        int(year.group(1)) if year else None,
        period if period in PERIODS else "",
        of("source"),
        of("vintage").removesuffix(".0"),
    )


def _wide_cells(columns: Mapping[str, list[str]], taken: set[str]) -> Iterable[FigureCell]:
    """Yield the filled cells of the columns that may hold figures."""
    for column, texts in columns.items():
        if column in taken or read_heading(column).unused:
            continue
        for place, text in enumerate(texts):
            if text:
                yield FigureCell(place, column, text, number(text))


def _long_cells(
    columns: Mapping[str, list[str]], roles: Mapping[str, str], count: int
) -> Iterable[FigureCell]:
    """Yield the figures of a long table; indicator and unit together are the heading."""
    blank = [""] * count
    names, values = columns[roles["indicator"]], columns[roles["value"]]
    units = columns[roles["unit"]] if "unit" in roles else blank
    for place, (name, text, unit) in enumerate(zip(names, values, units, strict=True)):
        if text:
            stated = f"[{name}]" if name.isascii() and "_" in name and " " not in name else name
            yield FigureCell(place, f"{stated} ({unit})" if unit else stated, text, number(text))
