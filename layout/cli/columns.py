"""Plain text tables for a terminal, aligned although a Chinese character takes two columns."""

import unicodedata
from collections.abc import Sequence

_WIDE = frozenset("WF")
_GAP = "  "


def display_width(text: str) -> int:
    """Return how many terminal columns `text` takes: two for a wide character (Unicode TR 11), none for an accent."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in _WIDE
        else 1
        for character in text
    )


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return `rows` below `header`, each column as wide as its widest cell, without trailing blanks.

    Parameters
    ----------
    header
        One heading a column.
    rows
        Cells as text; every row as long as the header.
    """
    lines = [list(header), *[list(row) for row in rows]]
    widths = [max(display_width(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(
        _GAP.join(
            cell + " " * (width - display_width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )
