"""The bytes of a workbook of one or more sheets; text is never run as a formula."""

import errno
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import openpyxl
from lxml.etree import SerialisationError
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Sheets: TypeAlias = Mapping[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]

MOST_CHARACTERS: Final = 32_767
# Control characters that XML 1.0, and with it a workbook, cannot hold
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A workbook reads _x000A_ as a control character; the underscore itself has to be written so (ECMA-376, 22.9.2.19)
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def workbook_bytes(sheets: Sheets, *, widths: Mapping[str, Sequence[float]] | None = None) -> bytes:
    """Return an XLSX workbook.

    Parameters
    ----------
    sheets
        Header and rows of each sheet by its name; None is a blank cell.
    widths
        Widths of the columns of a sheet, in characters; the program's own where none are given.

    Raises
    ------
    OSError
        The disk is full: openpyxl keeps sheets in temporary files on the way.
    """
    book = openpyxl.Workbook(write_only=True)
    packed = io.BytesIO()  # openpyxl would leave a file open that it could not finish
    try:
        for name, (header, rows) in sheets.items():
            sheet = book.create_sheet(name)
            for place, width in enumerate((widths or {}).get(name, ()), start=1):
                sheet.column_dimensions[get_column_letter(place)].width = width
            _fill(sheet, header, rows)
        book.save(packed)
    except SerialisationError as error:
        # libxml2 names the system's error, such as IO_ENOSPC, and keeps its number
        number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(number, os.strerror(number)) from error
    return packed.getvalue()


def _fill(sheet: WriteOnlyWorksheet, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write the header and the rows."""
    sheet.freeze_panes = "A2"
    names = [_text_cell(sheet, name) for name in header]
    for cell in names:
        cell.font = Font(bold=True)
    sheet.append(names)
    for row in rows:
        sheet.append([_text_cell(sheet, item) if isinstance(item, str) else item for item in row])


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """Return a cell that holds text, even where it looks like a formula or an error value."""
    cell = WriteOnlyCell(sheet, value="")
    clean = FORBIDDEN.sub("", text)[:MOST_CHARACTERS]
    cell._value = _ESCAPED.sub("_x005F_", clean)  # noqa: SLF001 - the setter would make "=1+1" a formula
    cell.data_type = "s"
    return cell
