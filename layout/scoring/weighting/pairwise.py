"""Pairwise comparison matrices: read from cells, checked for reciprocity, gaps allowed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from layout.errors import CaseError

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pairwise:
    """Judgements a(i, j): how many times i matters as much as j.

    Parameters
    ----------
    names
        What is compared.
    judgements
        Shape (n, n), reciprocal, 1 on the diagonal, NaN where nobody judged.
    """

    names: tuple[str, ...]
    judgements: Array

    @property
    def missing(self) -> int:
        """Return the number of pairs without judgement."""
        return int(np.isnan(self.judgements).sum()) // 2


@dataclass(frozen=True)
class _Cell:
    """A judgement as typed: its value, and the range that its typed decimals stand for."""

    value: float
    low: float
    high: float


def parse_pairwise(names: Sequence[str], cells: Sequence[Sequence[str]]) -> Pairwise:
    """Return the matrix written in `cells`.

    A cell is a number, a fraction such as 1/3, or blank where nobody judged. Of a pair it is enough to fill one
    cell. Where both are filled they must be reciprocal; typed decimals count as rounded (0.33 is reciprocal to 3),
    and the judgement of 1 or more is the one kept.

    Parameters
    ----------
    names
        What is compared, each name once.
    cells
        Square, one row a name.

    Raises
    ------
    CaseError
        A cell that is no positive number, a diagonal that is not 1, or a pair that is not reciprocal: the cell is named.
    """
    count = len(names)
    if len(set(names)) != count:
        twice = next(name for name in names if list(names).count(name) > 1)
        raise CaseError(en=f"{twice} stands twice in the matrix.", zh=f"判断矩阵中 {twice} 重复出现。")
    parsed = [
        [_parse(cell, row=names[i], column=names[j]) for j, cell in enumerate(line)]
        for i, line in enumerate(cells)
    ]
    judgements = np.full((count, count), np.nan)
    for i in range(count):
        judgements[i, i] = _diagonal(parsed[i][i], names[i])
        for j in range(i + 1, count):
            value = _pair(parsed[i][j], parsed[j][i], names=(names[i], names[j]))
            judgements[i, j], judgements[j, i] = value, 1.0 / value
    return Pairwise(tuple(names), judgements)


def _parse(text: str, *, row: str, column: str) -> _Cell | None:
    """Return a cell, None where it is blank."""
    stripped = text.strip()
    if not stripped:
        return None
    try:
        exact = Fraction(stripped.replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        exact = Fraction(0)
    if exact <= 0:
        raise CaseError(
            en=f"row {row}, column {column}: found {stripped!r}, expected a number above 0, a fraction such as 1/3, or a blank.",
            zh=f"行 {row}、列 {column}：现为 {stripped!r}，要求大于 0 的数、1/3 之类的分数，或留空。",
        )
    value = float(exact)
    slack = 0.0
    if "." in stripped and "e" not in stripped.lower():
        slack = 0.5 * 10.0 ** -len(stripped.partition(".")[2]) * (1 + 1e-9)
    return _Cell(value, value - slack, value + slack)


def _diagonal(cell: _Cell | None, name: str) -> float:
    """Return 1, refusing a diagonal that says otherwise."""
    if cell is not None and cell.value != 1.0:
        raise CaseError(
            en=f"row {name}, column {name}: found {cell.value:g} on the diagonal, expected 1.",
            zh=f"行 {name}、列 {name}：对角线现为 {cell.value:g}，要求为 1。",
        )
    return 1.0


def _pair(upper: _Cell | None, lower: _Cell | None, *, names: tuple[str, str]) -> float:
    """Return the judgement of a pair from either cell, refusing two that contradict each other."""
    if upper is None or lower is None:
        one = upper if upper is not None else lower
        if one is None:
            return math.nan
        return one.value if one is upper else 1.0 / one.value
    agree = _covers(upper, 1.0 / lower.value) or _covers(lower, 1.0 / upper.value)
    if not agree:
        row, column = names
        raise CaseError(
            en=f"row {column}, column {row}: found {lower.value:g}, expected {1.0 / upper.value:.4g} because row {row}, column {column} says {upper.value:g}; mend the one that was mistyped.",
            zh=f"行 {column}、列 {row}：现为 {lower.value:g}，而行 {row}、列 {column} 为 {upper.value:g}，两者应互为倒数（{1.0 / upper.value:.4g}）；请改正其中误填的一格。",
        )
    return upper.value if upper.value >= lower.value else 1.0 / lower.value


def _covers(cell: _Cell, value: float) -> bool:
    """Return whether `value` is what the cell may stand for."""
    return math.isclose(cell.value, value, rel_tol=1e-9) or cell.low <= value <= cell.high
