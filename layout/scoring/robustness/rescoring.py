"""Ranking one table many times over, under many weights or with a row less or more: compiled where it is long."""

import numpy as np
import numpy.typing as npt

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.robustness.draw_models import DRAWN_METHODS, DrawModel, Terms
from layout.scoring.robustness.rank_draws import rank_rows

Array = npt.NDArray[np.float64]
MANY = 1000
"""Alternatives from which the model of the draws of SMAA scores: with fewer, calling the method costs little."""


class Leaders:
    """Who leads a table under weights.

    Parameters
    ----------
    problem, plan
        The table and the method.
    first
        Place of the alternative that is asked about.
    """

    def __init__(self, problem: Problem, plan: MethodPlan, *, first: int) -> None:
        self._problem, self._plan, self._first = problem, plan, first
        self._prepared = _prepared(problem, plan)

    def __call__(self, weights: Array) -> npt.NDArray[np.intp]:
        """Return who leads under each row of weights: the first where it does, even shared, else the earliest.

        Parameters
        ----------
        weights
            Shape (rows, criteria), each of sum 1.
        """
        if self._prepared is None:
            return np.array([self._leader(row) for row in weights])
        model, terms = self._prepared
        scores = model.scores(terms, weights)
        leads = scores[:, self._first] == scores.max(axis=1)
        found: npt.NDArray[np.intp] = np.where(leads, self._first, scores.argmax(axis=1))
        return found

    def _leader(self, weights: Array) -> int:
        """Return who leads under some weights, by the method itself."""
        problem = self._problem.with_weights(weights)
        ranks = (
            solve(problem, self._plan).ranks.fillna(len(problem.alternatives) + 1).to_numpy(dtype=np.int64)
        )
        return self._first if ranks[self._first] == 1 else int(np.argmin(ranks))


def ranks_of(problem: Problem, plan: MethodPlan) -> Array:
    """Return the ranks of a table, shape (alternatives,), NaN where there is none.

    Parameters
    ----------
    problem, plan
        The table and the method.
    """
    prepared = _prepared(problem, plan)
    if prepared is None:
        return solve(problem, plan).ranks.to_numpy(dtype=np.float64, na_value=np.nan)
    model, terms = prepared
    ranks = np.empty((1, len(problem.alternatives)), dtype=np.int32)
    rank_rows(model.scores(terms, problem.weights[None]), ranks=ranks)
    return ranks[0].astype(np.float64)


def _prepared(problem: Problem, plan: MethodPlan) -> tuple[DrawModel, Terms] | None:
    """Return the model and what it makes of the values.

    None where the method itself is called: few alternatives, unknown cells, a method that is not drawn.
    """
    if len(problem.alternatives) < MANY or problem.unknown is not None or plan.method not in DRAWN_METHODS:
        return None
    model = DrawModel(plan, problem.sense, compiled=True)
    return model, model.terms(np.ascontiguousarray(problem.matrix.T[None]))
