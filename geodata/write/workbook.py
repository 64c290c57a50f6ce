"""A workbook of several sheets in memory; text is never run as a formula."""

import io
import unicodedata
from collections.abc import Mapping

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter

from geodata.write.xlsx import cell_value, fill_sheet

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
    book = openpyxl.Workbook(write_only=True)
    for name, frame in sheets.items():
        sheet = book.create_sheet(name)
        cells = [[cell_value(item) for item in frame[column].tolist()] for column in frame.columns]
        for number, (column, values) in enumerate(zip(frame.columns, cells, strict=True), start=1):
            widest = max(map(_width, [column, *values[:_LOOKED_AT]]))
            sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, max(_NARROWEST, widest))
        fill_sheet(sheet, [str(column) for column in frame.columns], rows=zip(*cells, strict=True))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _width(item: object) -> int:
    """Return how many columns of a plain font a cell takes; Chinese characters take two."""
    text = "" if item is None else str(item)
    return 2 + sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)
