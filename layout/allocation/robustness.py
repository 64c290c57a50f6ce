"""How firm each assignment is when the values are uncertain: they are drawn, and the plan is solved anew each time.

The shares are the allocation counterpart of the acceptability indices of SMAA (Lahdelma, Hokkanen and Salminen 1998).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from layout.allocation.linear import Floats
from layout.allocation.options import Options
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.solve import solve
from layout.errors import CaseError

Sampler = Callable[[np.random.Generator], Floats]
"""Draws the values of all pairs."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """What became of the assignments over the draws.

    Parameters
    ----------
    draws
        Number of draws that were solved.
    acceptability
        Share of the draws in which a project goes to a park, shape (projects, parks); a split project counts by its
        shares.
    unplaced
        Share of the draws in which a project stays out, shape (projects,).
    regret
        Loss of the plan that is examined against the best plan of each draw, relative; shape (draws,).
    proved
        Share of the draws whose plan is proved optimal.
    """

    draws: int
    acceptability: Floats
    unplaced: Floats
    regret: Floats
    proved: float


def robustness(
    problem: Problem,
    plan: Plan,
    *,
    options: Options,
    draws: int = 100,
    sampler: Sampler | None = None,
) -> Robustness:
    """Return how often each assignment is part of the best plan when values are drawn.

    Parameters
    ----------
    problem
        A problem with `value_low` and `value_high`; its first objective should be the value.
    plan
        The plan that is examined.
    options
        The time limit is for all draws together; seed of the draws.
    draws
        Number of draws. Each value is drawn from the triangle between its bounds with its mode at the value.
    sampler
        Draws all values at once in place of the triangles, shape (projects, parks), NaN where the value is.

    Raises
    ------
    CaseError
        The problem has no bounds of its values and there is no sampler.
    """
    if problem.values is None:
        raise CaseError(
            en="robustness: the case has no values; give a table of values or a scoring case.",
            zh="稳健性：案例没有价值数据；请提供价值表或评分案例。",
        )
    if sampler is None:
        sampler = _triangles(problem)

    random, begun = np.random.default_rng(options.seed), time.monotonic()
    acceptability = np.zeros(problem.values.shape)
    regret: list[float] = []
    proved = 0
    for _ in range(draws):
        left = options.time_limit_s - (time.monotonic() - begun)
        drawn = replace(problem, values=sampler(random))
        if left <= 0 or (options.cancel is not None and options.cancel.is_set()):
            break
        solution = solve(drawn, replace(options, time_limit_s=left, watch=None), explain=False)
        if solution.plan is None:
            break
        proved += solution.status == "optimal"
        for placement in solution.plan.placements:
            row, park = problem.project_index[placement.project_id], problem.park_index[placement.park_id]
            acceptability[row, park] += placement.share
        best = _worth(drawn, solution.plan)
        regret.append((best - _worth(drawn, plan)) / best if best > 0 else 0.0)
    done = len(regret)
    shares = acceptability / max(1, done)
    return Robustness(done, shares, 1.0 - shares.sum(axis=1), np.array(regret), proved / max(1, done))


def _triangles(problem: Problem) -> Sampler:
    """Return the sampler of the bounds of a problem."""
    low, mode, high = problem.value_low, problem.values, problem.value_high
    if mode is None or low is None or high is None:
        raise CaseError(
            en="robustness: the values have no bounds; add value_low and value_high to the table of values.",
            zh="稳健性：价值没有上下界；请在价值表中补充 value_low 和 value_high 列。",
        )
    return lambda random: draw_between(low, mode, high=high, random=random)


def draw_between(low: Floats, mode: Floats, *, high: Floats, random: np.random.Generator) -> Floats:
    """Return values drawn from triangles; a value without a span, or without bounds, stays.

    Parameters
    ----------
    low, mode, high
        Bounds and the likeliest value, of one shape.
    random
        Source of the draws.
    """
    noise = random.random(mode.shape)
    left = np.where(np.isnan(low), mode, np.minimum(low, mode))
    right = np.where(np.isnan(high), mode, np.maximum(high, mode))
    span = right - left
    with np.errstate(invalid="ignore", divide="ignore"):
        split = np.where(span > 0, (mode - left) / span, 0.0)
        rising = left + np.sqrt(noise * span * (mode - left))
        falling = right - np.sqrt((1.0 - noise) * span * (right - mode))
    return np.where(span > 0, np.where(noise < split, rising, falling), mode)


def _worth(problem: Problem, plan: Plan) -> float:
    """Return the total value of a plan."""
    values = problem.values
    if values is None:
        return 0.0
    return sum(
        placement.share
        * float(values[problem.project_index[placement.project_id], problem.park_index[placement.park_id]])
        for placement in plan.placements
    )
