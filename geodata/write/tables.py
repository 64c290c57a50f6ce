"""Plain tables as a workbook: one sheet each, columns as wide as what they hold."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from geodata.errors import DataFormatError
from geodata.write.columns import columns_to_write
from geodata.write.values import Json, json_value
from geodata.write.workbook import workbook_bytes
from geodata.write.xlsx import cell_value

_NARROWEST: Final = 8
_WIDEST: Final = 60
"""Characters of a column that is still read at a glance."""
_LOOKED_AT: Final = 200
_WIDE: Final = frozenset("WF")


def to_xlsx_bytes(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Return plain tables as a workbook; text is never run as a formula, unknown values are blank cells.

    Parameters
    ----------
    sheets
        Table by the name of its sheet, in their order. A named index comes first; the items of a list are joined by ";".

    Raises
    ------
    DataFormatError
        There is no table, or a value has no form in one.
    """
    if not sheets:
        raise DataFormatError(
            en="Workbook: no table found, expected at least one; give a table to write.",
            zh="工作簿：没有数据表，至少应有一张；请给出要写出的表。",
        )
    filled, widths = {}, {}
    for name, frame in sheets.items():
        titles, columns = columns_to_write(frame)
        cells = [[cell_value(_flat(json_value(item))) for item in column] for column in columns]
        filled[name] = (list(titles), zip(*cells, strict=True))
        widths[name] = [
            column_width([title, *column[:_LOOKED_AT]]) for title, column in zip(titles, cells, strict=True)
        ]
    return workbook_bytes(filled, widths=widths)


def column_width(cells: Iterable[object]) -> int:
    """Return how many characters of a plain font a column needs; Chinese characters take two."""
    widest = max((_width(str(cell)) for cell in cells if cell is not None), default=0)
    return min(_WIDEST, max(_NARROWEST, widest + 2))


def _width(text: str) -> int:
    """Return the width of a text in characters of a plain font."""
    return sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)


def _flat(value: Json) -> Json:
    """Return a list or mapping as one text."""
    if isinstance(value, list):
        return ";".join(
            item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in value
        )
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
