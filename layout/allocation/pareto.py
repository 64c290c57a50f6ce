"""The plans that trade two or three objectives against each other: the epsilon-constraint method.

Haimes, Lasdon and Wismer (1971), with the second pass of Mavrotas (2009) that leaves no dominated plan: the first
objective is optimised while the others are held at levels, then the others are improved while the first is kept.
"""

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from layout.allocation.build import Built, build
from layout.allocation.measure import measure
from layout.allocation.options import Options
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.solve import solve_built
from layout.allocation.terms import MAXIMISED, ObjectiveId, ObjectiveTerm
from layout.errors import CaseError

FEWEST, MOST = 2, 3
SAME = 1e-7


@dataclass(frozen=True, slots=True)
class ParetoPlan:
    """One plan of the front.

    Parameters
    ----------
    plan
        The plan.
    figures
        What it reaches by each objective of the front.
    proved
        Whether it is proved that no plan is better in one objective and no worse in the others.
    """

    plan: Plan
    figures: dict[ObjectiveId, float]
    proved: bool


def pareto_front(
    problem: Problem, objectives: Sequence[ObjectiveId], *, options: Options, steps: int = 7
) -> tuple[ParetoPlan, ...]:
    """Return plans of which none is better than another in every objective, best first in the first objective.

    Parameters
    ----------
    problem
        The problem; its own objectives are not used.
    objectives
        Two or three.
    options
        The time limit is for the whole front.
    steps
        Number of levels of each objective beside the first.

    Raises
    ------
    CaseError
        There are not two or three different objectives, or the case lacks the data of one.
    """
    if not FEWEST <= len(set(objectives)) <= MOST or len(set(objectives)) != len(objectives):
        raise CaseError(
            en=f"pareto: found {list(objectives)}, expected two or three different objectives.",
            zh=f"pareto：现为 {list(objectives)}，应为两个或三个不同的目标。",
        )
    first, rest = objectives[0], list(objectives[1:])
    begun = time.monotonic()
    ends = _ends(problem, objectives, options, begun)
    terms = (ObjectiveTerm(first), *(ObjectiveTerm(key, priority=2) for key in rest))
    built = build(replace(problem, objectives=terms))
    found = [point for point in ends if point is not None]
    if not found:
        return ()
    levels = [np.linspace(*_range(found, key), steps).tolist() for key in rest]
    for corner in itertools.product(*levels):
        left = options.time_limit_s - (time.monotonic() - begun)
        if left <= 0 or (options.cancel is not None and options.cancel.is_set()):
            break
        point = _at(
            built, dict(zip(rest, corner, strict=True)), objectives, replace(options, time_limit_s=left)
        )
        if point is not None:
            found.append(point)
    return _undominated(found, first)


def _ends(
    problem: Problem, objectives: Sequence[ObjectiveId], options: Options, begun: float
) -> list[ParetoPlan | None]:
    """Return the best plan by each objective alone, the others being improved after it."""
    ends = []
    for key in objectives:
        others = [ObjectiveTerm(other, priority=2) for other in objectives if other != key]
        built = build(replace(problem, objectives=(ObjectiveTerm(key), *others)))
        left = max(0.1, options.time_limit_s - (time.monotonic() - begun))
        ends.append(_at(built, {}, objectives, replace(options, time_limit_s=left)))
    return ends


def _at(
    built: Built, levels: dict[ObjectiveId, float], objectives: Sequence[ObjectiveId], options: Options
) -> ParetoPlan | None:
    """Return the best plan while objectives are at least at their levels, or None if there is none."""
    linear = built.linear
    for key, level in levels.items():
        give = SAME * max(1.0, abs(level)) * (-1 if key in MAXIMISED else 1)
        linear = built.bounded(linear, key, level=level + give)
    solution = solve_built(built, linear, options=options)
    if solution.plan is None:
        return None
    figures = measure(built.problem, solution.plan)
    return ParetoPlan(solution.plan, {key: figures[key] for key in objectives}, solution.status == "optimal")


def _range(points: list[ParetoPlan], key: ObjectiveId) -> tuple[float, float]:
    """Return the worst and the best of an objective over the ends of the front."""
    figures = [point.figures[key] for point in points]
    return (min(figures), max(figures)) if key in MAXIMISED else (max(figures), min(figures))


def _undominated(points: list[ParetoPlan], first: ObjectiveId) -> tuple[ParetoPlan, ...]:
    """Return the points that no other dominates, each once, ordered by the first objective."""
    kept: list[ParetoPlan] = []
    for point in points:
        if any(_covers(other, point) for other in kept):
            continue
        kept = [other for other in kept if not _covers(point, other)] + [point]
    sign = -1.0 if first in MAXIMISED else 1.0
    return tuple(sorted(kept, key=lambda point: sign * point.figures[first]))


def _covers(one: ParetoPlan, other: ParetoPlan) -> bool:
    """Return whether one plan is at least as good as another by every objective."""
    for key, figure in one.figures.items():
        slack = SAME * max(1.0, abs(figure))
        better = figure - other.figures[key] if key in MAXIMISED else other.figures[key] - figure
        if better < -slack:
            return False
    return True
