"""What a line such as "单位：万元" or "Unit: 10 000 yuan" beside a table says about the units of its figures.

A line that names one unit proposes it; a line that names several does not say which column has which, and none is proposed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from geodata.units import unit_named

UNIT_NOTE: Final = "unit_note"
"""Key of the note in the `attrs` of a frame."""

_SAID: Final = re.compile(
    r"(?:(?:计量|金额|货币|数量)?单位\s*(?:[:为是]\s*|\s+)|(?<![a-z])units?\s*:\s*)([^()\[\]【】。\n]+)",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"[(\[【]?\s*(?:注|备注|说明|notes?)?\s*[:.]?\s*$", re.IGNORECASE)
_BEHIND: Final = re.compile(r"[\s)\]】。.]*")
_PARTS: Final = re.compile(r"[、,;]|[和及与]|\band\b", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}年?(?:度|末)?")


@dataclass(frozen=True, slots=True)
class UnitNote:
    """The lines of a table that name units.

    Parameters
    ----------
    texts
        As they stand in the file, each once.
    rows
        The rows of the file on which they stand.
    units
        The units that they name, ids of `geodata.units.UNITS`, each once.
    clear
        Whether every word is understood.
    """

    texts: tuple[str, ...]
    rows: tuple[int, ...]
    units: tuple[str, ...]
    clear: bool

    @property
    def unit(self) -> str:
        """Return the one unit that is named, "" where there are several or words that are not understood."""
        return self.units[0] if len(self.units) == 1 and self.clear else ""

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return "; ".join(self.texts)

    def as_record(self) -> dict[str, list[object]]:
        """Return the note as plain JSON types."""
        return {"texts": list[object](self.texts), "rows": list[object](self.rows)}


def said_units(text: str, *, alone: bool = False) -> tuple[tuple[str, ...], bool]:
    """Return the units that a text names after "单位" or "Unit", and whether every word of it is understood.

    Parameters
    ----------
    text
        A title, a remark, or the heading of a column.
    alone
        The text must say nothing else: a heading with its own unit does not speak for the whole table.

    Examples
    --------
    >>> said_units("表 3-1 各区县工业总产值（单位：万元）")
    (('1e4 CNY',), True)
    >>> said_units("单位：万元、人")
    (('1e4 CNY', 'persons'), True)
    >>> said_units("填报单位：市统计局")
    ((), False)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    units: dict[str, None] = {}
    clear = True
    for place in _SAID.finditer(plain):
        before, behind = plain[: place.start()], plain[place.end() :]
        if alone and not (_ALONE.fullmatch(before) and _BEHIND.fullmatch(behind)):
            continue
        words = list(_words(place.group(1).strip().rstrip(".")))
        known = [unit.unit_id for word in words if (unit := unit_named(word)) is not None]
        if known:
            units |= dict.fromkeys(known)
            clear = clear and len(known) == len(words)
    return tuple(units), clear and bool(units)


def _words(text: str) -> Iterator[str]:
    """Yield the words of a list of units, without years that stand beside them."""
    if unit_named(text) is not None:
        yield text
        return
    for part in filter(None, map(str.strip, _PARTS.split(_THOUSANDS.sub("", text)))):
        if unit_named(part) is not None:
            yield part
        else:
            yield from (word for word in part.split() if not _YEAR.fullmatch(word))


def unit_note(lines: Iterable[tuple[int, str]]) -> UnitNote | None:
    """Return what some lines of a file say about the units of its figures, None where they say nothing.

    Parameters
    ----------
    lines
        Row of the file and text of each line that may name a unit.
    """
    named = [(row, text, *said_units(text)) for row, text in lines]
    telling = [one for one in named if one[2]]
    if not telling:
        return None
    return UnitNote(
        tuple(dict.fromkeys(" ".join(text.split()) for _, text, _, _ in telling)),
        tuple(dict.fromkeys(row for row, _, _, _ in telling)),
        tuple(dict.fromkeys(unit for _, _, units, _ in telling for unit in units)),
        all(clear for _, _, _, clear in telling),
    )


def note_of(record: object) -> UnitNote | None:
    """Return the note that :meth:`UnitNote.as_record` wrote, its units read anew; None for nothing.

    Parameters
    ----------
    record
        From the `attrs` of a frame, or from the process that read the file.

    Raises
    ------
    TypeError
        The record is none.
    """
    if record is None:
        return None
    texts = record.get("texts") if isinstance(record, Mapping) else None
    rows = record.get("rows") if isinstance(record, Mapping) else None
    if not (isinstance(texts, list) and isinstance(rows, list) and all(isinstance(row, int) for row in rows)):
        message = "a unit note is a record of texts and rows"
        raise TypeError(message)
    found = unit_note((0, str(text)) for text in texts)
    return None if found is None else UnitNote(found.texts, tuple(rows), found.units, found.clear)
