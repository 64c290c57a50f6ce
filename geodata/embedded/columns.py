"""How a column of an embedded table is declared: its type, vocabulary, range, and whether a blank is allowed."""

import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "number", "year", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an embedded CSV file.

    Parameters
    ----------
    name
        The header in the file.
    kind
        `text` gives str (blank is ""), `number` float64 (blank is NaN), `year` Int64 (blank is <NA>),
        `list` a tuple of str (cells separate items with ";", blank is ()).
    required
        A blank cell is refused.
    words
        The only texts allowed (of each item in a list); empty means any text.
    low, high
        The range of a number or a year, both ends included.
    pattern
        What a filled text must match as a whole.
    rename
        The column's name in the frame, when it differs from the header.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    words: frozenset[str] = frozenset()
    low: float = float("-inf")
    high: float = float("inf")
    pattern: re.Pattern[str] | None = None
    rename: str = ""

    @property
    def frame_name(self) -> str:
        """Return the column's name in the frame."""
        return self.rename or self.name


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One embedded table.

    Parameters
    ----------
    name
        The name that `geodata.embedded.table` takes.
    file
        The CSV file below `geodata/embedded/facts`.
    columns
        Every column in the order of the file.
    key
        Headers whose values together occur once only.
    together
        Groups of headers that are filled together or blank together.
    """

    name: str
    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    together: tuple[tuple[str, ...], ...] = field(default=())


def text(name: str, *, required: bool = False, words: str = "", pattern: str = "") -> Column:
    """Return a text column; `words` is a space-separated vocabulary."""
    compiled = re.compile(pattern) if pattern else None
    return Column(name, required=required, words=frozenset(words.split()), pattern=compiled)


def number(name: str, *, low: float, high: float, required: bool = False) -> Column:
    """Return a number column with its allowed range."""
    return Column(name, kind="number", required=required, low=low, high=high)


def year(name: str, *, low: int, high: int, required: bool = False) -> Column:
    """Return a year column with its allowed range."""
    return Column(name, kind="year", required=required, low=low, high=high)


def items(name: str, *, required: bool = False, pattern: str = "", rename: str = "") -> Column:
    """Return a list column whose items match `pattern` if one is given."""
    compiled = re.compile(pattern) if pattern else None
    return Column(name, kind="list", required=required, pattern=compiled, rename=rename)
