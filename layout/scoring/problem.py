"""A decision problem over plain numbers: alternatives × criteria, which direction is better, and weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.text import Bilingual
from layout.errors import CaseError, MissingDataError, WeightError
from layout.scoring.labels import PLAIN, Labels

Array = npt.NDArray[np.float64]
Objective = Literal["max", "min"]
SHOWN = 3
LARGE_FROM = 50_000
"""Alternatives from which values lie by columns in memory and methods take their compiled way."""


@dataclass(frozen=True, eq=False)
class Problem:
    """Raw values with their objectives and weights, checked.

    Parameters
    ----------
    alternatives, criteria
        Names of rows and columns, each unique.
    matrix
        Values, shape (alternatives, criteria), float64, finite; in memory as `laid_out` has them.
    sense
        Shape (criteria,): +1 where more is better, −1 where less is better.
    weights
        Shape (criteria,), not negative, sum 1.
    unknown
        Cells that do not count, shape (alternatives, criteria): the weights of the others in the row are scaled up
        to 1. None where every cell counts.
    labels
        How names and values are shown in sentences.
    """

    alternatives: pd.Index
    criteria: pd.Index
    matrix: Array
    sense: Array
    weights: Array
    unknown: npt.NDArray[np.bool_] | None = None
    labels: Labels = PLAIN

    @property
    def row_weights(self) -> Array:
        """Return the weights of each row, shape (criteria,) or, where cells do not count, (alternatives, criteria)."""
        if self.unknown is None:
            return self.weights
        spread = np.where(self.unknown, 0.0, self.weights)
        total = spread.sum(axis=1, keepdims=True)
        scaled: Array = np.divide(spread, total, out=np.zeros_like(spread), where=total > 0)
        return scaled

    def scored(self, scores: Array) -> Array:
        """Return the scores with NaN for alternatives of which nothing that counts is known."""
        if self.unknown is None:
            return scores
        return np.where(self.row_weights.sum(axis=1) > 0, scores, np.nan)

    def label(self, name: object) -> Bilingual:
        """Return the name to show for an alternative or a criterion."""
        return self.labels.name(str(name))

    @property
    def oriented(self) -> Array:
        """Return the values with the sign of falling criteria turned, so that more is better everywhere."""
        return self.matrix * self.sense

    def place(self, alternative: str) -> int:
        """Return the row of an alternative.

        Raises
        ------
        KeyError
            There is no such alternative.
        """
        return row_of(self.alternatives, alternative)

    def column_of(self, criterion: str) -> Array:
        """Return the values of a criterion, shape (alternatives,); KeyError where there is none such."""
        values: Array = self.matrix[:, row_of(self.criteria, criterion)]
        return values

    def frame(self, values: Array) -> pd.DataFrame:
        """Return an array of shape (alternatives, criteria) with its names."""
        return pd.DataFrame(values, index=self.alternatives, columns=self.criteria)

    def column(self, values: npt.NDArray[np.generic]) -> pd.Series:
        """Return an array of shape (alternatives,) with its names, not copied: the caller gives it away."""
        return pd.Series(values, index=self.alternatives, copy=False)

    def row(self, values: Array) -> pd.Series:
        """Return an array of shape (criteria,) with its names."""
        return pd.Series(values, index=self.criteria)

    def with_weights(self, weights: Array) -> "Problem":
        """Return the same problem with other weights, which are divided by their sum."""
        return replace(self, weights=unit_sum(weights, self.criteria))

    def with_values(self, values: Array) -> "Problem":
        """Return the same problem with other values of the same shape."""
        return replace(self, matrix=laid_out(values))

    def only(self, keep: npt.NDArray[np.bool_]) -> "Problem":
        """Return the problem of the alternatives where `keep` is true."""
        kept = laid_out(self.matrix[keep])
        unknown = None if self.unknown is None else self.unknown[keep]
        return replace(self, alternatives=self.alternatives[keep], matrix=kept, unknown=unknown)

    def with_copy(self, place: int) -> "Problem":
        """Return the problem with a copy of one alternative added at the end."""
        added = self.alternatives.append(pd.Index([f"{self.alternatives[place]} (2)"]))
        rows = [*range(len(self.alternatives)), place]
        unknown = None if self.unknown is None else self.unknown[rows]
        return replace(self, alternatives=added, matrix=self.matrix[rows], unknown=unknown)


def laid_out(values: Array) -> Array:
    """Return values of shape (alternatives, criteria) as float64, row after row in memory.

    From LARGE_FROM alternatives on criterion after criterion, as tables and rasters come: nothing is copied then.
    """
    order: Literal["C", "F"] = "F" if len(values) >= LARGE_FROM else "C"
    return np.asarray(values, dtype=np.float64, order=order)


def make_problem(
    values: pd.DataFrame, *, objectives: Mapping[str, Objective], weights: Mapping[str, float] | None = None
) -> Problem:
    """Return the checked problem of a table.

    Parameters
    ----------
    values
        Alternatives × criteria; rows and columns named, each name once.
    objectives
        "max" or "min" for each criterion.
    weights
        Not negative, divided by their sum; equal where None.

    Raises
    ------
    CaseError
        No alternative, no criterion, a name that stands twice, or an objective that is not stated.
    MissingDataError
        A value is missing or infinite.
    WeightError
        A weight is missing, negative or not finite, or all are zero.
    """
    _check_names(values)
    table = laid_out(values.to_numpy(dtype=np.float64))
    _check_values(values, table)
    unstated = [name for name in values.columns if objectives.get(name) not in ("max", "min")]
    if unstated:
        raise CaseError(
            en=f'{unstated[0]}: no objective; state objective = "max" or "min".',
            zh=f'{unstated[0]}：未写明方向；请写 objective = "max" 或 "min"。',
        )
    if weights is None:
        weights = dict.fromkeys(values.columns, 1.0)
    lacking = [name for name in values.columns if name not in weights]
    if lacking:
        raise WeightError(
            en=f"{lacking[0]}: no weight; give every criterion one or choose a weighting method.",
            zh=f"{lacking[0]}：未给权重；请为每个指标设定权重，或选择赋权方法。",
        )
    return Problem(
        alternatives=values.index,
        criteria=values.columns,
        matrix=table,
        sense=np.array([1.0 if objectives[name] == "max" else -1.0 for name in values.columns]),
        weights=unit_sum(np.array([float(weights[name]) for name in values.columns]), values.columns),
    )


def row_of(names: pd.Index, name: str) -> int:
    """Return the place of a name.

    Raises
    ------
    KeyError
        It is not there.
    """
    place = int(names.get_indexer(pd.Index([name], dtype=names.dtype))[0])
    if place < 0:
        raise KeyError(name)
    return place


def unit_sum(weights: Array, names: Sequence[str] | pd.Index) -> Array:
    """Return `weights` divided by their sum.

    Raises
    ------
    WeightError
        A weight is negative, NaN or infinite, or all are zero (NaN would otherwise pass a test of the sum).
    """
    wrong = ~np.isfinite(weights) | (weights < 0)
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        found = f"{names[place]} = {weights[place]:g}"
        raise WeightError(
            en=f"Weights: found {found}, expected finite numbers of 0 or more.",
            zh=f"权重：现为 {found}，要求为不小于 0 的有限数值。",
        )
    total = float(weights.sum())
    if total <= 0:
        raise WeightError(
            en="Weights: all are zero; give at least one criterion a positive weight.",
            zh="权重：全部为零；请至少为一个指标设定正权重。",
        )
    return weights / total


def _check_names(values: pd.DataFrame) -> None:
    """Refuse a table without rows or columns, or with a name that stands twice."""
    if values.shape[0] == 0 or values.shape[1] == 0:
        raise CaseError(
            en=f"The table has {values.shape[0]} alternatives and {values.shape[1]} criteria; at least one of each is needed.",
            zh=f"表中有 {values.shape[0]} 个方案、{values.shape[1]} 个指标；两者至少各需一个。",
        )
    for names in (values.index, values.columns):
        if not names.is_unique:
            name = names[names.duplicated()][0]
            raise CaseError(
                en=f"{name} stands twice; every alternative and every criterion needs a name of its own.",
                zh=f"{name} 重复出现；每个方案和每个指标的名称须唯一。",
            )


def _check_values(values: pd.DataFrame, table: Array) -> None:
    """Refuse cells that are missing or infinite, naming the first few."""
    rows, columns = np.nonzero(~np.isfinite(table))
    if not len(rows):
        return
    cells = [
        f"{values.index[int(row)]} / {values.columns[int(column)]}"
        for row, column in list(zip(rows, columns, strict=True))[:SHOWN]
    ]
    more = "…" if len(rows) > SHOWN else ""
    raise MissingDataError(
        en=f'Cells without a number: {len(rows)} ({"; ".join(cells)}{more}); fill them, or choose missing = "drop", "worst" or "neutral" at the top of the specification.',
        zh=f'{len(rows)} 个单元格没有数值（{"；".join(cells)}{more and "……"}）；请补全，或在规格文件开头写明 missing = "drop"、"worst" 或 "neutral"。',
    )
