"""A workbook of several sheets in memory; text is never run as a formula."""

import unicodedata
from collections.abc import Mapping

import pandas as pd

from geodata.write.xlsx import Sheet, cell_value, packed_sheets

_NARROWEST, _WIDEST = 8, 60
_WIDE = frozenset("WF")
_LOOKED_AT = 200


def workbook_bytes(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Return a workbook with one sheet a frame, header frozen, columns as wide as what they hold.

    Parameters
    ----------
    sheets
        Frames by the name of their sheet, in order; the index is not written. Unknown values are blank cells.

    Raises
    ------
    ValueError
        There is no sheet.
    """
    if not sheets:
        message = "workbook_bytes: expected at least one sheet, found none"
        raise ValueError(message)
    return packed_sheets(_sheet(name, frame) for name, frame in sheets.items())


def _sheet(name: str, frame: pd.DataFrame) -> Sheet:
    """Return a frame as a sheet."""
    cells = [[cell_value(item) for item in frame[column].tolist()] for column in frame.columns]
    widths = [
        min(_WIDEST, max(_NARROWEST, *map(_width, [column, *values[:_LOOKED_AT]])))
        for column, values in zip(frame.columns, cells, strict=True)
    ]
    return Sheet(name, [str(column) for column in frame.columns], zip(*cells, strict=True), widths)


def _width(item: object) -> int:
    """Return how many columns of a plain font a cell takes; Chinese characters take two."""
    text = "" if item is None else str(item)
    return 2 + sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)
