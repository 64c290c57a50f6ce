"""Says limits and reasons in words."""

from collections.abc import Iterable, Sequence

import numpy as np

from geodata.text import Bilingual
from geodata.units import CNY_PER_YI
from layout.allocation.linear import Group
from layout.allocation.problem import Problem
from layout.allocation.terms import ObjectiveTerm, Scope, Target
from layout.entities.wording import both, listing, plain, say

MANY_PARKS = 4
CNY_PER_HA_IN_YI_PER_KM2 = 1e6
"""1 亿元/km² is 1e8 CNY over 100 hectares."""


def project_name(problem: Problem, project_id: str) -> Bilingual:
    """Return the name of a project with its key."""
    name = problem.projects[problem.project_index[project_id]].name
    return (
        name
        if name.en == project_id
        else Bilingual(f"{name.en} ({project_id})", f"{name.zh}（{project_id}）")
    )


def park_name(problem: Problem, park_id: str) -> Bilingual:
    """Return the name of a park with its key."""
    name = problem.parks[problem.park_index[park_id]].name
    return name if name.en == park_id else Bilingual(f"{name.en} ({park_id})", f"{name.zh}（{park_id}）")


def scope_name(problem: Problem, scope: Scope) -> Bilingual:
    """Return a scope in words."""
    if scope.kind == "city":
        return say("allocation.scope.city")
    if scope.kind == "park":
        return park_name(problem, scope.scope_id)
    if scope.kind == "district":
        return say("allocation.scope.district", id=scope.scope_id)
    return say("allocation.scope.zone", id=scope.scope_id)


def describe_groups(problem: Problem, groups: Sequence[Group]) -> tuple[Bilingual, ...]:
    """Return limits in words; land and resources of many parks at once, and projects that must be placed, together."""
    sentences: list[Bilingual] = []
    places = [group[1] for group in groups if group[0] == "place"]
    lands = [group for group in groups if group[0] == "land"]
    sentences += _placed(problem, places)
    sentences += _land(problem, lands)
    sentences += [describe(problem, group) for group in groups if group[0] not in {"place", "land"}]
    return tuple(sentences)


def _placed(problem: Problem, places: list[str]) -> list[Bilingual]:
    """Return the projects that must be placed."""
    if len(places) <= MANY_PARKS:
        return [describe(problem, ("place", key)) for key in places]
    land = sum(problem.projects[problem.project_index[key]].land_ha for key in places)
    names = listing(project_name(problem, key) for key in places)
    return [say("allocation.limit.place_many", count=len(places), land=plain(land, 6), names=names)]


def _land(problem: Problem, lands: list[Group]) -> list[Bilingual]:
    """Return the land of the parks."""
    if len(lands) <= MANY_PARKS:
        return [describe(problem, group) for group in lands]
    total = sum(_land_ha(problem, group) for group in lands)
    names = listing(park_name(problem, key) for key in dict.fromkeys(group[1] for group in lands))
    return [say("allocation.limit.land_many", count=len(lands), land=plain(total, 6), names=names)]


def _land_ha(problem: Problem, group: Group) -> float:
    """Return the land that a park has by a phase, released land included, hectares."""
    park = problem.parks[problem.park_index[group[1]]]
    return park.available_ha[int(group[2])] + park.low_efficiency_ha


def describe(problem: Problem, group: Group) -> Bilingual:
    """Return one limit in words.

    Raises
    ------
    KeyError
        The limit is of no known kind: a fault of ours.
    """
    kind = group[0]
    if kind in {"place", "allowed", "barred", "fixed", "no_value"}:
        return _describe_project(problem, kind, group[1])
    if kind == "land":
        park, land = park_name(problem, group[1]), plain(_land_ha(problem, group), 6)
        if not problem.years:
            return say("allocation.limit.land", park=park, land=land)
        return say("allocation.limit.land_by", park=park, land=land, year=problem.years[int(group[2])])
    if kind == "resource":
        capacity = problem.parks[problem.park_index[group[2]]].capacities[group[1]]
        name = park_name(problem, group[2])
        return say("allocation.limit.resource", park=name, resource=group[1], capacity=plain(capacity, 6))
    return _describe_side(problem, group)


def _describe_project(problem: Problem, kind: str, project_id: str) -> Bilingual:
    """Return a limit on one project in words."""
    project, name = problem.projects[problem.project_index[project_id]], project_name(problem, project_id)
    if kind == "place":
        return say("allocation.limit.place", project=name, land=plain(project.land_ha, 6))
    if kind == "allowed":
        parks = listing(park_name(problem, key) for key in sorted(project.allowed_parks or ()))
        return say("allocation.limit.allowed", project=name, parks=parks)
    if kind == "fixed":
        return say("allocation.limit.fixed", project=name, park=park_name(problem, problem.fixed[project_id]))
    if kind == "barred":
        parks = listing(park_name(problem, park) for key, park in sorted(problem.barred) if key == project_id)
        return say("allocation.limit.barred", project=name, parks=parks)
    return say("allocation.limit.no_value", project=name)


def _describe_side(problem: Problem, group: Group) -> Bilingual:
    """Return a limit that is not about one project or park in words."""
    kind, key, side = group[0], group[1], problem.side
    if kind == "incompatible":
        pair = next(pair for pair in side.incompatible if pair.pair_id == key)
        first, second = (_names(problem, keys) for keys in (pair.first, pair.second))
        if pair.within_km:
            return say("allocation.limit.apart", first=first, second=second, km=plain(pair.within_km))
        return say("allocation.limit.incompatible", first=first, second=second)
    if kind == "cluster":
        cluster = next(cluster for cluster in side.clusters if cluster.cluster_id == key)
        return say("allocation.limit.cluster", cluster=key, minimum=cluster.minimum)
    if kind == "opening":
        most, least = side.opening.maximum, side.opening.minimum
        maximum = say("allocation.limit.opening_maximum", number=most)
        return maximum if key == "maximum" else say("allocation.limit.opening_minimum", number=least)
    if kind == "objective":
        return say("allocation.limit.objective", objective=say_objective(key))
    quota = next(quota for quota in side.quotas if quota.quota_id == key)
    amount = getattr(quota, group[2])
    words: dict[str, object] = {
        "quota": key,
        "scope": scope_name(problem, quota.scope),
        "measure": measure_name(quota.measure),
        "amount": plain(amount, 6) if not group[2].endswith("share") else f"{amount:.1%}",
    }
    return {
        "maximum": lambda: say("allocation.limit.quota_maximum", **words),
        "minimum": lambda: say("allocation.limit.quota_minimum", **words),
        "max_share": lambda: say("allocation.limit.quota_max_share", **words),
        "min_share": lambda: say("allocation.limit.quota_min_share", **words),
    }[group[2]]()


def _names(problem: Problem, keys: Iterable[str]) -> Bilingual:
    """Return the names of projects, in the order of the table."""
    return listing(project_name(problem, key) for key in sorted(keys, key=problem.project_index.__getitem__))


def measure_name(measure: str) -> Bilingual:
    """Return a measure in words; a resource keeps its own name."""
    return {
        "projects": lambda: say("allocation.measure.projects"),
        "land_ha": lambda: say("allocation.measure.land_ha"),
        "output_cny": lambda: say("allocation.measure.output_cny"),
        "cost_cny": lambda: say("allocation.measure.cost_cny"),
    }.get(measure, lambda: both(measure))()


def say_objective(objective_id: str) -> Bilingual:
    """Return the name of an objective."""
    return {
        "value": lambda: say("allocation.objective.value"),
        "output": lambda: say("allocation.objective.output"),
        "shortfall": lambda: say("allocation.objective.shortfall"),
        "compactness": lambda: say("allocation.objective.compactness"),
        "new_land": lambda: say("allocation.objective.new_land"),
        "cost": lambda: say("allocation.objective.cost"),
        "balance": lambda: say("allocation.objective.balance"),
        "disruption": lambda: say("allocation.objective.disruption"),
    }[objective_id]()


def largest_land_ha(problem: Problem, row: int) -> tuple[float, int]:
    """Return the most land that an allowed park can ever give a project, and the park's position (-1: none)."""
    parks = np.flatnonzero(problem.allowed[row]).tolist()
    if not parks:
        return 0.0, -1
    best = max(
        parks, key=lambda park: problem.parks[park].available_ha[-1] + problem.parks[park].low_efficiency_ha
    )
    return problem.parks[best].available_ha[-1] + problem.parks[best].low_efficiency_ha, best


def describe_term(term: ObjectiveTerm) -> Bilingual:
    """Return an objective with its place among the others in words."""
    words = {"priority": term.priority, "objective": say_objective(term.objective_id)}
    return say("allocation.term", weight=plain(term.weight), tolerance=f"{term.tolerance:.1%}", **words)


def describe_target(problem: Problem, target: Target) -> Bilingual:
    """Return a goal in words."""
    goal = {
        "output_cny": lambda: both(f"{plain(target.goal / CNY_PER_YI, 6)} 亿元"),
        "output_share": lambda: both(f"{target.goal:.1%}"),
        "intensity_cny_per_ha": lambda: both(f"{plain(target.goal / CNY_PER_HA_IN_YI_PER_KM2, 6)} 亿元/km²"),
    }[target.measure]()
    return say(
        f"allocation.target.{target.measure}",
        target=target.target_id,
        scope=scope_name(problem, target.scope),
        goal=goal,
        importance=plain(target.importance),
    )
