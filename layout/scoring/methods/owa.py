"""Ordered weighted averaging (Yager 1988): weights go to the best, second best, … value, which is an attitude to risk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.entities.wording import say
from layout.errors import CaseError
from layout.scoring.normalise import Normalisation, normalise
from layout.scoring.problem import Problem, unit_sum
from layout.scoring.solution import Solution, solution_of

if TYPE_CHECKING:
    from geodata.text import Bilingual

Array = npt.NDArray[np.float64]


def owa_kernel(values: Array, order_weights: Array) -> Array:
    """Return Σ order weight × value in falling order, shape (alternatives,) (Yager 1988, definition 1).

    Parameters
    ----------
    values
        More is better, shape (alternatives, criteria).
    order_weights
        Shape (criteria,) or (alternatives, criteria), sum 1: the first goes to the best value of the row.
    """
    falling = -np.sort(-values, axis=1)
    total: Array = (falling * order_weights).sum(axis=1)
    return total


def quantifier_weights(values: Array, weights: Array, *, alpha: float) -> Array:
    """Return order weights of the quantifier Q(x) = x^alpha with importances, shape (alternatives, criteria).

    The weight of the k-th best value is Q(S_k) − Q(S_{k−1}), where S_k is the summed importance of the k best
    (Yager 1996). alpha = 1 is the weighted sum; below 1 looks at the best values (risk taking), above 1 at the
    worst (risk averse).
    """
    order = np.argsort(-values, axis=1, kind="stable")
    spread = np.broadcast_to(weights, values.shape)
    reached = np.cumsum(np.take_along_axis(spread, order, axis=1), axis=1)
    reached[:, -1] = 1.0
    raised = reached**alpha
    return np.diff(raised, axis=1, prepend=0.0)


def orness(order_weights: Array) -> float:
    """Return the orness of order weights: 1 for the best value alone, 0.5 for the mean, 0 for the worst (Yager 1988)."""
    count = len(order_weights)
    if count == 1:
        return 0.5
    return float((np.arange(count - 1, -1, -1) * order_weights).sum() / (count - 1))


def solve_owa(
    problem: Problem,
    *,
    order_weights: Sequence[float] | None = None,
    alpha: float | None = None,
    normalisation: Normalisation = "minmax",
) -> Solution:
    """Return scores by ordered weighted averaging.

    Parameters
    ----------
    problem
        Alternatives, criteria, objectives, weights.
    order_weights
        One a rank of value, the best first; the weights of the criteria then do not count, and the note says so.
    alpha
        Quantifier x^alpha, which takes the weights of the criteria as importances.
    normalisation
        How raw values become comparable.

    Raises
    ------
    CaseError
        Neither or both of `order_weights` and `alpha`; not one order weight a criterion; alpha not above 0.
    """
    count = len(problem.criteria)
    _check(order_weights, alpha, count=count)
    values = normalise(problem, normalisation)
    notes: tuple[Bilingual, ...] = ()
    if alpha is not None:
        given: Array = quantifier_weights(values, problem.row_weights, alpha=alpha)
        # the attitude of the quantifier itself, importances aside
        attitude = orness(np.diff((np.arange(count + 1) / count) ** alpha))
    else:
        given = unit_sum(np.asarray(order_weights, dtype=np.float64), [str(k + 1) for k in range(count)])
        attitude = orness(given)
        notes = (say("mcda.note.owa_unweighted"),) if np.ptp(problem.weights) > 0 else ()
    scores = problem.scored(owa_kernel(values, given))
    ordered = pd.DataFrame(
        np.broadcast_to(given, values.shape),
        index=problem.alternatives,
        columns=[str(place + 1) for place in range(count)],
    )
    return solution_of(
        problem,
        scores,
        method="owa",
        normalisation=normalisation,
        tables={
            "normalised": problem.frame(values),
            "order_weights": ordered,
            "attitude": pd.Series({"orness": attitude}),
        },
        notes=notes,
    )


def _check(order_weights: Sequence[float] | None, alpha: float | None, *, count: int) -> None:
    """Refuse an attitude that is not stated, or stated twice, or of the wrong length."""
    if (order_weights is None) == (alpha is None):
        raise CaseError(
            en="OWA: state exactly one of order_weights (one a rank, best value first) and alpha (quantifier x^alpha).",
            zh="OWA：请在 order_weights（按取值由优到劣各一个）与 alpha（量词 x^alpha）中恰好填写一项。",
        )
    if order_weights is not None and len(order_weights) != count:
        raise CaseError(
            en=f"OWA order_weights: found {len(order_weights)}, expected {count}, one a criterion.",
            zh=f"OWA order_weights：现有 {len(order_weights)} 个，要求 {count} 个，与指标数相同。",
        )
    if alpha is not None and not (np.isfinite(alpha) and alpha > 0):
        raise CaseError(
            en=f"OWA alpha: found {alpha:g}, expected a number above 0.",
            zh=f"OWA alpha：现为 {alpha:g}，要求大于 0。",
        )
