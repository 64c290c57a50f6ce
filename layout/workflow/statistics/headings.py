"""What the heading of a column says: indicator, unit, year and part of the year; and what it leaves open.

A heading of the template names its indicator by id: "工业增加值 [value_added] 2023年 (亿元)" leaves nothing open.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from geodata.embedded import table
from geodata.units import UNITS, Unit, unit_named
from layout.entities.names import plain_name
from layout.workflow.statistics.indicator_words import MAY_BE, SURE, UNUSED

FULL_YEAR: Final = "FY"
PERIODS: Final = (
    "FY",
    "H1",
    "H2",
    "Q1",
    "Q2",
    "Q3",
    "Q4",
    "Q1-Q3",
    *(f"M01-M{month:02d}" for month in range(2, 12)),
)
_STATED: Final = re.compile(r"\[([a-z0-9_]+)\]")
_BRACKETS: Final = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_UNIT_WORDS: Final = re.compile(r"单位[:：]?\s*([^\s,，;；()]+)")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*年?(?:度|末)?")
_MONTHS: Final = re.compile(r"(?<!\d)0?1\s*[-—–~至到]\s*(\d{1,2})\s*月(?:份)?|M01-M(\d\d)")
_PARTS: Final = (
    (re.compile(r"上半年|(?<![a-z])h1(?!\d)", re.IGNORECASE), "H1"),
    (re.compile(r"下半年|(?<![a-z])h2(?!\d)", re.IGNORECASE), "H2"),
    (re.compile(r"前三季度|q1-q3", re.IGNORECASE), "Q1-Q3"),
    (re.compile(r"第?[一1]季度|(?<![a-z])q1(?!\d)", re.IGNORECASE), "Q1"),
    (re.compile(r"第?[二2]季度|(?<![a-z])q2(?!\d)", re.IGNORECASE), "Q2"),
    (re.compile(r"第?[三3]季度|(?<![a-z])q3(?!\d)", re.IGNORECASE), "Q3"),
    (re.compile(r"第?[四4]季度|(?<![a-z])q4(?!\d)", re.IGNORECASE), "Q4"),
    (re.compile(r"(?<![a-z])fy(?![a-z])|全年", re.IGNORECASE), "FY"),
)
_WHOLE: Final = {"3": "Q1", "6": "H1", "9": "Q1-Q3", "12": "FY"}
_CLOSE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Heading:
    """What one heading says.

    Parameters
    ----------
    indicator, unit, year, period
        What it names or, with `proposed`, what it may mean; "" or None where it says nothing. `unit` is an id of `geodata.units.UNITS`;
        a heading without a part of the year means the full year.
    proposed
        Whether the indicator is a proposal that a person confirms.
    unused
        Whether the column holds no figure (numbering, ranks, remarks).
    """

    indicator: str
    unit: str
    year: int | None
    period: str
    proposed: bool = False
    unused: bool = False


def read_heading(text: str) -> Heading:
    """Return what a heading says.

    Examples
    --------
    >>> read_heading("2023年规模以上工业总产值（万元）")
    Heading(indicator='gross_output', unit='1e4 CNY', year=2023, period='FY', proposed=False, unused=False)
    """
    rest = unicodedata.normalize("NFKC", text)
    stated = _STATED.search(rest)
    unit, rest = _take_unit(rest)
    period, rest = _take_period(rest)
    years = {int(year) for year in _YEAR.findall(rest)}
    rest = _YEAR.sub("", rest)
    plain = plain_heading(rest)
    year = years.pop() if len(years) == 1 else None
    if stated is not None and stated.group(1) in _units():
        return Heading(stated.group(1), unit, year, period)
    if plain in UNUSED:
        return Heading("", "", None, period, unused=True)
    indicator, proposed = _indicator(plain)
    return Heading(indicator, unit, year, period, proposed=proposed)


def plain_heading(text: str) -> str:
    """Return a heading without brackets, marks and blanks, in the form in which spellings are compared."""
    return plain_name(_BRACKETS.sub("", unicodedata.normalize("NFKC", text))).strip(":：—–~")


def indicator_unit(indicator_id: str) -> Unit:
    """Return the unit in which figures of an indicator are kept.

    Raises
    ------
    KeyError
        There is no such indicator.
    """
    return UNITS[_units()[indicator_id]]


def known_indicators() -> tuple[str, ...]:
    """Return the ids of the vocabulary, in its order."""
    return tuple(_units())


@cache
def _units() -> dict[str, str]:
    """Return the unit of each indicator."""
    rows = table("indicators")
    return dict(zip(rows["indicator_id"], rows["unit"], strict=True))


@cache
def _spellings() -> dict[str, str]:
    """Return every spelling that means one indicator."""
    rows = table("indicators")
    found = {word: name for name, words in SURE.items() for word in words}
    for column in ("name_zh", "name_en"):
        found |= {
            plain_heading(name): key for key, name in zip(rows["indicator_id"], rows[column], strict=True)
        }
    return found


def _indicator(plain: str) -> tuple[str, bool]:
    """Return the indicator that a plain heading means, and whether that is only a proposal."""
    sure = _spellings()
    if plain in sure:
        return sure[plain], False
    possible = {word: name for name, words in MAY_BE.items() for word in words}
    if plain in possible:
        return possible[plain], True
    inside = [word for word in sure if len(word) > 1 and word in plain]
    if inside:
        return sure[max(inside, key=len)], True
    near = get_close_matches(plain, [*sure, *possible], n=1, cutoff=_CLOSE)
    return ({**possible, **sure}[near[0]], True) if near else ("", False)


def _take_unit(text: str) -> tuple[str, str]:
    """Return the unit that a heading names in brackets, after "单位" or behind a stroke, and the heading without it."""
    for words, start, stop in _unit_places(text):
        unit = unit_named(words)
        if unit is not None:
            return unit.unit_id, f"{text[:start]} {text[stop:]}"
    return "", text


def _unit_places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what may be a unit: words and where they stand."""
    for place in _BRACKETS.finditer(text):
        yield _UNIT_WORDS.sub(r"\1", place.group(1)), place.start(), place.end()
    for place in _UNIT_WORDS.finditer(text):
        yield place.group(1), place.start(), place.end()
    for mark in ("_", ",", "，", " ", "/"):
        before, found, last = text.rpartition(mark)
        if found and before:
            yield last, len(before), len(text)


def _take_period(text: str) -> tuple[str, str]:
    """Return the part of the year that a heading names, the full year where none, and the heading without it."""
    months = _MONTHS.search(text)
    if months is not None:
        last = str(int(months.group(1) or months.group(2)))
        return _WHOLE.get(last, f"M01-M{int(last):02d}"), text[: months.start()] + text[months.end() :]
    for pattern, period in _PARTS:
        if pattern.search(text):
            return period, pattern.sub("", text)
    return FULL_YEAR, text
