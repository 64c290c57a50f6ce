"""Column names that a format can hold: unique, short enough, and none that the format needs for itself."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

_DELETE = 127


@dataclass(frozen=True, slots=True)
class NameRules:
    """What a format asks of its column names.

    Parameters
    ----------
    reserved
        Names that the format needs for itself, in lower case.
    most_bytes
        Length in UTF-8; None without limit.
    ignores_case
        Whether `Name` and `name` are one column to the format.
    """

    reserved: Collection[str] = ()
    most_bytes: int | None = None
    ignores_case: bool = True


def fitting_names(names: Iterable[object], rules: NameRules) -> tuple[str, ...]:
    """Return a name for each column that the format can hold; names that fit stay as they are.

    Control characters become spaces. A name that is empty becomes `column`; one that is taken, reserved or too long is
    cut at a character and numbered. Earlier columns keep their names before later ones.

    Parameters
    ----------
    names
        The names in the order of the columns; any type, as pandas allows.
    rules
        What the format asks.
    """
    taken = {word.lower() for word in rules.reserved}
    result: list[str] = []
    for name in names:
        clean = "".join(
            " " if ord(c) < ord(" ") or ord(c) == _DELETE else c for c in _unicode(str(name))
        ).strip()
        result.append(_free(clean or "column", taken, rules))
        taken.add(_folded(result[-1], rules))
    return tuple(result)


def renamed(names: Iterable[object], fitted: Iterable[str]) -> Mapping[str, str]:
    """Return the names that had to change: the original by the new one.

    Parameters
    ----------
    names, fitted
        The columns before and after, in the same order.
    """
    return {new: str(old) for old, new in zip(names, fitted, strict=True) if str(old) != new}


def _free(name: str, taken: Collection[str], rules: NameRules) -> str:
    """Return `name`, cut and numbered until it is free."""
    candidate, number = _cut(name, rules.most_bytes), 1
    while _folded(candidate, rules) in taken:
        number += 1
        suffix = f"_{number}"
        room = None if rules.most_bytes is None else rules.most_bytes - len(suffix)
        candidate = _cut(name, room) + suffix
    return candidate


def _cut(name: str, most_bytes: int | None) -> str:
    """Return the start of `name` that fits, cut between characters."""
    if most_bytes is None:
        return name
    return name.encode("utf-8")[:most_bytes].decode("utf-8", errors="ignore")


def _folded(name: str, rules: NameRules) -> str:
    """Return the form in which two names are compared."""
    return name.lower() if rules.ignores_case else name


def _unicode(name: str) -> str:
    """Return `name` without halves of surrogate pairs, which no encoding can write."""
    return name.encode("utf-8", errors="replace").decode("utf-8")
