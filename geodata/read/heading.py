"""Where the header of a table stands and what its columns are called: one way for delimited text and for workbooks.

Above the header stand titles; the header may have several rows, the upper ones spanning columns of the lower ones (merged cells in a
workbook, blanks in delimited text); below the figures may stand remarks. A row counts as header only where the figures below prove it.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from geodata.quality.numbers_in_text import is_missing, number
from geodata.read.coordinate_columns import pairs
from geodata.read.header_proof import continues, is_year, spread
from geodata.unit_note import said_units

Row: TypeAlias = Mapping[int, object]

MOST_TOP_ROWS: Final = 12
SAMPLE_ROWS: Final = 200
MOST_FOOT_ROWS: Final = 8
_MIN_COLUMNS: Final = 2
_REMARK: Final = re.compile(
    r"\s*(?:注|备注|说明|附注|资料来源|数据来源|来源|notes?|sources?)\s*(?:\d+\s*)?[:.、]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of a table.

    Parameters
    ----------
    first, last
        Positions of the first and last header row among the filled rows.
    names
        Name of each column that a header row fills or spans.
    unit_lines
        Position and text of the cells above and beside the header that name units for the whole table.
    unit_columns
        Columns whose heading is such a cell.
    """

    first: int
    last: int
    names: Mapping[int, str]
    unit_lines: tuple[tuple[int, str], ...] = ()
    unit_columns: tuple[int, ...] = field(default=())


def title_rows(top: Sequence[Row]) -> int:
    """Return how many rows stand above the header: those with one filled cell, beside which a unit may be named.

    Parameters
    ----------
    top
        The first rows of the table, filled cells by column; cells that belong to a merged range are filled once.
    """
    for place, row in enumerate(top[:MOST_TOP_ROWS]):
        words = [value for value in row.values() if not _is_unit_cell(value)]
        if len(words) >= _MIN_COLUMNS or _heads_two_columns(row, top[place + 1 :]):
            return place
        below = top[place + 1] if place + 1 < len(top) else {}
        if len(row) >= _MIN_COLUMNS and not (len(below) >= _MIN_COLUMNS and _is_words(below)):
            return place
    return 0


def heading_of(
    top: Sequence[Row], first: int, *, tied: Collection[tuple[int, int]] = (), positions: bool
) -> Heading:
    """Return the header of a table.

    Parameters
    ----------
    top
        The first rows, `MOST_TOP_ROWS + SAMPLE_ROWS` of them where there are so many; merged cells all filled.
    first
        As `title_rows` says.
    tied
        First and last row of each merged range that spans rows.
    positions
        Whether the table must name coordinates: a row that names them then ends the header.
    """
    columns = sorted({column for row in top[first:] for column in row})
    choices = _header_choices(top, first, columns, tied=tied, positions=positions)
    named = [(last, _names(rows, columns)) for last, rows in choices]
    last, names = next((one for one in reversed(named) if _are_unique(list(one[1].values()))), named[-1])
    beside = tuple(column for column, name in names.items() if said_units(name, alone=True)[0])
    above = [(n, str(cell)) for n in range(first) for cell in dict.fromkeys(map(str, top[n].values()))]
    lines = (*above, *((first, names[column]) for column in beside))
    return Heading(first, last, names, tuple(line for line in lines if said_units(line[1])[0]), beside)


def foot_rows(last_rows: Sequence[Row]) -> int:
    """Return how many of the last rows are remarks that name a unit, with the remarks around them; 0 where none does.

    Parameters
    ----------
    last_rows
        The last rows below the header, in their order.
    """
    count = 0
    for row in reversed(last_rows):
        texts = set(map(str, row.values()))
        if len(texts) != 1 or not _is_remark(next(iter(texts))):
            break
        count += 1
    foot = last_rows[len(last_rows) - count :]
    return count if any(said_units(text)[0] for text in foot_texts(foot)) else 0


def foot_texts(foot: Sequence[Row]) -> list[str]:
    """Return the text of each remark below a table."""
    return [str(next(iter(row.values()))) for row in foot]


def _is_remark(text: str) -> bool:
    """Return whether the only text of a row is a remark."""
    return bool(
        said_units(text, alone=True)[0] or _REMARK.match(unicodedata.normalize("NFKC", text).lstrip("(["))
    )


def _heads_two_columns(row: Row, below: Sequence[Row]) -> bool:
    """Return whether a row names the second of two columns, the first being that of the names, and is no title.

    A title may stand there as well: it has a header below it, words above figures.
    """
    whole = [other for other in below if len(other) >= _MIN_COLUMNS]
    if set(row) != {1} or not whole or any(max(other) > 1 for other in whole):
        return False
    return not _is_words(whole[0]) or all(map(_is_words, whole))


def _is_unit_cell(value: object) -> bool:
    """Return whether a cell only names a unit."""
    return isinstance(value, str) and bool(said_units(value, alone=True)[0])


def _is_words(row: Row) -> bool:
    """Return whether a row may be a header: texts and years, no other numbers."""
    return all(is_year(value) or (isinstance(value, str) and number(value) is None) for value in row.values())


def _header_choices(
    top: Sequence[Row],
    first: int,
    columns: Sequence[int],
    *,
    tied: Collection[tuple[int, int]],
    positions: bool,
) -> list[tuple[int, list[Row]]]:
    """Return the rows with which the header may end, from first to last, each with the header rows and their spans filled."""
    rows: list[Row] = [top[first]]
    found = [(first, rows)]
    over = top[first]
    if _named(top[first]) or not _is_words(top[first]):
        return found
    for place in range(first + 1, min(len(top), MOST_TOP_ROWS)):
        row = top[place]
        if not _is_words(row):
            break
        if positions and _named(row):
            return [(place, [*rows, *top[first + len(rows) : place + 1]])]
        if place != found[-1][0] + 1:
            continue
        body = top[place + 1 : place + 1 + SAMPLE_ROWS]
        if body and (proved := continues(over, row, body=body, columns=columns)):
            rows = [*rows[:-1], spread(rows[-1], columns), proved]
        elif any(begin in range(first, place) and place <= end for begin, end in tied):
            rows = [*rows, row]
        else:
            continue
        over = {**spread(over, columns), **rows[-1]}
        found.append((place, rows))
    return found


def _named(row: Row) -> bool:
    """Return whether a row names coordinates."""
    return bool(pairs([str(value) for value in row.values()]))


def _names(rows: Sequence[Row], columns: Sequence[int]) -> dict[int, str]:
    """Return the names of the columns out of the header rows, "" where they have none."""
    return {column: _title([row.get(column) for row in rows]) for column in columns}


def _title(parts: Sequence[object]) -> str:
    """Return the name of a column from its header cells, upper ones first, each once."""
    words = list(dict.fromkeys(str(part).strip() for part in parts if part not in (None, "")))
    return words[-1] if len(words) > 1 and _is_coordinate(words[-1]) else " ".join(words)


def _is_coordinate(word: str) -> bool:
    """Return whether a header word names a coordinate, so that the words above it are not part of its name."""
    return any(pairs([word, partner]) for partner in ("lat", "lon", "y", "x"))


def _are_unique(names: Sequence[str]) -> bool:
    """Return whether no two columns have one name."""
    filled = [name for name in names if name and not is_missing(name)]
    return len(set(filled)) == len(filled)
