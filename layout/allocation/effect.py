"""What a plan does: output per land before and after by park, district and zone, cluster totals, land used."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.units import CNY_PER_YI, HA_PER_KM2
from layout.allocation.measure import new_land_ha
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.raw import Raw
from layout.allocation.terms import Scope, ScopeKind

TARGET_YI_PER_KM2 = 75.0
"""Output per industrial land that the plan of 2023-2027 asks for, 亿元/km²; it defines neither of the two."""


@dataclass(frozen=True, slots=True)
class ScopeEffect:
    """What a plan does to one park, district, zone or the city.

    Parameters
    ----------
    scope
        Where.
    projects
        Number of projects with a part there.
    land_ha, new_land_ha, low_efficiency_ha
        Land that they take, the new land in it, and the released land in it, hectares.
    left_ha
        New land that stays free by the last phase, hectares.
    output_cny
        Output that they add, CNY; NaN where a project's output is not known.
    added_yi_per_km2
        Output added per land taken, 亿元/km²; NaN where no land is taken.
    before_yi_per_km2, after_yi_per_km2
        Output per industrial land of all that is there, before and after; NaN where the base of a park is unknown.
    gap_yi_per_km2
        Target less `after_yi_per_km2`; negative where it is surpassed.
    base_unknown
        Number of parks whose industrial land or output before the plan is not known.
    """

    scope: Scope
    projects: int
    land_ha: float
    new_land_ha: float
    low_efficiency_ha: float
    left_ha: float
    output_cny: float
    added_yi_per_km2: float
    before_yi_per_km2: float
    after_yi_per_km2: float
    gap_yi_per_km2: float
    base_unknown: int


@dataclass(frozen=True, slots=True)
class ClusterEffect:
    """What a plan adds to one cluster.

    Parameters
    ----------
    cluster_id
        The cluster; empty for projects without one.
    projects, placed
        Number of projects, and of those placed.
    output_cny
        Output placed, CNY.
    goal_cny
        Goal of the cluster, CNY; NaN where there is none. What the cluster has already is not known here.
    share_of_goal
        Output placed as a share of the goal.
    """

    cluster_id: str
    projects: int
    placed: int
    output_cny: float
    goal_cny: float
    share_of_goal: float


def scope_effects(
    problem: Problem, plan: Plan, *, target_yi_per_km2: float = TARGET_YI_PER_KM2
) -> tuple[ScopeEffect, ...]:
    """Return what the plan does to the city, every zone, every district and every park of the problem."""
    raw = Raw(problem, plan)
    zones = dict.fromkeys(zone for park in problem.parks for zone in park.zone_ids)
    districts = dict.fromkeys(park.adcode for park in problem.parks if park.adcode)
    keys: list[tuple[ScopeKind, str]] = [("city", "")]
    keys += [("zone", zone) for zone in sorted(zones)]
    keys += [("district", district) for district in sorted(districts)]
    keys += [("park", park.park_id) for park in problem.parks]
    return tuple(_effect(raw, Scope(kind, key), target_yi_per_km2) for kind, key in keys)


def _effect(raw: Raw, scope: Scope, target: float) -> ScopeEffect:
    """Return what the plan does to one scope."""
    parks = raw.inside(scope)
    land, new_land = raw.total("land_ha", parks), new_land_ha(raw, parks)
    output = raw.total("output_cny", parks)
    base_land = math.fsum(raw.parks[park].base_land_ha for park in parks)
    base_output = math.fsum(raw.parks[park].base_output_cny for park in parks)
    unknown = sum(
        math.isnan(raw.parks[park].base_land_ha + raw.parks[park].base_output_cny) for park in parks
    )
    after = intensity_yi_per_km2(base_output + output, base_land + new_land)
    return ScopeEffect(
        scope=scope,
        projects=len({project for project, park in raw.shares if park in parks}),
        land_ha=land,
        new_land_ha=new_land,
        low_efficiency_ha=land - new_land,
        left_ha=math.fsum(raw.parks[park].available_ha[-1] for park in parks) - new_land,
        output_cny=output,
        added_yi_per_km2=intensity_yi_per_km2(output, land),
        before_yi_per_km2=intensity_yi_per_km2(base_output, base_land),
        after_yi_per_km2=after,
        gap_yi_per_km2=target - after,
        base_unknown=unknown,
    )


def intensity_yi_per_km2(output_cny: float, land_ha: float) -> float:
    """Return output per land in 亿元/km²; NaN where the land is not above 0 or a figure is unknown."""
    if not land_ha > 0:
        return math.nan
    return (output_cny / CNY_PER_YI) / (land_ha / HA_PER_KM2)


def cluster_effects(
    problem: Problem, plan: Plan, *, goals_cny: Mapping[str, float]
) -> tuple[ClusterEffect, ...]:
    """Return what the plan adds to every cluster that a project belongs to, in the order of their first project.

    Parameters
    ----------
    problem, plan
        The problem and a plan of it.
    goals_cny
        Goal of each cluster, CNY.
    """
    raw = Raw(problem, plan)
    everywhere, found = set(raw.parks), []
    for cluster in dict.fromkeys(project.cluster_id for project in problem.projects):
        members = {key for key, project in raw.projects.items() if project.cluster_id == cluster}
        output = raw.total("output_cny", everywhere, projects=members)
        goal = goals_cny.get(cluster, math.nan)
        placed = len({project for project, _ in raw.shares if project in members})
        found.append(ClusterEffect(cluster, len(members), placed, output, goal, output / goal))
    return tuple(found)
