"""Weight-stability intervals: how far one weight may move, the others keeping their proportions, before the first changes."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.reasons.contributions import additive_parts
from layout.scoring.robustness.rescoring import Leaders

Array = npt.NDArray[np.float64]
GRID = 50
AT_ONCE = 5
"""Steps that are tried together."""
HALVINGS = 40
_EPSILON = 1e-12
_AT_THE_END = 1e-6


def linear_interval(parts: Array, weights: Array, *, place: int, first: int) -> tuple[float, float, int, int]:
    """Return the exact interval of one weight for an additive method, and who takes over (−1 nobody).

    With weight t on criterion j the score is t · part_j + (1 − t) · rest, a straight line for every alternative.

    Parameters
    ----------
    parts
        What one unit of weight of each criterion gives, more is better, shape (alternatives, criteria).
    weights
        Present weights, sum 1.
    place, first
        The criterion, and the alternative that is first.
    """
    rest = parts @ move_weight(weights, place, value=0.0)
    slope = (parts[first, place] - parts[:, place]) - (rest[first] - rest)
    lead = rest[first] - rest
    crossing = np.divide(-lead, slope, out=np.full(len(rest), np.nan), where=np.abs(slope) > _EPSILON)
    now = weights[place]
    rising = np.where((slope > _EPSILON) & (crossing <= now + _EPSILON), crossing, -np.inf)
    falling = np.where((slope < -_EPSILON) & (crossing >= now - _EPSILON), crossing, np.inf)
    below, above = int(np.argmax(rising)), int(np.argmin(falling))
    low, high = float(rising[below]), float(falling[above])
    return max(low, 0.0), min(high, 1.0), below if low > 0 else -1, above if high < 1 else -1


def stability_intervals(problem: Problem, plan: MethodPlan) -> pd.DataFrame:
    """Return the interval of each criterion's weight within which the first stays first.

    Exact for additive methods (weighted sum, PROMETHEE, SPOTIS); for the others the weight is moved in steps of
    1/50 of its range and the change is then bracketed by halving, so a change back and forth within one step can
    be missed.

    Parameters
    ----------
    problem
        Alternatives, criteria, weights.
    plan
        The method.

    Returns
    -------
    pandas.DataFrame
        Index criteria; columns weight, low, high, below, above (who takes over; "" where nobody does).
    """
    solution = solve(problem, plan)
    first = int(np.argmin(solution.ranks.fillna(len(problem.alternatives) + 1).to_numpy(dtype=np.int64)))
    parts = additive_parts(solution)
    leaders = Leaders(problem, plan, first=first)
    rows = []
    for place in range(len(problem.criteria)):
        if parts is not None:
            low, high, under, over = linear_interval(parts, problem.weights, place=place, first=first)
            below = str(problem.alternatives[under]) if under >= 0 else ""
            above = str(problem.alternatives[over]) if over >= 0 else ""
        else:
            low, below = _search(leaders, problem, place, towards=0.0, first=first)
            high, above = _search(leaders, problem, place, towards=1.0, first=first)
        rows.append((float(problem.weights[place]), low, high, below, above))
    return pd.DataFrame(rows, index=problem.criteria, columns=["weight", "low", "high", "below", "above"])


def move_weight(weights: Array, place: int, *, value: float) -> Array:
    """Return the weights with one of them set to `value` and the others scaled to fill the rest."""
    moved = weights.copy()
    moved[place] = 0.0
    total = moved.sum()
    rest = (
        moved / total
        if total > 0
        else np.where(np.arange(len(moved)) == place, 0.0, 1.0 / max(len(moved) - 1, 1))
    )
    moved = rest * (1.0 - value)
    moved[place] = value
    return moved


def _search(
    leaders: Leaders, problem: Problem, place: int, *, towards: float, first: int
) -> tuple[float, str]:
    """Return how far the weight can go towards 0 or 1, and who is first just beyond."""

    def leader(value: float) -> int:
        return int(leaders(move_weight(problem.weights, place, value=value)[None])[0])

    if len(problem.criteria) == 1:
        return towards, ""  # nothing to take weight from or to give it to
    steps = np.linspace(float(problem.weights[place]), towards, GRID + 1)
    for begin in range(0, GRID, AT_ONCE):
        inside, outside = steps[begin : begin + AT_ONCE], steps[begin + 1 : begin + 1 + AT_ONCE]
        moved = np.stack([move_weight(problem.weights, place, value=float(step)) for step in outside])
        lost = np.flatnonzero(leaders(moved) != first)
        if not len(lost):
            continue
        held, step = float(inside[lost[0]]), float(outside[lost[0]])
        edge, beyond = bracket(lambda value: leader(value) == first, inside=held, outside=step)
        if abs(edge - towards) < _AT_THE_END:
            break  # only with the whole weight, or none of it, on one criterion: no weights that anybody means
        return edge, str(problem.alternatives[leader(beyond)])
    return towards, ""


def bracket(holds: Callable[[float], bool], *, inside: float, outside: float) -> tuple[float, float]:
    """Return two neighbouring values between which `holds` turns from true to false, by halving."""
    for _ in range(HALVINGS):
        middle = 0.5 * (inside + outside)
        if holds(middle):
            inside = middle
        else:
            outside = middle
    return inside, outside
