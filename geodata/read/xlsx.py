"""XLSX workbooks as offices and yearbooks have them: several sheets, title rows, headers of several rows, merged cells."""

from datetime import datetime
from itertools import pairwise

from geodata.quality.model import RawLayer, Reading
from geodata.quality.places import inside, layer, part
from geodata.quality.shown import listed
from geodata.read import heading
from geodata.read.coordinate_columns import pairs
from geodata.read.points import to_layer
from geodata.read.tabletext import Grid, check_header, tell
from geodata.read.xlsx_sheet import Sheet, Workbook

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
    top = sorted({row for row, _ in sheet.cells})[: heading.MOST_TOP_ROWS]
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
    titles = heading.title_rows(_top(sheet))
    _fill_merged(sheet)
    by_row: dict[int, dict[int, object]] = {}
    for (row, column), value in sorted(sheet.cells.items()):
        by_row.setdefault(row, {})[column] = value
    numbers = sorted(by_row)
    place_of = {number: place for place, number in enumerate(numbers)}
    top = [by_row[number] for number in numbers[: heading.MOST_TOP_ROWS + heading.SAMPLE_ROWS]]
    tied = [
        (place_of[above], place_of[below])
        for above, _, below, _ in sheet.merged
        if below > above and {above, below} <= place_of.keys()
    ]
    head = heading.heading_of(top, titles, tied=tied, positions=not reading.options.table)
    last_rows = [by_row[number] for number in numbers[head.last + 1 :][-heading.MOST_FOOT_ROWS :]]
    foot = heading.foot_rows(last_rows)
    end = len(numbers) - foot
    below = zip(numbers[end:], heading.foot_texts(last_rows[len(last_rows) - foot :]), strict=True)
    unit = tell(head, numbers, foot=list(below), reading=reading, outer=layer(sheet.name))
    body = numbers[head.last + 1 : end]
    if not body:
        raise reading.stop("no-features", layer(sheet.name))
    filled = {column for number in body for column in by_row[number]}
    headed = {column for number in numbers[head.first : head.last + 1] for column in by_row[number]}
    columns = sorted(filled | (headed - set(head.unit_columns)))
    header = [head.names.get(column, "") for column in columns]
    check_header(header, numbers[head.last], reading=reading)
    cells = [[_cell(by_row[number].get(column)) for column in columns] for number in body]
    return Grid(header, cells, body, unit)


def _top(sheet: Sheet) -> list[dict[int, object]]:
    """Return the first rows with the cells as they were typed: a merged range is filled once."""
    numbers = sorted({row for row, _ in sheet.cells})[: heading.MOST_TOP_ROWS + 1]
    found: dict[int, dict[int, object]] = {number: {} for number in numbers}
    for (row, column), value in sheet.cells.items():
        if row in found:
            found[row][column] = value
    return [found[number] for number in numbers]


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


def _cell(value: object) -> object:
    """Return a cell as a table has it: dates as ISO text, so that a date never passes for a number."""
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == datetime.min.time()
            else value.isoformat(sep=" ", timespec="seconds")
        )
    return "" if value is None else value
