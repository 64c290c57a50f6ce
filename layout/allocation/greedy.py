"""The plan that a person would make by hand, as the baseline: project after project into the best park with room."""

import numpy as np

from layout.allocation.linear import Floats
from layout.allocation.plan import Placement, Plan
from layout.allocation.problem import Problem
from layout.allocation.room import Room


def greedy_plan(problem: Problem) -> Plan:
    """Return the plan of somebody who takes the most wanted project first and never looks back.

    Projects that must be placed come first, then those with the greatest preference. Land, resources, neighbours,
    the number of parks and upper quotas are respected; minimums are not looked after, and nothing is split.
    """
    preference = pair_preference(problem)
    room = Room(problem)
    best = np.where(problem.allowed, preference, -np.inf).max(axis=1)
    order = sorted(
        range(len(problem.projects)), key=lambda row: (not _required(problem, row), -best[row], row)
    )
    for row in order:
        parks = [
            park
            for park in np.argsort(-preference[row], kind="stable").tolist()
            if problem.allowed[row, park]
        ]
        for park in parks:
            worthwhile = preference[row, park] > 0 or _required(problem, row)
            if worthwhile and room.takes(row, park):
                room.place(row, park)
                break
    return Plan(
        tuple(
            Placement(
                problem.projects[row].project_id,
                problem.parks[park].park_id,
                low_efficiency_ha=room.low_efficiency_ha(row),
            )
            for row, park in sorted(room.park_of.items())
        )
    )


def _required(problem: Problem, row: int) -> bool:
    """Return whether a project must be placed."""
    project = problem.projects[row]
    return project.required or project.project_id in problem.fixed


def pair_preference(problem: Problem) -> Floats:
    """Return how much somebody would like each pair by the first objective, shape (projects, parks)."""
    first = min(problem.objectives, key=lambda term: term.priority).objective_id
    shape = (len(problem.projects), len(problem.parks))
    if first == "disruption":
        wish = np.full(shape, 1e-6)
        for project_id, park_id in (problem.side.existing or {}).items():
            wish[problem.project_index[project_id], problem.park_index[park_id]] = 1.0
        return wish
    if first == "cost":
        return float(problem.costs_cny.max()) + 1.0 - problem.costs_cny
    if first in {"output", "shortfall"}:
        return np.nan_to_num(problem.amounts("output_cny")) + 1e-9
    if problem.values is not None:
        return np.nan_to_num(problem.values)
    return np.ones(shape)
