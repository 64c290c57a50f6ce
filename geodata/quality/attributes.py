"""Columns that are empty, constant, numbers stored as text, alike in name, or hold characters that nobody sees."""

import re
from collections import defaultdict
from collections.abc import Sequence

from geodata.quality.cells import as_numbers
from geodata.quality.model import RawLayer, Reading
from geodata.quality.numbers_in_text import is_missing
from geodata.quality.places import column, columns, inside, rows
from geodata.quality.shown import listed

_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANT_FROM = 3
_CODE_DIGITS = 6  # adcodes have six
_DATE_STYLES = (
    ("2024-05-01", re.compile(r"\d{4}-\d{1,2}-\d{1,2}")),
    ("2024/5/1", re.compile(r"\d{4}/\d{1,2}/\d{1,2}")),
    ("2024.5.1", re.compile(r"\d{4}\.\d{1,2}\.\d{1,2}")),
    ("2024年5月1日", re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?")),
    ("20240501", re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")),
    ("01/05/2024", re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")),
)


def check(layer: RawLayer, reading: Reading) -> None:
    """Tell what is odd about the columns of a layer.

    Parameters
    ----------
    layer
        The layer.
    reading
        Where findings go.

    Raises
    ------
    Stop
        A text cannot be stored at all, or is longer than a cell may be.
    """
    _tell_names(layer, reading)
    empty: list[str] = []
    constant: list[str] = []
    for name, values in layer.columns.items():
        _check_texts(name, values, layer, reading)
        filled = [value for value in values if not is_missing(value)]
        if not filled:
            empty.append(name)
        elif (
            len(values) >= _CONSTANT_FROM and len(set(map(repr, filled))) == 1 and len(filled) == len(values)
        ):
            constant.append(name)
        _tell_types(name, filled, reading)
    if empty:
        reading.note("columns-empty", columns(empty))
    if constant:
        reading.note("columns-constant", columns(constant))


def _tell_names(layer: RawLayer, reading: Reading) -> None:
    """Tell columns whose names differ in case alone, or have blanks around them."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in layer.columns:
        groups[name.strip().casefold()].append(name)
    alike = [name for names in groups.values() if len(names) > 1 and not _is_key(names) for name in names]
    if alike:
        reading.note("column-names-collide", columns(alike), names=listed(alike))


def _is_key(names: Sequence[str]) -> bool:
    """Return whether names are the two spellings of a feature's number, which every writer keeps apart by itself."""
    return {name.casefold() for name in names} == {"fid"}


def _check_texts(name: str, values: Sequence[object], layer: RawLayer, reading: Reading) -> None:
    """Stop at text that cannot be stored; tell characters that nobody sees."""
    texts = [
        (n, value)
        for n, value in enumerate(values)
        if (isinstance(value, str) and not value.isascii()) or _odd(value)
    ]
    texts += [(-1, name)]
    for code, pattern in (
        ("text-surrogate", _SURROGATE),
        ("text-nul", re.compile("\x00")),
        ("text-control", _CONTROL),
        ("text-turning", _TURNING),
    ):
        hits = [n for n, text in texts if pattern.search(str(text))]
        if not hits:
            continue
        numbers = [layer.numbers[n] for n in hits if n >= 0]
        where = inside(rows(numbers, layer.word), column(name)) if numbers else column(name)
        if code == "text-surrogate":
            raise reading.stop(code, where)
        reading.note(code, where)
    long = [
        n for n, value in enumerate(values) if isinstance(value, str) and len(value) > reading.limits.text
    ]
    if long:
        where = inside(rows([layer.numbers[n] for n in long], layer.word), column(name))
        reading.note("text-long", where, limit=reading.limits.text)


def _odd(value: object) -> bool:
    """Return whether an ASCII text holds a control character."""
    return isinstance(value, str) and not value.isprintable()


def _tell_types(name: str, filled: Sequence[object], reading: Reading) -> None:
    """Tell numbers stored as text, columns of several types, and dates in several styles."""
    texts = [value for value in filled if isinstance(value, str)]
    if not texts:
        return
    if len(texts) == len(filled) and as_numbers(texts) is not None and not is_code(texts):
        strays = [value for value in texts if as_numbers([value]) is None]
        if strays:
            reading.note("numbers-and-words", column(name), words=listed(sorted(set(strays))))
        else:
            reading.note("numbers-as-text", column(name), count=len(texts))
    elif len(texts) < len(filled) and all(as_numbers([value]) is None for value in texts):
        reading.note("mixed-values", column(name), texts=len(texts), others=len(filled) - len(texts))
    styles = [
        title for title, pattern in _DATE_STYLES if any(pattern.fullmatch(text.strip()) for text in texts)
    ]
    dated = sum(any(pattern.fullmatch(text.strip()) for _, pattern in _DATE_STYLES) for text in texts)
    if len(styles) > 1 and dated * 2 > len(texts):
        reading.note("dates-in-styles", column(name), styles=listed(styles))


def is_code(texts: Sequence[str]) -> bool:
    """Return whether digits are a code and not a number: leading zeros, or all of one length of six or more.

    Parameters
    ----------
    texts
        Cells without those that are empty.
    """
    stripped = [text.strip() for text in texts]
    if any(text.startswith("0") and text[1:].isdigit() for text in stripped):
        return True
    return (
        all(text.isdigit() for text in stripped)
        and len({len(text) for text in stripped}) == 1
        and len(stripped[0]) >= _CODE_DIGITS
    )
