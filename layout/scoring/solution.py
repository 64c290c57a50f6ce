"""What a method returns for a plain table: scores, ranks, weights, and every table in between."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.text import Bilingual
from layout.scoring.problem import Problem
from layout.scoring.ranks import TIE_DECIMALS

Array = npt.NDArray[np.float64]
Table = pd.DataFrame | pd.Series
LOW_IS_GOOD = frozenset({"spotis", "vikor"})
"""Methods whose scores are the better the lower they are."""


@dataclass(frozen=True, eq=False)
class Solution:
    """The result of one method over one problem.

    Parameters
    ----------
    method
        Id of the method.
    normalisation
        The normalisation that was applied, "none" where the method has its own.
    problem
        What was solved; carries the weights.
    scores
        By alternative.
    higher_is_better
        Whether a high score is a good one (for VIKOR and SPOTIS a low one is).
    ranks
        Competition ranks, Int64; 1 is best.
    tables
        Intermediate tables by name: frames alternatives × something, or series by alternative or criterion.
    notes
        What the reader must know of this result.
    """

    method: str
    normalisation: str
    problem: Problem
    scores: pd.Series
    higher_is_better: bool
    ranks: pd.Series
    tables: Mapping[str, Table]
    notes: tuple[Bilingual, ...] = field(default=())

    @property
    def order(self) -> pd.Index:
        """Return the alternatives from the best on; equal ones in the order of the table."""
        return self.ranks.sort_values(kind="stable").index

    def is_first(self, row: int) -> bool:
        """Return whether the alternative in a row is first, alone or shared; one without a score is not."""
        rank = self.ranks.iloc[row]
        return rank is not pd.NA and bool(rank == 1)


def rank_scores(scores: Array, *, higher_is_better: bool = True) -> npt.NDArray[np.int64]:
    """Return competition ranks of plain scores, 0 where a score is NaN.

    Scores are compared after division by the greatest magnitude and rounding to 12 decimals, because the last bits
    of a sum depend on the order of its terms, and raw scores may be of any size.

    Parameters
    ----------
    scores
        Shape (alternatives,).
    higher_is_better
        Whether 1 goes to the highest or to the lowest score.
    """
    known = ~np.isnan(scores)
    finite = scores[np.isfinite(scores)]
    magnitude = float(np.abs(finite).max()) if len(finite) else 0.0
    scaled = scores[known] / magnitude if magnitude > 0 else scores[known]
    rounded = np.round(-scaled if higher_is_better else scaled, TIE_DECIMALS)
    ranks = np.zeros(len(scores), dtype=np.int64)
    ranks[known] = 1 + np.searchsorted(np.sort(rounded), rounded, side="left")
    return ranks


def ranked(problem: Problem, scores: Array, *, higher_is_better: bool) -> pd.Series:
    """Return the ranks of `scores` as Int64 by alternative, <NA> where there is no score."""
    ranks = rank_scores(scores, higher_is_better=higher_is_better)
    return pd.Series(pd.arrays.IntegerArray(ranks, ranks == 0), index=problem.alternatives)


def all_first(problem: Problem) -> pd.Series:
    """Return rank 1 for every alternative, as Int64."""
    return pd.Series(1, index=problem.alternatives, dtype="Int64")


def solution_of(
    problem: Problem,
    scores: Array,
    *,
    method: str,
    normalisation: str,
    tables: Mapping[str, Table],
    notes: tuple[Bilingual, ...] = (),
) -> Solution:
    """Return the solution whose ranks follow from its scores; low ones are good for the methods of `LOW_IS_GOOD`.

    Parameters
    ----------
    problem
        What was solved.
    scores
        Shape (alternatives,), NaN where there is none.
    method, normalisation, tables, notes
        As for `Solution`.
    """
    higher_is_better = method not in LOW_IS_GOOD
    return Solution(
        method=method,
        normalisation=normalisation,
        problem=problem,
        scores=problem.column(scores),
        higher_is_better=higher_is_better,
        ranks=ranked(problem, scores, higher_is_better=higher_is_better),
        tables=tables,
        notes=notes,
    )


__all__ = [
    "LOW_IS_GOOD",
    "TIE_DECIMALS",
    "Array",
    "Solution",
    "Table",
    "all_first",
    "rank_scores",
    "ranked",
    "solution_of",
]
