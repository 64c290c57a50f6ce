"""Side by side: the ranks of several methods or normalisations, and how far they agree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem

Array = npt.NDArray[np.float64]
Measure = Callable[[Array, Array], float]
PAIRED_AT_MOST = 1000
"""Alternatives up to which every pair is compared."""


@dataclass(frozen=True, eq=False)
class Agreement:
    """Ranks side by side.

    Parameters
    ----------
    ranks
        Alternatives × variants.
    spearman, kendall, ws
        Rank correlations between variants: Spearman ρ, Kendall τ-b, and WS, which looks at the top (row is the
        reference).
    """

    ranks: pd.DataFrame
    spearman: pd.DataFrame
    kendall: pd.DataFrame
    ws: pd.DataFrame

    @property
    def firsts(self) -> dict[str, tuple[str, ...]]:
        """Return who is first by each variant."""
        return {
            str(name): tuple(str(item) for item in self.ranks.index[self.ranks[name] == 1])
            for name in self.ranks
        }


def compare(problem: Problem, plans: Mapping[str, MethodPlan]) -> Agreement:
    """Return the ranks of `problem` by each plan and their correlations."""
    ranks = pd.DataFrame({name: solve(problem, plan).ranks for name, plan in plans.items()})
    numbers = ranks.astype("float64")
    return Agreement(
        ranks=ranks,
        spearman=_table(numbers, spearman),
        kendall=_table(numbers, kendall),
        ws=_table(numbers, ws_coefficient),
    )


def _table(ranks: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return a measure between all pairs of columns."""
    columns = [ranks[name].to_numpy() for name in ranks]
    cells = [[measure(one, other) for other in columns] for one in columns]
    return pd.DataFrame(cells, index=ranks.columns, columns=ranks.columns)


def spearman(one: Array, other: Array) -> float:
    """Return Spearman's ρ: the Pearson correlation of ranks, ties at their mean; 1 for two that are all tied alike."""
    first, second = (pd.Series(ranks).rank().to_numpy() for ranks in (one, other))
    first, second = first - first.mean(), second - second.mean()
    length = float(np.sqrt((first**2).sum() * (second**2).sum()))
    if length > 0:
        return float((first * second).sum() / length)
    return 1.0 if np.array_equal(first, second) else 0.0


def kendall(one: Array, other: Array) -> float:
    """Return Kendall's τ-b: concordant minus discordant pairs, corrected for ties."""
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 1.0 if np.ptp(one) == np.ptp(other) else 0.0
    if len(one) <= PAIRED_AT_MOST:
        return _paired_tau(one, other)
    from scipy.stats import kendalltau  # noqa: PLC0415 - a second to load, and n log n for the many

    return float(kendalltau(one, other, variant="b").statistic)


def _paired_tau(one: Array, other: Array) -> float:
    """Return Kendall's τ-b by comparing every pair."""
    first, second = (np.sign(ranks[:, None] - ranks[None, :]) for ranks in (one, other))
    untied = [float(np.count_nonzero(signs)) for signs in (first, second)]
    tau = float((first * second).sum()) / np.sqrt(untied[0]) / np.sqrt(untied[1])
    return float(min(max(tau, -1.0), 1.0))


def ws_coefficient(reference: Array, other: Array) -> float:
    """Return WS (Sałabun and Urbaniak 2020, eq. 3): differences at the top of the reference count most."""
    count = len(reference)
    if count == 1:
        return 1.0
    reach = np.maximum(np.abs(reference - 1), np.abs(reference - count))
    return float(1.0 - (2.0**-reference * np.abs(reference - other) / reach).sum())
