"""The parts of an XLSX workbook read from its XML: sheets, texts, styles, cells and merged ranges.

A cell takes memory only if it is there, whatever size the sheet declares.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from geodata.quality.model import Reading
from geodata.quality.places import inside, layer, member, part
from geodata.read import xmltext
from geodata.read.archive import Archive, Member
from geodata.read.xmltext import child, local, text_of
from geodata.text import Bilingual

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_DATE_LETTERS = re.compile(r"[ymdhs年月日时分秒]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a workbook has no time zone
_MOST_DAYS = 2_958_466
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet.

    Parameters
    ----------
    name
        Its name.
    cells
        Values by (row, column), both from 1.
    merged
        Merged ranges as first row, first column, last row, last column.
    """

    name: str
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class Workbook:
    """A workbook whose parts are read one by one.

    Parameters
    ----------
    reading
        The file being read.

    Raises
    ------
    Stop
        The archive is not acceptable or is no workbook.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._archive = Archive(reading)
        self._parts = {item.path.lower().lstrip("/"): item for item in self._archive.members}
        book = self._part("xl/workbook.xml")
        if book is None:
            raise reading.stop("xlsx-no-workbook")
        targets = self._targets()
        names = [item for item in xmltext.walk(book) if local(item.element) == "sheet"]
        self._sheets = {
            item.element.get("name", ""): targets.get(item.element.get(_REL_ID, ""), "")
            for item in names
            if item.element.get("state", "visible") == "visible"
        }
        self.hidden = [
            item.element.get("name", "")
            for item in names
            if item.element.get("state", "visible") != "visible"
        ]
        self._texts = self._shared_texts()
        self._dates = self._date_styles()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the sheets that are not hidden, in their order."""
        return tuple(self._sheets)

    def _part(self, path: str) -> Element | None:
        """Return the root of a part, or None when the workbook has no such part."""
        item: Member | None = self._parts.get(path.lower())
        return (
            None
            if item is None
            else xmltext.parse(self._archive.read(item), self._reading, where=member(item.path))
        )

    def _targets(self) -> dict[str, str]:
        """Return the path of each part by its relation id; targets outside of the workbook are not followed."""
        root = self._part("xl/_rels/workbook.xml.rels")
        found: dict[str, str] = {}
        for item in root if root is not None else ():
            target = item.get("Target", "")
            if item.get("TargetMode") != "External":
                found[item.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found

    def _shared_texts(self) -> list[str]:
        """Return the texts that cells point to."""
        root = self._part("xl/sharedStrings.xml")
        return [_plain(item) for item in root if local(item) == "si"] if root is not None else []

    def _date_styles(self) -> set[int]:
        """Return the numbers of the cell styles that show a number as a date or time."""
        root = self._part("xl/styles.xml")
        if root is None:
            return set()
        formats = {
            int(item.element.get("numFmtId", "0")): item.element.get("formatCode", "")
            for item in xmltext.walk(root)
            if local(item.element) == "numFmt"
        }
        dates = {
            key
            for key, code in formats.items()
            if _DATE_LETTERS.search(_QUOTED.sub("", code)) and "General" not in code
        }
        styles = child(root, "cellXfs")
        numbers = [int(item.get("numFmtId", "0")) for item in styles] if styles is not None else []
        return {n for n, number in enumerate(numbers) if number in _DATE_FORMATS or number in dates}

    def sheet(self, name: str) -> Sheet:
        """Return the cells of a sheet.

        Raises
        ------
        Stop
            The sheet is missing from the file, or has too many or broken cells.
        """
        root = self._part(self._sheets[name])
        found = Sheet(name)
        if root is None:
            raise self._reading.stop("xlsx-no-sheet", layer(name))
        data = child(root, "sheetData")
        following_row = 0
        for row in data if data is not None else ():
            following_row = _row_number(row, following_row + 1)
            self._read_row(row, following_row, found)
        merges = child(root, "mergeCells")
        for item in merges if merges is not None else ():
            first, _, last = item.get("ref", "").partition(":")
            corners = (_address(first), _address(last or first))
            if corners[0] and corners[1]:
                found.merged.append((*corners[0], *corners[1]))
        return found

    def _read_row(self, row: Element, number: int, sheet: Sheet) -> None:
        """Add the cells of a row."""
        column = 0
        for cell in row:
            if local(cell) != "c":
                continue
            address = _address(cell.get("r", ""))
            column = address[1] if address else column + 1
            value = self._value(cell, inside(layer(sheet.name), part(cell.get("r", f"row {number}"))))
            if value not in (None, ""):
                sheet.cells[(number, column)] = value
        if len(sheet.cells) > self._reading.limits.cells:
            limit = f"{self._reading.limits.cells:,}"
            raise self._reading.stop("too-many-cells", layer(sheet.name), limit=limit)

    def _value(self, cell: Element, where: Bilingual) -> object:
        """Return the value of a cell: text, number, truth, date, or None."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _plain(child(cell, "is"))
        raw = text_of(child(cell, "v"))
        if not raw:
            return None
        if kind == "n":
            return self._number(raw, cell, where)
        if kind == "s":
            if not raw.isdigit() or int(raw) >= len(self._texts):
                raise self._reading.stop("xlsx-cell", where, found=raw)
            return self._texts[int(raw)]
        if kind == "e":
            return None
        return raw == "1" if kind == "b" else raw

    def _number(self, raw: str, cell: Element, where: Bilingual) -> object:
        """Return a number, or the date that its style shows."""
        try:
            value = float(raw)
        except ValueError:
            raise self._reading.stop("xlsx-cell", where, found=raw) from None
        style = cell.get("s", "0")
        if style.isdigit() and int(style) in self._dates and 0 <= value < _MOST_DAYS:
            return _EPOCH + timedelta(days=value)
        return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _plain(element: Element | None) -> str:
    """Return the text of a string item; phonetic readings are no part of it."""
    if element is None:
        return ""
    texts = [item.element for item in xmltext.walk(element) if local(item.element) == "t"]
    readings = {id(item) for run in element if local(run) == "rPh" for item in run.iter()}
    return "".join(item.text or "" for item in texts if id(item) not in readings)


def _row_number(row: Element, expected: int) -> int:
    """Return the number of a row; rows without one follow each other."""
    number = row.get("r", "")
    return int(number) if number.isdigit() else expected


def _address(reference: str) -> tuple[int, int] | None:
    """Return row and column of a cell reference such as B3."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
