"""CSV that a spreadsheet opens as it is meant: UTF-8 with BOM, and no cell that becomes a formula."""

import csv
import io
import json

import pandas as pd

from geodata.write.columns import columns_to_write
from geodata.write.values import Json, json_value, utf8

# Spreadsheets run a cell that starts so (OWASP, CSV Injection), the full-width signs included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff"
_EXACT_INTEGER = 2**53


def to_csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame as CSV: UTF-8 with BOM, comma, LF, one header row.

    Unknown values are blank cells, never zero. The items of a list are joined by ";". A text cell or header that
    a spreadsheet would run as a formula gets a leading apostrophe. Numbers stay numbers, whole ones without
    ".0". The geometry of a GeoDataFrame is left out: GeoJSON holds it. A named index comes first.

    Parameters
    ----------
    frame
        Columns of numbers, text, dates, tuples, mappings (written as JSON).

    Raises
    ------
    DataFormatError
        A value has no form in CSV.
    """
    names, columns = columns_to_write(frame)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_defused(name) for name in names])
    for row in zip(*columns, strict=True):
        writer.writerow([_cell(json_value(value)) for value in row])
    return utf8(_BOM + buffer.getvalue(), what="CSV")


def _cell(value: Json) -> str:
    """Return the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < _EXACT_INTEGER
        return str(int(value)) if whole else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return _defused(";".join(_plain(item) for item in value))
    return _defused(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _plain(item: Json) -> str:
    """Return the text of one item of a list."""
    if isinstance(item, str):
        return item
    return json.dumps(item, ensure_ascii=False) if isinstance(item, list | dict) else _cell(item)


def _defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
