"""A workbook of several sheets, made for people to fill in: text is never run as a formula."""

import io
from collections.abc import Iterable, Mapping, Sequence

import openpyxl
from openpyxl.utils import get_column_letter

from geodata.write.xlsx import fill_sheet

_WIDEST = 44
_NARROWEST = 12


def workbook_bytes(sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[object]]]]) -> bytes:
    """Return an XLSX workbook.

    Parameters
    ----------
    sheets
        Header and rows of each sheet by its name; None is a blank cell.
    """
    book = openpyxl.Workbook(write_only=True)
    for name, (header, rows) in sheets.items():
        sheet = book.create_sheet(name)
        for place, heading in enumerate(header, start=1):
            width = min(max(2 * len(heading), _NARROWEST), _WIDEST)
            sheet.column_dimensions[get_column_letter(place)].width = width
        fill_sheet(sheet, list(header), rows)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
