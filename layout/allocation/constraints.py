"""The limits of a layout problem as rows: land, resources, neighbours, clusters, quotas, parks opened, choices."""

import numpy as np

from geodata.convert.distance import geodesic_distance_km
from layout.allocation.linear import Floats
from layout.allocation.problem import Problem
from layout.allocation.terms import Incompatibility, MinimumCluster, Quota
from layout.allocation.variables import STRUCTURE, Expression, Variables, add_switch, opened_column


def add_constraints(variables: Variables) -> None:
    """Add every limit of the problem; each row carries the group by which a conflict names it."""
    _add_land(variables)
    _add_resources(variables)
    _add_choices(variables)
    side = variables.problem.side
    for pair in side.incompatible:
        _add_incompatible(variables, pair)
    for cluster in side.clusters:
        _add_cluster(variables, cluster)
    _add_opening(variables)
    for quota in side.quotas:
        _add_quota(variables, quota)


def park_distances_km(problem: Problem) -> Floats:
    """Return the geodesic distance between any two parks in km, NaN where a position is unknown, 0 on the diagonal."""
    lon = np.array([park.lon for park in problem.parks])
    lat = np.array([park.lat for park in problem.parks])
    distances = geodesic_distance_km(lon[:, None], lat[:, None], lon[None, :], lat[None, :])
    np.fill_diagonal(distances, 0.0)
    return distances


def _add_land(variables: Variables) -> None:
    """Add: what has come by a year fits the new land by that year and the land released."""
    problem = variables.problem
    land, phases = problem.amounts("land_ha"), np.array(problem.phases)
    for position, park in enumerate(problem.parks):
        for phase, available in enumerate(park.available_ha):
            used = variables.placed(land, [position], projects=np.flatnonzero(phases <= phase).tolist())
            if position in variables.released:
                used += Expression((variables.released[position],), (-1.0,))
            group = ("land", park.park_id, str(phase))
            variables.builder.at_most(used.columns, used.entries, limit=available, group=group)
        if position in variables.released:
            # land is released only for use: what is released beyond the last need would be spent for nothing
            total = variables.new_land(position)
            variables.builder.at_least(total.columns, total.entries, limit=0.0, group=STRUCTURE)


def _add_resources(variables: Variables) -> None:
    """Add: the projects in a park need no more of a resource than the park can give."""
    problem = variables.problem
    for resource in problem.resources:
        demand = problem.amounts(resource)
        for position, park in enumerate(problem.parks):
            if resource in park.capacities:
                used = variables.placed(demand, [position])
                group = ("resource", resource, park.park_id)
                variables.builder.at_most(
                    used.columns, used.entries, limit=park.capacities[resource], group=group
                )


def _add_choices(variables: Variables) -> None:
    """Add rows for the choices that forbid pairs, where such pairs have columns (to explain a conflict)."""
    problem = variables.problem
    for row, project in enumerate(problem.projects):
        barred = {park for name, park in problem.barred if name == project.project_id}
        fixed = problem.fixed.get(project.project_id)
        for position, park in enumerate(problem.parks):
            column = int(variables.presence[row, position])
            if column < 0 or problem.allowed[row, position]:
                continue
            reasons = {
                "allowed": project.allowed_parks is not None and park.park_id not in project.allowed_parks,
                "barred": park.park_id in barred,
                "fixed": fixed is not None and fixed != park.park_id,
                "no_value": problem.values is not None and bool(np.isnan(problem.values[row, position])),
            }
            for kind, holds in reasons.items():
                if holds:
                    variables.builder.at_most([column], [1.0], limit=0.0, group=(kind, project.project_id))


def _add_incompatible(variables: Variables, pair: Incompatibility) -> None:
    """Add: a park with one side of an incompatible pair has nothing of the other side, nor do parks near it."""
    problem, builder = variables.problem, variables.builder
    group = ("incompatible", pair.pair_id)
    first = [problem.project_index[key] for key in sorted(pair.first)]
    second = [problem.project_index[key] for key in sorted(pair.second)]
    near = np.eye(len(problem.parks), dtype=np.bool_)
    if pair.within_km > 0:
        near |= park_distances_km(problem) <= pair.within_km
    for position in range(len(problem.parks)):
        here = [int(column) for column in variables.presence[first, position] if column >= 0]
        there = variables.presence[np.ix_(second, np.flatnonzero(near[position]).tolist())]
        if not here or not (there >= 0).any():
            continue
        side = builder.column(integral=True)
        add_switch(variables, position, switch=side, projects=first)
        add_switch(variables, position, switch=side, projects=second, on=False)
        for column in here:
            builder.at_most([column, side], [1.0, -1.0], limit=0.0, group=group)
        for column in there[there >= 0].tolist():
            builder.at_most([column, side], [1.0, 1.0], limit=1.0, group=group)


def _add_cluster(variables: Variables, cluster: MinimumCluster) -> None:
    """Add: a park with one project of the cluster has at least the minimum number of them."""
    problem, builder = variables.problem, variables.builder
    rows = [problem.project_index[key] for key in sorted(cluster.projects)]
    group = ("cluster", cluster.cluster_id)
    for position in range(len(problem.parks)):
        columns = [int(column) for column in variables.presence[rows, position] if column >= 0]
        if not columns:
            continue
        there = builder.column(integral=True)
        add_switch(variables, position, switch=there, projects=rows)
        for column in columns:
            builder.at_most([column, there], [1.0, -1.0], limit=0.0, group=group)
        builder.at_least(
            [*columns, there], [1.0] * len(columns) + [-float(cluster.minimum)], limit=0.0, group=group
        )


def _add_opening(variables: Variables) -> None:
    """Add: the number of parks that take any project, and the columns where opening a park costs."""
    problem, opening = variables.problem, variables.problem.side.opening
    if opening.minimum is None and opening.maximum is None:
        return
    columns = [opened_column(variables, position) for position in range(len(problem.parks))]
    ones = [1.0] * len(columns)
    if opening.maximum is not None:
        variables.builder.at_most(columns, ones, limit=float(opening.maximum), group=("opening", "maximum"))
    if opening.minimum is not None:
        variables.builder.at_least(columns, ones, limit=float(opening.minimum), group=("opening", "minimum"))


def cost_expression(
    variables: Variables, parks: list[int], *, projects: list[int] | None = None
) -> Expression:
    """Return the cost in CNY of the pairs, of the land released and of the parks opened."""
    problem = variables.problem
    cost = variables.placed(problem.costs_cny, parks, projects=projects)
    for position in parks:
        park = problem.parks[position]
        if position in variables.released and park.release_cost_cny_per_ha:
            cost += Expression((variables.released[position],), (park.release_cost_cny_per_ha,))
        if park.opening_cost_cny:
            cost += Expression((opened_column(variables, position),), (park.opening_cost_cny,))
    return cost


def _add_quota(variables: Variables, quota: Quota) -> None:
    """Add the least and greatest amounts of a quota."""
    problem, builder = variables.problem, variables.builder
    counted = [
        row
        for row, project in enumerate(problem.projects)
        if (quota.projects is None or project.project_id in quota.projects)
        and (quota.until_year is None or project.year is None or project.year <= quota.until_year)
    ]
    parks = problem.parks_in(quota.scope)
    if quota.measure == "cost_cny":
        inside = cost_expression(variables, parks, projects=counted)
    else:
        inside = variables.placed(problem.amounts(quota.measure), parks, projects=counted)
    if quota.maximum is not None:
        builder.at_most(
            inside.columns, inside.entries, limit=quota.maximum, group=("quota", quota.quota_id, "maximum")
        )
    if quota.minimum is not None:
        builder.at_least(
            inside.columns, inside.entries, limit=quota.minimum, group=("quota", quota.quota_id, "minimum")
        )
    everywhere = variables.placed(
        problem.amounts(quota.measure), list(range(len(problem.parks))), projects=counted
    )
    if quota.max_share is not None:
        rest = inside + everywhere.times(-quota.max_share)
        builder.at_most(rest.columns, rest.entries, limit=0.0, group=("quota", quota.quota_id, "max_share"))
    if quota.min_share is not None:
        rest = inside + everywhere.times(-quota.min_share)
        builder.at_least(rest.columns, rest.entries, limit=0.0, group=("quota", quota.quota_id, "min_share"))
