"""The cells of a table as text: the one way in for tables of figures, typed as delimited text or kept in a workbook.

Nothing is guessed from a cell: "007" stays "007". What a column means is for the caller to say.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.errors import DataFormatError
from geodata.quality.findings import Severity, Verdict
from geodata.quality.model import Reading, Stop
from geodata.quality.options import Limits, ReadOptions
from geodata.read import tabletext
from geodata.read.endings import READABLE, ending
from geodata.read.upload import read_bytes
from geodata.text import Bilingual

if TYPE_CHECKING:
    import pandas as pd

    from geodata.quality.findings import Finding
    from geodata.read.sandbox.client import Sandbox

TEXT_ENDINGS: Final = tuple(
    name for name, contents in READABLE.items() if contents == ("text",) and name != ".tab"
)
TABLE_ENDINGS: Final = (*TEXT_ENDINGS, ".xlsx")
"""Endings of the files that hold tables."""

_NATIONAL: Final = "gb18030"


class SheetChoiceError(DataFormatError):
    """A workbook with several tables, of which none was named.

    Parameters
    ----------
    en, zh
        The message.
    sheets
        The sheets that hold a table.
    """

    def __init__(self, *, en: str, zh: str, sheets: tuple[str, ...]) -> None:
        super().__init__(en=en, zh=zh)
        self.sheets = sheets


@dataclass(frozen=True, slots=True)
class Cells:
    """A table as text.

    Parameters
    ----------
    header
        Names of the columns, each once.
    rows
        Cells below, stripped, "" where blank; each row as long as the header.
    lines
        Line of the file or row of the sheet on which each row begins.
    notes
        What was found that a reader of the table may want to know.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    notes: tuple[Bilingual, ...] = ()


def read_cells(
    raw: bytes,
    name: str,
    *,
    sheet: str | None = None,
    prefer: str | None = None,
    sandbox: "Sandbox | None" = None,
) -> Cells:
    """Return the cells of a table: CSV, TSV or other delimited text, or a sheet of an XLSX workbook.

    Parameters
    ----------
    raw
        The bytes of the file.
    name
        Its name; the ending says what it is, the rest is for messages.
    sheet
        Which sheet of a workbook; without a name the only one that holds a table.
    prefer
        Which sheet to take, where there is one of that name and none was chosen.
    sandbox
        Reading processes for a file of unknown origin: everything is then parsed there. Without one, delimited text is
        cut here and a workbook in a process of its own.

    Raises
    ------
    SheetChoiceError
        Several sheets hold a table.
    DataFormatError
        The file is no such table, or breaks off, or has no rows; line and remedy are named.
    """
    suffix = ending(name)
    if suffix not in TABLE_ENDINGS:
        raise DataFormatError(
            en=f"{name}: the ending {suffix or '(none)'} is no table; save it as XLSX or CSV.",
            zh=f"{name}：扩展名 {suffix or '（无）'} 不是表格；请另存为 XLSX 或 CSV。",
        )
    if suffix in TEXT_ENDINGS and sandbox is None:
        return _cut(raw, name)
    options = ReadOptions(layer=sheet, table=True, text=True)
    try:
        return _confined(raw, name, options, sandbox)
    except SheetChoiceError as error:
        if prefer not in error.sheets:
            raise
        return _confined(raw, name, ReadOptions(layer=prefer, table=True, text=True), sandbox)


def _cut(raw: bytes, name: str) -> Cells:
    """Return the cells of delimited text."""
    try:
        return _grid(raw, Reading(Path(name), name, Path(), ReadOptions(table=True)))
    except _EncodingUnclearError:
        return _grid(raw, Reading(Path(name), name, Path(), ReadOptions(encoding=_NATIONAL, table=True)))


class _EncodingUnclearError(DataFormatError):
    """Bytes that would do for several Chinese encodings: the national standard is then meant."""


def _grid(raw: bytes, reading: Reading) -> Cells:
    """Return the cells of delimited text with what was found."""
    try:
        if len(raw) > reading.limits.file_bytes:
            raise reading.stop(
                "file-too-large", found=len(raw) // 1024 // 1024, limit=reading.limits.file_mib
            )
        found = tabletext.grid(*tabletext.cut(tabletext.read_text(raw, reading), reading), reading=reading)
    except Stop:
        raise _refusal(reading.findings) from None
    rows = tuple(tuple(str(cell).strip() for cell in row) for row in found.cells)
    return Cells(tuple(found.header), rows, tuple(found.numbers), _told(reading.findings))


def _confined(raw: bytes, name: str, options: ReadOptions, sandbox: "Sandbox | None") -> Cells:
    """Return the cells of a file that is parsed in a process of its own."""
    result = read_bytes(raw, name, options=options, limits=Limits(), sandbox=sandbox)
    report = result.report
    if report.verdict in {Verdict.REJECT, Verdict.ASK} or result.frame is None:
        try:
            raise _refusal(report.findings)
        except _EncodingUnclearError:
            national = ReadOptions(encoding=_NATIONAL, table=True, text=True)
            return _confined(raw, name, national, sandbox)
    return cells_of(result.frame, notes=_told(report.findings))


def cells_of(frame: "pd.DataFrame", *, notes: tuple[Bilingual, ...] = ()) -> Cells:
    """Return the cells of a frame as text, blank where a value is missing; the index gives the lines.

    Parameters
    ----------
    frame
        A table, its index the numbers of the rows in the file.
    notes
        What was found in the file.
    """
    columns = [[_text(value) for value in frame[name].tolist()] for name in frame.columns]
    rows = tuple(zip(*columns, strict=True))
    return Cells(tuple(map(str, frame.columns)), rows, tuple(int(line) for line in frame.index), notes)


def _text(value: object) -> str:
    """Return one value as it would be typed."""
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT are the values that differ from themselves
        return ""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _refusal(findings: Sequence["Finding"]) -> DataFormatError:
    """Return the error for a file that is refused or raises a question: the worst finding and its remedy."""
    order = list(Severity)
    worst = min(findings, key=lambda item: order.index(item.severity))
    en = f"{worst.message.en} {worst.remedy.en}"
    zh = f"{worst.message.zh}{worst.remedy.zh}"
    if worst.code == "several-layers":
        return SheetChoiceError(en=en, zh=zh, sheets=worst.choices)
    if worst.code == "encoding-unclear":
        return _EncodingUnclearError(en=en, zh=zh)
    return DataFormatError(en=en, zh=zh)


def _told(findings: Sequence["Finding"]) -> tuple[Bilingual, ...]:
    """Return what was mended or looks wrong, without what is merely noted."""
    weighty = {Severity.REPAIR, Severity.WARNING}
    return tuple(item.message for item in findings if item.severity in weighty)
