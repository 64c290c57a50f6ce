"""Weights that bring an alternative first under a method whose score is no sum: a search along straight lines."""

import numpy as np
import numpy.typing as npt

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.reasons.counterfactual import WeightChange

Array = npt.NDArray[np.float64]
STEPS = 12
HALVINGS = 14


def search_weights(problem: Problem, plan: MethodPlan, *, alternative: str, towards: Array) -> WeightChange:
    """Return the smallest change of weights that the search finds; there may be a smaller one.

    The weights move in a straight line towards each target: each criterion alone, all but each criterion, and the
    targets given. The first of 12 steps at which the alternative is first is narrowed by halving; every answer is
    scored anew, so the change does what it says.

    Parameters
    ----------
    problem, plan
        What is ranked, and by what.
    alternative
        Who is to come first.
    towards
        Further targets, shape (targets, criteria), such as the central weights of SMAA; rows with NaN are left out.
    """
    present = dict(zip((str(name) for name in problem.criteria), problem.weights.tolist(), strict=True))
    row = problem.place(alternative)
    best: tuple[float, Array] | None = None
    for target in _targets(problem, towards):
        length = 0.5 * float(np.abs(target - problem.weights).sum())
        share = _first_share(problem, plan, target, row=row)
        if share is not None and (best is None or share * length < best[0]):
            best = (share * length, problem.weights + share * (target - problem.weights))
    if best is None:
        return WeightChange(alternative, {}, float("inf"), present, problem.labels, exact=False)
    weights = dict(zip(present, best[1].tolist(), strict=True))
    return WeightChange(alternative, weights, best[0], present, problem.labels, exact=False)


def _targets(problem: Problem, towards: Array) -> list[Array]:
    """Return the weights to move towards."""
    count = len(problem.criteria)
    single = list(np.eye(count))
    without = []
    for place in range(count):
        rest = problem.weights.copy()
        rest[place] = 0.0
        if rest.sum() > 0:
            without.append(rest / rest.sum())
    given = [row for row in np.atleast_2d(towards) if np.isfinite(row).all()]
    return [*given, *single, *without]


def _first_share(problem: Problem, plan: MethodPlan, target: Array, *, row: int) -> float | None:
    """Return the least share of the way to `target` found at which the alternative is first, None where none is."""

    def holds(share: float) -> bool:
        moved = problem.with_weights(problem.weights + share * (target - problem.weights))
        return solve(moved, plan).is_first(row)

    below = 0.0
    for step in range(1, STEPS + 1):
        share = step / STEPS
        if holds(share):
            above = share
            for _ in range(HALVINGS):
                middle = 0.5 * (below + above)
                below, above = (below, middle) if holds(middle) else (middle, above)
            return above
        below = share
    return None
