"""Measures a plan by every objective, from the raw tables: the figures that are reported, whatever the solver says."""

import math

from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.raw import Raw
from layout.allocation.terms import OBJECTIVE_IDS, ObjectiveId, Target


def measure(problem: Problem, plan: Plan) -> dict[ObjectiveId, float]:
    """Return what the plan reaches by each objective that the problem has the data for, in its own unit.

    `value` and `output` (CNY) are sums over what is placed, `shortfall` is the sum of importance times relative
    shortfall, `compactness` the nearness of the links, `new_land` hectares, `cost` CNY, `balance` the span of the
    scopes' loads, `disruption` the weight of what an existing plan has elsewhere.
    """
    raw = Raw(problem, plan)
    everywhere, side = set(raw.parks), problem.side
    found: dict[ObjectiveId, float] = {
        "output": raw.total("output_cny", everywhere),
        "new_land": new_land_ha(raw, everywhere),
        "cost": raw.total("cost_cny", everywhere) + raw.park_cost(everywhere),
    }
    if problem.values is not None:
        found["value"] = math.fsum(
            share * float(problem.values[raw.rows[project]][raw.columns[park]])
            for (project, park), share in raw.shares.items()
        )
    if side.targets:
        found["shortfall"] = math.fsum(
            target.importance * max(0.0, missing) / scale
            for target in side.targets
            for missing, scale in [target_gap(raw, target)]
        )
    if side.links:
        found["compactness"] = _compactness(raw)
    if len(side.balance) > 1:
        found["balance"] = _balance(raw)
    if side.existing:
        found["disruption"] = math.fsum(
            raw.projects[project].move_weight * (1.0 - raw.shares.get((project, park), 0.0))
            for project, park in side.existing.items()
        )
    return {key: found[key] for key in OBJECTIVE_IDS if key in found}


def new_land_ha(raw: Raw, parks: set[str]) -> float:
    """Return the new land that a plan takes in parks, hectares: its land less the land released."""
    return math.fsum([raw.total("land_ha", parks), *(-raw.released[park] for park in parks)])


def target_gap(raw: Raw, target: Target) -> tuple[float, float]:
    """Return goal minus achievement (CNY; negative when surpassed) and what counts as a whole shortfall (CNY)."""
    parks, everywhere = raw.inside(target.scope), set(raw.parks)
    placed = raw.total("output_cny", parks, projects=target.projects)
    if target.measure == "output_cny":
        return target.goal - target.baseline_output_cny - placed, target.goal
    if target.measure == "output_share":
        counted = [
            project.output_cny
            for key, project in raw.projects.items()
            if target.projects is None or key in target.projects
        ]
        total = raw.total("output_cny", everywhere, projects=target.projects)
        return target.goal * total - placed, max(1.0, target.goal * math.fsum(counted))
    land = target.baseline_land_ha + new_land_ha(raw, parks)
    base = target.baseline_land_ha or math.fsum(raw.parks[park].available_ha[-1] for park in parks)
    return target.goal * land - target.baseline_output_cny - placed, max(1.0, target.goal * base)


def _compactness(raw: Raw) -> float:
    """Return the nearness of the links: weight times 1 in the same park, 0 from the radius on, linear between."""
    radius, total = raw.problem.side.link_radius_km, 0.0
    for link in raw.problem.side.links:
        ends = {link.other: 1.0} if link.to_park else _where(raw, link.other)
        for here, share in _where(raw, link.project_id).items():
            for there in ends:
                distance = raw.distance_km(here, there)
                if distance < radius:
                    total += link.weight * share * (1.0 - distance / radius)
    return total


def _where(raw: Raw, project_id: str) -> dict[str, float]:
    """Return the share of a project in each park."""
    return {park: share for (project, park), share in raw.shares.items() if project == project_id}


def _balance(raw: Raw) -> float:
    """Return the span between the largest and the smallest load of a scope."""
    loads = []
    for scope in raw.problem.side.balance:
        parks = raw.inside(scope)
        land = math.fsum(
            raw.parks[park].available_ha[-1] + raw.parks[park].low_efficiency_ha for park in parks
        )
        loads.append(raw.total(raw.problem.side.balance_measure, parks) / max(1e-9, land))
    return max(loads) - min(loads)
