"""XLSX workbooks as offices and yearbooks have them: several sheets, title rows, headers of several rows, merged cells."""

from datetime import datetime
from itertools import pairwise

from geodata.quality.model import RawLayer, Reading
from geodata.quality.places import inside, layer, part, rows
from geodata.quality.shown import listed
from geodata.read.coordinate_columns import pairs
from geodata.read.points import to_layer
from geodata.read.tabletext import Grid, check_header
from geodata.read.xlsx_sheet import Sheet, Workbook

_MOST_HEADER_ROWS = 12
_MIN_COLUMNS = 2
_GAP_COLUMNS = 50


def read(reading: Reading) -> RawLayer:
    """Return the layer of a workbook.

    Parameters
    ----------
    reading
        The file being read; `options.layer` names the sheet.

    Raises
    ------
    Stop
        The workbook is damaged, several sheets hold tables and none was chosen, or the sheet has no positions.
    """
    book = Workbook(reading)
    sheet = _choose(book, reading)
    if book.hidden:
        reading.note("xlsx-hidden", sheets=listed(book.hidden))
    return to_layer(_grid(sheet, reading), sheet.name, reading=reading)


def _choose(book: Workbook, reading: Reading) -> Sheet:
    """Return the sheet that was asked for, or the only one that holds a table."""
    wanted = reading.options.layer
    if wanted is not None:
        if wanted not in book.names:
            raise reading.stop("unknown-layer", wanted=wanted, layers=listed(book.names))
        return book.sheet(wanted)
    sheets = [sheet for name in book.names if (sheet := book.sheet(name)).cells]
    if not sheets:
        raise reading.stop("no-features")
    if len(sheets) == 1 or reading.options.table:
        tables = sheets
    else:
        tables = [sheet for sheet in sheets if _has_pair(sheet)] or sheets
    if len(tables) > 1:
        raise reading.which_layer([sheet.name for sheet in tables])
    if len(sheets) > 1:
        rest = [sheet.name for sheet in sheets if sheet is not tables[0]]
        reading.note("xlsx-other-sheets", layer(tables[0].name), sheets=listed(rest))
    return tables[0]


def _has_pair(sheet: Sheet) -> bool:
    """Return whether a row near the top names coordinates."""
    top = sorted({row for row, _ in sheet.cells})[:_MOST_HEADER_ROWS]
    return any(pairs([str(value) for _, value in _row(sheet, row)]) for row in top)


def _row(sheet: Sheet, number: int) -> list[tuple[int, object]]:
    """Return the filled cells of a row with their columns, from left to right."""
    return sorted(
        ((column, value) for (row, column), value in sheet.cells.items() if row == number),
        key=lambda item: item[0],
    )


def _grid(sheet: Sheet, reading: Reading) -> Grid:
    """Return the table of a sheet."""
    _check_extent(sheet, reading)
    _fill_merged(sheet)
    by_row: dict[int, dict[int, object]] = {}
    for (row, column), value in sheet.cells.items():
        by_row.setdefault(row, {})[column] = value
    numbers = sorted(by_row)
    first, last = _header_rows(by_row, numbers)
    if first:
        reading.note("title-rows", inside(layer(sheet.name), rows(numbers[:first], "row")))
    if last > first:
        reading.note("header-rows", inside(layer(sheet.name), rows(numbers[first : last + 1], "row")))
    columns = sorted({column for number in numbers[first:] for column in by_row[number]})
    header = [
        _title([by_row[number].get(column) for number in numbers[first : last + 1]]) for column in columns
    ]
    body = numbers[last + 1 :]
    if not body:
        raise reading.stop("no-features", layer(sheet.name))
    check_header(header, numbers[last], reading=reading)
    cells = [[_cell(by_row[number].get(column)) for column in columns] for number in body]
    return Grid(header=header, cells=cells, numbers=body)


def _check_extent(sheet: Sheet, reading: Reading) -> None:
    """Stop at a cell far away from the others: a slip that would make the table millions of cells large."""
    columns = sorted({column for _, column in sheet.cells})
    for left, right in pairwise(columns):
        if right - left > _GAP_COLUMNS:
            row = min(row for row, column in sheet.cells if column == right)
            where = inside(layer(sheet.name), part(f"R{row}C{right}"))
            raise reading.stop("xlsx-stray-cell", where)
    if len(columns) > reading.limits.fields:
        raise reading.stop("too-many-fields", found=f"{len(columns):,}", limit=f"{reading.limits.fields:,}")


def _fill_merged(sheet: Sheet) -> None:
    """Give every cell of a merged range the value of its first cell, as it is shown."""
    for top, left, bottom, right in sheet.merged:
        value = sheet.cells.get((top, left))
        if value is None or (bottom - top + 1) * (right - left + 1) > _GAP_COLUMNS * _GAP_COLUMNS:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                sheet.cells.setdefault((row, column), value)


def _header_rows(by_row: dict[int, dict[int, object]], numbers: list[int]) -> tuple[int, int]:
    """Return the positions of the first and last header row among the filled rows.

    The first is the first row with two different values; header rows go on as long as rows hold nothing but text and a later
    one is the first with coordinate names, or repeats values above it (merged cells).
    """
    top = numbers[:_MOST_HEADER_ROWS]
    first = next(
        (n for n, number in enumerate(top) if len(set(map(str, by_row[number].values()))) >= _MIN_COLUMNS), 0
    )
    last = first
    for n in range(first, len(top)):
        values = [str(value) for value in by_row[top[n]].values()]
        if any(not isinstance(value, str) for value in by_row[top[n]].values()):
            break
        above = {str(value) for number in top[first:n] for value in by_row[number].values()}
        if n == first or pairs(values) or above & set(values):
            last = n
        if pairs(values):
            break
    return first, last


def _title(parts: list[object]) -> str:
    """Return the name of a column from its header cells, upper ones first, each once."""
    words = list(dict.fromkeys(str(part).strip() for part in parts if part not in (None, "")))
    return words[-1] if len(words) > 1 and _is_coordinate(words[-1]) else " ".join(words)


def _is_coordinate(word: str) -> bool:
    """Return whether a header word names a coordinate, so that the words above it are not part of its name."""
    return bool(pairs([word, "lat"]) or pairs([word, "lon"]) or pairs([word, "y"]) or pairs([word, "x"]))


def _cell(value: object) -> object:
    """Return a cell as a table has it: dates as ISO text, so that a date never passes for a number."""
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == datetime.min.time()
            else value.isoformat(sep=" ", timespec="seconds")
        )
    return "" if value is None else value
