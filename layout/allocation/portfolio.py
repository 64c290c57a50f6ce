"""The best plans that truly differ from one another: each puts at least so many projects elsewhere than the others."""

import time
from dataclasses import dataclass, replace

import numpy as np

from layout.allocation.build import Built, build
from layout.allocation.linear import INFINITY, Linear
from layout.allocation.options import Options
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.solution import Solution
from layout.allocation.solve import solve_built


@dataclass(frozen=True, slots=True)
class Alternative:
    """One plan of a portfolio.

    Parameters
    ----------
    solution
        The plan with its bound.
    moved
        Keys of the projects that it puts elsewhere than the best plan does, or leaves out, or adds.
    """

    solution: Solution
    moved: tuple[str, ...]


def different_plans(
    problem: Problem, count: int, *, options: Options, least_moved: int = 2
) -> tuple[Alternative, ...]:
    """Return up to `count` plans, the best first; fewer if no further plan differs enough.

    Parameters
    ----------
    problem
        The problem.
    count
        Number of plans, the best one included.
    options
        The time limit is for all of them together.
    least_moved
        Number of placements of every earlier plan that a further plan must not share.
    """
    built = build(problem)
    linear, begun = built.linear, time.monotonic()
    found: list[Alternative] = []
    while len(found) < count:
        left = options.time_limit_s - (time.monotonic() - begun)
        if left <= 0:
            break
        share = left / (count - len(found))
        solution = solve_built(built, linear, options=replace(options, time_limit_s=share))
        if solution.plan is None:
            break
        best = found[0].solution.plan if found else solution.plan
        found.append(
            Alternative(solution, moved_projects(problem, best or solution.plan, other=solution.plan))
        )
        linear = _without(built, linear, solution.plan, least_moved)
    return tuple(found)


def moved_projects(problem: Problem, one: Plan, *, other: Plan) -> tuple[str, ...]:
    """Return the projects whose parks differ between two plans."""
    before, after = one.parts(), other.parts()
    return tuple(
        project.project_id
        for project in problem.projects
        if set(before.get(project.project_id, {})) != set(after.get(project.project_id, {}))
    )


def _without(built: Built, linear: Linear, plan: Plan, least_moved: int) -> Linear:
    """Return the model in which a plan shares at most all but `least_moved` placements with this one.

    A placement that stays and a project that stays unplaced both count as the same.
    """
    problem = built.problem
    same = np.zeros(linear.columns)
    placed, parts = 0, plan.parts()
    for row, project in enumerate(problem.projects):
        parks = parts.get(project.project_id, {})
        for park in range(len(problem.parks)):
            column = built.presence[row, park]
            if column < 0:
                continue
            if problem.parks[park].park_id in parks:
                same[column] += 1.0 / len(parks)
            elif not parks:
                same[column] -= 1.0
        placed += bool(parks)
    # same = placements kept - formerly unplaced projects that are placed now
    limit = float(placed - min(least_moved, len(problem.projects)))
    return linear.with_row(same, -INFINITY, upper=limit, group=("different", str(linear.rows)))
