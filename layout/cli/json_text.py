"""JSON over many lines, as `json.dumps(indent=2)` writes it, many times as fast for large tables."""

import json
from collections.abc import Iterator

_NESTED = (dict, list, tuple)


def json_text(data: object) -> str:
    """Return plain data as JSON over many lines.

    The standard library lays lines out one value at a time in Python. Here objects and lists of plain values are
    written whole by its compiled encoder, with the line break as part of the separator.

    Parameters
    ----------
    data
        Objects with text as keys, lists, text, numbers, booleans and None.

    Raises
    ------
    ValueError
        A number is NaN or infinite.
    """
    return "".join(_pieces(data, "\n"))


def _pieces(value: object, line: str) -> Iterator[str]:
    """Give the text of a value whose closing bracket stands on a new `line`."""
    inner = line + "  "
    if not isinstance(value, _NESTED) or not value:
        yield _plain(value)
        return
    items = value.values() if isinstance(value, dict) else value
    if not any(isinstance(item, _NESTED) for item in items):
        text = _plain(value, f",{inner}")
        yield f"{text[0]}{inner}{text[1:-1]}{line}{text[-1]}"
        return
    keys = [f"{_plain(str(key))}: " for key in value] if isinstance(value, dict) else [""] * len(value)
    opening = "{" if isinstance(value, dict) else "["
    for place, (key, item) in enumerate(zip(keys, items, strict=True)):
        yield f"{opening if place == 0 else ','}{inner}{key}"
        yield from _pieces(item, inner)
    yield line + ("}" if isinstance(value, dict) else "]")


def _plain(value: object, between: str = ", ") -> str:
    """Return a value on one line, or with `between` between its items."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(between, ": "))
