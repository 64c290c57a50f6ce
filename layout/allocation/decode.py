"""Turns the columns of a model into a plan, and a plan into columns."""

import numpy as np

from layout.allocation.build import Built
from layout.allocation.linear import Floats
from layout.allocation.plan import Placement, Plan

SHARE_DIGITS = 9


def plan_of(built: Built, x: Floats) -> Plan:
    """Return the plan that the columns of a model describe.

    Land released in a park is attributed to its placements in proportion to their land.
    """
    problem = built.problem
    placements = []
    used = [0.0] * len(problem.parks)
    for row, park in np.argwhere(built.share >= 0).tolist():
        share = round(float(x[built.share[row, park]]), SHARE_DIGITS)
        if share > 0:
            used[park] += share * problem.projects[row].land_ha
            placements.append((row, park, share))
    released = [0.0] * len(problem.parks)
    for park, column in built.released.items():
        released[park] = min(max(float(x[column]), 0.0), used[park])
    return Plan(
        tuple(
            Placement(
                problem.projects[row].project_id,
                problem.parks[park].park_id,
                share,
                round(released[park] * share * problem.projects[row].land_ha / used[park], SHARE_DIGITS),
            )
            for row, park, share in placements
        )
    )


def columns_of(built: Built, plan: Plan) -> Floats:
    """Return the columns of the pairs that describe a plan; all other columns are 0."""
    x = np.zeros(built.linear.columns)
    problem = built.problem
    for placement in plan.placements:
        row, park = problem.project_index[placement.project_id], problem.park_index[placement.park_id]
        if built.presence[row, park] >= 0:
            x[built.presence[row, park]] = 1.0
            x[built.share[row, park]] = placement.share
    return x
