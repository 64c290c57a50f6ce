"""The objectives of a layout problem as linear expressions, with the columns and rows that they need."""

from collections.abc import Callable

import numpy as np

from layout.allocation.constraints import cost_expression, park_distances_km
from layout.allocation.linear import INFINITY
from layout.allocation.terms import Link, ObjectiveId, Scope, Target
from layout.allocation.variables import STRUCTURE, Expression, Variables


def objective_expression(variables: Variables, objective_id: ObjectiveId) -> Expression:
    """Return an objective as an expression; `MAXIMISED` says in which direction it is better."""
    return EXPRESSIONS[objective_id](variables)


def _all_parks(variables: Variables) -> list[int]:
    """Return the positions of all parks."""
    return list(range(len(variables.problem.parks)))


def _value(variables: Variables) -> Expression:
    """Return the total value of what is placed."""
    values = variables.problem.values
    return Expression() if values is None else variables.placed(np.nan_to_num(values), _all_parks(variables))


def _output(variables: Variables) -> Expression:
    """Return the total output of what is placed, CNY."""
    return variables.placed(variables.problem.amounts("output_cny"), _all_parks(variables))


def _cost(variables: Variables) -> Expression:
    """Return the total cost, CNY."""
    return cost_expression(variables, _all_parks(variables))


def _new_land_columns(variables: Variables, parks: list[int]) -> Expression:
    """Return the new land of parks in hectares; where land can be released it is not below zero by its own row."""
    total = Expression()
    for park in parks:
        total += variables.new_land(park)
    return total


def _new_land(variables: Variables) -> Expression:
    """Return the new land that the plan takes, hectares."""
    return _new_land_columns(variables, _all_parks(variables))


def _disruption(variables: Variables) -> Expression:
    """Return the weight of the projects that an existing plan has elsewhere: the sum of w (1 - share where it was)."""
    problem = variables.problem
    total = Expression()
    for project_id, park_id in sorted((problem.side.existing or {}).items()):
        row, park = problem.project_index[project_id], problem.park_index[park_id]
        weight = problem.projects[row].move_weight
        total += Expression(constant=weight)
        if variables.share[row, park] >= 0:
            total += Expression((int(variables.share[row, park]),), (-weight,))
    return total


def _balance(variables: Variables) -> Expression:
    """Return the span between the fullest and the emptiest scope, by amount placed over land available."""
    problem, builder = variables.problem, variables.builder
    low, high = builder.column(0.0, INFINITY), builder.column(0.0, INFINITY)
    amounts = problem.amounts(problem.side.balance_measure)
    for scope in problem.side.balance:
        load = variables.placed(amounts, problem.parks_in(scope)).times(1.0 / scope_land_ha(variables, scope))
        builder.at_least(
            [high, *load.columns], [1.0, *(-entry for entry in load.entries)], limit=0.0, group=STRUCTURE
        )
        builder.at_most(
            [low, *load.columns], [1.0, *(-entry for entry in load.entries)], limit=0.0, group=STRUCTURE
        )
    return Expression((high, low), (1.0, -1.0))


def scope_land_ha(variables: Variables, scope: Scope) -> float:
    """Return the land of a scope by the last phase, new and releasable, hectares (at least 1e-9)."""
    parks = [variables.problem.parks[position] for position in variables.problem.parks_in(scope)]
    return max(1e-9, sum(park.available_ha[-1] + park.low_efficiency_ha for park in parks))


def _shortfall(variables: Variables) -> Expression:
    """Return the sum of importance times relative shortfall over the targets."""
    total = Expression()
    for target in variables.problem.side.targets:
        gap, scale = _gap(variables, target)
        short = variables.builder.column(0.0, INFINITY)
        entries = [1.0, *(-entry / scale for entry in gap.entries)]
        variables.builder.at_least(
            [short, *gap.columns], entries, limit=gap.constant / scale, group=STRUCTURE
        )
        total += Expression((short,), (target.importance,))
    return total


def _gap(variables: Variables, target: Target) -> tuple[Expression, float]:
    """Return goal minus achievement in CNY, and the amount that counts as a whole shortfall."""
    problem = variables.problem
    rows = [
        row
        for row, project in enumerate(problem.projects)
        if target.projects is None or project.project_id in target.projects
    ]
    parks, output = problem.parks_in(target.scope), problem.amounts("output_cny")
    placed = variables.placed(output, parks, projects=rows).times(-1.0)
    if target.measure == "output_cny":
        return placed + Expression(constant=target.goal - target.baseline_output_cny), target.goal
    if target.measure == "output_share":
        everywhere = variables.placed(output, _all_parks(variables), projects=rows).times(target.goal)
        return placed + everywhere, max(1.0, target.goal * float(output[rows, 0].sum()))
    land = _new_land_columns(variables, parks).times(target.goal)
    constant = target.goal * target.baseline_land_ha - target.baseline_output_cny
    base = target.baseline_land_ha or sum(problem.parks[park].available_ha[-1] for park in parks)
    return placed + land + Expression(constant=constant), max(1.0, target.goal * base)


def _compactness(variables: Variables) -> Expression:
    """Return the total nearness of the links: 1 in the same park, 0 from the radius on, linear between."""
    problem = variables.problem
    distances = park_distances_km(problem)
    near = np.nan_to_num(np.clip(1.0 - distances / problem.side.link_radius_km, 0.0, 1.0))
    total = Expression()
    for link in problem.side.links:
        row = problem.project_index[link.project_id]
        if link.to_park:
            column = near[:, problem.park_index[link.other]] * link.weight
            amounts = np.zeros((len(problem.projects), len(problem.parks)))
            amounts[row] = column
            total += variables.placed(amounts, _all_parks(variables), projects=[row])
        else:
            total += _pair_nearness(variables, link, near)
    return total


def _pair_nearness(
    variables: Variables, link: Link, near: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"
) -> Expression:
    """Return the nearness of two projects: a flow between their parks, which cannot exceed what each has there.

    The rows are those of a transportation problem, so the relaxation is tight (Adams and Sherali 1986).
    """
    problem, builder = variables.problem, variables.builder
    first = variables.presence[problem.project_index[link.project_id]]
    second = variables.presence[problem.project_index[link.other]]
    flows: list[int] = []
    nearness: list[float] = []
    out: dict[int, list[int]] = {}
    into: dict[int, list[int]] = {}
    for here, there in np.argwhere(near > 0).tolist():
        if first[here] >= 0 and second[there] >= 0:
            flow = builder.column()
            flows.append(flow)
            nearness.append(link.weight * float(near[here, there]))
            out.setdefault(here, []).append(flow)
            into.setdefault(there, []).append(flow)
    for ends, presence in ((out, first), (into, second)):
        for park, columns in ends.items():
            entries = [1.0] * len(columns) + [-1.0]
            builder.at_most([*columns, int(presence[park])], entries, limit=0.0, group=STRUCTURE)
    return Expression(tuple(flows), tuple(nearness))


EXPRESSIONS: dict[ObjectiveId, Callable[[Variables], Expression]] = {
    "value": _value,
    "output": _output,
    "shortfall": _shortfall,
    "compactness": _compactness,
    "new_land": _new_land,
    "cost": _cost,
    "balance": _balance,
    "disruption": _disruption,
}
