"""Numbers as people type them into tables: plain, full-width, with thousands, as degrees and minutes, or missing."""

import math
import re
import unicodedata

MISSING = {
    "",
    "-",
    "--",
    "—",
    "——",
    "–",
    "/",
    "\\",
    "null",
    "none",
    "n/a",
    "na",
    "#n/a",
    "无",
    "空",
    "暂无",
    "未知",
    "…",
}

_LONGEST_MARKER = 12
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_DMS = re.compile(
    r"(?P<before>[NSEW东西南北]?(?:经|纬)?)\s*(?P<d>\d{1,3}(?:\.\d+)?)\s*[°度ºd]\s*"
    r"(?:(?P<m>\d{1,2}(?:\.\d+)?)\s*['′’分m]\s*)?"
    r"(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:\"|″|”|''|′′|秒|s)?\s*)?(?P<after>[NSEW东西南北]?)",
    re.IGNORECASE,
)
_NEGATIVE = set("SWsw西南")
_SIXTY = 60.0


def is_missing(cell: object) -> bool:
    """Return whether a cell says that there is no value."""
    if not isinstance(cell, str):
        return cell is None
    # most cells hold a number or a longer text: no need to look closer
    return not cell[:1].isdigit() and len(cell) <= _LONGEST_MARKER and plain(cell).lower() in MISSING


def plain(text: str) -> str:
    """Return text with full-width digits and signs made ordinary, and the blanks around it removed."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip().strip("'\u200b\ufeff\xa0 ")


def number(cell: object) -> float | None:
    """Return the number in a cell, or None when it holds none.

    Parameters
    ----------
    cell
        A number, or text; "1,234.5" is 1234.5, "106,55" is no number, "nan" and "inf" are what they say.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return _finite_or_infinite(cell)
    text = str(cell)
    if not _PLAIN.fullmatch(text):
        text = plain(text)
    if _PLAIN.fullmatch(text):
        return float(text)
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text) if text.lower().lstrip("+-") in {"nan", "inf", "infinity"} else None


def _finite_or_infinite(value: float) -> float:
    """Return a number as a float; an integer beyond all floats is infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def has_decimal_comma(cell: object) -> bool:
    """Return whether a cell looks like a number with a decimal comma."""
    return isinstance(cell, str) and bool(_DECIMAL_COMMA.fullmatch(plain(cell)))


def degrees(cell: object) -> float | None:
    """Return decimal degrees of a cell written as 106°33′00″, 东经106度33分 or alike; None when it is not.

    Parameters
    ----------
    cell
        Text.
    """
    if not isinstance(cell, str):
        return None
    match = _DMS.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    if match is None:
        return None
    minutes, seconds = float(match["m"] or 0.0), float(match["s"] or 0.0)
    if minutes >= _SIXTY or seconds >= _SIXTY:
        return None
    value = float(match["d"]) + minutes / _SIXTY + seconds / _SIXTY**2
    return -value if _NEGATIVE & set(match["before"] + match["after"]) else value
