"""Whether a row continues the header above it: proved by spans in the upper row and by the figures below, never by its look alone."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from geodata.quality.numbers_in_text import is_missing, number
from geodata.unit_note import said_units
from geodata.units import unit_named

Row: TypeAlias = Mapping[int, object]
_Proof: TypeAlias = Literal["figures", "texts", "blank", "none"]

_YEAR: Final = re.compile(r"(?:19|20)\d{2}(?:\.0)?\s*年?(?:度|末)?")
_YEARS: Final = range(1900, 2101)
_BRACKETS: Final = "()（）[]【】 "


def is_year(value: object) -> bool:
    """Return whether a cell is a year: 2023, "2023年"."""
    return not isinstance(value, bool) and bool(_YEAR.fullmatch(str(value).strip()))


def spans(row: Row, columns: Sequence[int]) -> list[list[int]]:
    """Return the columns in groups: those below one cell, which is repeated or leaves blanks to its right.

    Parameters
    ----------
    row
        Filled cells by column.
    columns
        All columns of the table, from left to right. Blanks before the first cell stand alone.
    """
    found: list[list[int]] = []
    above: object = None
    for column in columns:
        value = row.get(column)
        if found and above is not None and value in (None, above):
            found[-1].append(column)
        else:
            found.append([column])
            above = value
    return found


def spread(row: Row, columns: Sequence[int]) -> Row:
    """Return a row with each cell repeated over the columns that it spans."""
    return {column: row[group[0]] for group in spans(row, columns) if group[0] in row for column in group}


def continues(upper: Row, lower: Row, *, body: Sequence[Row], columns: Sequence[int]) -> Row | None:
    """Return the lower row with its spans filled where it continues the header, None where nothing proves that it does.

    It does where every blank of the upper row lies over a cell of the lower one, at least one span stands over words or years with
    figures below them (or the row holds nothing but units of figures), and no cell of it could be a figure. Words over words
    count only in a span that has no figures, and only where the row leaves a column of names blank.

    Parameters
    ----------
    upper, lower
        Filled cells by column.
    body
        Rows below, of which there is at least one.
    columns
        All columns of the table.
    """
    groups = spans(upper, columns)
    filled = _filled(lower, groups)
    proofs: list[tuple[int, set[_Proof]]] = []
    labels: list[object] = []
    keyed = False
    for group in groups:
        above = upper.get(group[0])
        own = [column for column in group if filled.get(column) not in (None, above)]
        if len(own) < len(group) and (len(group) > 1 or above is None):
            return None
        keyed = keyed or (
            not own and _proof(above, [row[group[0]] for row in body if group[0] in row]) == "texts"
        )
        labels += [filled[column] for column in own]
        found = {_proof(filled[column], [row[column] for row in body if column in row]) for column in own}
        proofs.append((0 if above is None else len(group), found))
    if any(
        "none" in found or (size and "texts" in found and (size == 1 or "figures" in found))
        for size, found in proofs
    ):
        return None
    spanned = any(size > 1 and "figures" in found for size, found in proofs)
    units = all(map(_is_unit, labels)) and any("figures" in found for _, found in proofs)
    sure = keyed or not any(size and "texts" in found for size, found in proofs)
    return filled if (spanned or units) and sure else None


def _filled(lower: Row, groups: Sequence[Sequence[int]]) -> Row:
    """Return the lower row with its own spans filled, as far as the spans of the upper row reach."""
    found = dict(lower)
    for group in groups:
        if len(group) > 1:
            found |= spread({column: lower[column] for column in group if column in lower}, group)
    return found


def _proof(label: object, cells: Sequence[object]) -> _Proof:
    """Return what stands below a cell that may be a heading: figures, texts, nothing, or what proves that it is none."""
    present = [cell for cell in cells if not is_missing(cell)]
    figures = [value for cell in present if (value := number(cell)) is not None]
    mostly = 2 * len(figures) >= len(present)
    year = is_year(label)
    if not year and (not isinstance(label, str) or number(label) is not None or is_missing(label)):
        return "none"
    if not present:
        return "blank"
    if year and (not mostly or all(value in _YEARS for value in figures)):
        return "none"
    return "figures" if mostly else "texts"


def _is_unit(label: object) -> bool:
    """Return whether a cell names a unit."""
    text = str(label).strip(_BRACKETS)
    return unit_named(text) is not None or bool(said_units(text, alone=True)[0])
