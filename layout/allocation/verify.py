"""Checks a plan against the raw problem, and measures it. It shares no line with the solver.

Everything is recomputed from the tables of the problem in plain Python: no model, no matrix, no helper of the
modules that build or solve. It imports the terms of the problem and the plan, nothing else of this package.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.text import Bilingual
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem, Project
from layout.allocation.raw import Raw
from layout.allocation.terms import Quota
from layout.entities.wording import plain, say

RELATIVE = 1e-6


@dataclass(frozen=True, slots=True)
class Violation:
    """One limit that a plan breaks.

    Parameters
    ----------
    kind
        `unknown`, `share`, `not_placed`, `not_allowed`, `land`, `released`, `resource`, `incompatible`, `cluster`,
        `quota`, `opening`.
    text
        What is broken, found and allowed.
    """

    kind: str
    text: Bilingual


def verify(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Return every limit of the problem that the plan breaks; an empty tuple means that the plan is valid."""
    unknown = tuple(_unknown(problem, plan))
    if unknown:
        return unknown
    raw = Raw(problem, plan)
    return tuple(
        violation
        for check in (_shares, _choices, _land, _resources, _neighbours, _clusters, _opening, _quotas)
        for violation in check(raw)
    )


def exceeds(amount: float, limit: float) -> bool:
    """Return whether an amount is above a limit beyond rounding."""
    return amount > limit + RELATIVE * max(1.0, abs(limit))


def _unknown(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Find projects and parks that the problem does not have."""
    projects = {project.project_id for project in problem.projects}
    parks = {park.park_id for park in problem.parks}
    for placement in plan.placements:
        if placement.project_id not in projects:
            yield Violation("unknown", say("allocation.broken.project", id=placement.project_id))
        if placement.park_id not in parks:
            yield Violation("unknown", say("allocation.broken.park", id=placement.park_id))


def _shares(raw: Raw) -> Iterator[Violation]:
    """Find projects placed twice, in part, in too many parts, or not although they must be."""
    rows: dict[tuple[str, str], int] = {}
    for placement in raw.placements:
        key = (placement.project_id, placement.park_id)
        rows[key] = rows.get(key, 0) + 1
    for project_id, project in raw.projects.items():
        parts = {park: share for (name, park), share in raw.shares.items() if name == project_id}
        total = math.fsum(parts.values())
        must = project.required or project_id in raw.problem.fixed
        if not parts:
            if must:
                yield Violation("not_placed", say("allocation.broken.not_placed", project=project_id))
            continue
        bad = any(not math.isfinite(share) or share <= 0 for share in parts.values())
        few = project.max_parts > 1 and any(share < project.min_share - RELATIVE for share in parts.values())
        double = any(rows[project_id, park] > 1 for park in parts)
        if bad or few or double or len(parts) > project.max_parts or not abs(total - 1.0) <= RELATIVE:
            yield Violation(
                "share",
                say(
                    "allocation.broken.share",
                    project=project_id,
                    parts=len(parts),
                    total=plain(total, 6),
                    most=project.max_parts,
                ),
            )


def _choices(raw: Raw) -> Iterator[Violation]:
    """Find pairs that may not be chosen."""
    values = raw.problem.values
    for project, park in raw.shares:
        allowed = raw.projects[project].allowed_parks
        fixed = raw.problem.fixed.get(project, park)
        without = values is not None and math.isnan(float(values[raw.rows[project]][raw.columns[park]]))
        if (allowed is not None and park not in allowed) or (project, park) in raw.problem.barred or without:
            yield Violation("not_allowed", say("allocation.broken.not_allowed", project=project, park=park))
        if fixed != park:
            yield Violation(
                "not_allowed", say("allocation.broken.fixed", project=project, park=park, fixed=fixed)
            )


def _land(raw: Raw) -> Iterator[Violation]:
    """Find parks with more on them than their land by some year, and more land released than there is or is used."""
    years = raw.problem.years or (None,)
    for key, park in raw.parks.items():
        for phase, year in enumerate(years):
            used = math.fsum(
                share * raw.projects[project].land_ha
                for (project, place), share in raw.shares.items()
                if place == key and _has_come(raw.projects[project], year)
            )
            if exceeds(used, park.available_ha[phase] + raw.released[key]):
                words = {"park": key, "used": plain(used, 6), "year": "-" if year is None else str(year)}
                land = plain(park.available_ha[phase] + raw.released[key], 6)
                yield Violation("land", say("allocation.broken.land", land=land, **words))
        everything = math.fsum(
            share * raw.projects[project].land_ha
            for (project, place), share in raw.shares.items()
            if place == key
        )
        released = raw.released[key]
        if exceeds(released, min(park.low_efficiency_ha, everything)) or released < -RELATIVE:
            yield Violation(
                "released",
                say(
                    "allocation.broken.released",
                    park=key,
                    land=plain(released, 6),
                    low=plain(park.low_efficiency_ha, 6),
                ),
            )


def _has_come(project: Project, year: int | None) -> bool:
    """Return whether a project has taken its land by a year."""
    return year is None or project.year is None or project.year <= year


def _resources(raw: Raw) -> Iterator[Violation]:
    """Find parks that would give more of a resource than they can."""
    for key, park in raw.parks.items():
        for resource, capacity in park.capacities.items():
            used = raw.total(resource, {key})
            if exceeds(used, capacity):
                words = {
                    "park": key,
                    "resource": resource,
                    "used": plain(used, 6),
                    "capacity": plain(capacity, 6),
                }
                yield Violation("resource", say("allocation.broken.resource", **words))


def _neighbours(raw: Raw) -> Iterator[Violation]:
    """Find incompatible neighbours."""
    for pair in raw.problem.side.incompatible:
        for first, here in raw.shares:
            for second, there in raw.shares:
                if first in pair.first and second in pair.second and _near(raw, here, there, pair.within_km):
                    words = {"first": first, "second": second, "here": here, "there": there}
                    yield Violation("incompatible", say("allocation.broken.incompatible", **words))


def _near(raw: Raw, here: str, there: str, within_km: float) -> bool:
    """Return whether two parks are the same or within a distance; an unknown distance is not within it."""
    return here == there or (within_km > 0 and raw.distance_km(here, there) <= within_km)


def _clusters(raw: Raw) -> Iterator[Violation]:
    """Find parks with too few projects of a cluster."""
    for cluster in raw.problem.side.clusters:
        for key in raw.parks:
            number = sum(1 for project, park in raw.shares if park == key and project in cluster.projects)
            if 0 < number < cluster.minimum:
                words = {
                    "park": key,
                    "cluster": cluster.cluster_id,
                    "found": number,
                    "minimum": cluster.minimum,
                }
                yield Violation("cluster", say("allocation.broken.cluster", **words))


def _opening(raw: Raw) -> Iterator[Violation]:
    """Find too few or too many parks opened."""
    opened, opening = len({park for _, park in raw.shares}), raw.problem.side.opening
    few = opening.minimum is not None and opened < opening.minimum
    if few or (opening.maximum is not None and opened > opening.maximum):
        low = 0 if opening.minimum is None else opening.minimum
        high = len(raw.parks) if opening.maximum is None else opening.maximum
        yield Violation("opening", say("allocation.broken.opening", found=opened, low=low, high=high))


def _quotas(raw: Raw) -> Iterator[Violation]:
    """Find quotas and budgets that are not met."""
    for quota in raw.problem.side.quotas:
        counted = {
            key
            for key, project in raw.projects.items()
            if (quota.projects is None or key in quota.projects) and _has_come(project, quota.until_year)
        }
        parks = raw.inside(quota.scope)
        inside = raw.total(quota.measure, parks, projects=counted)
        everywhere = raw.total(quota.measure, set(raw.parks), projects=counted)
        if quota.measure == "cost_cny":
            inside += raw.park_cost(parks)
        for name, found, limit, too_much in _limits(quota, inside, everywhere):
            if exceeds(found, limit) if too_much else exceeds(limit, found):
                words = {
                    "quota": quota.quota_id,
                    "limit": name,
                    "found": plain(found, 6),
                    "allowed": plain(limit, 6),
                }
                yield Violation("quota", say("allocation.broken.quota", **words))


def _limits(quota: Quota, inside: float, everywhere: float) -> Iterator[tuple[str, float, float, bool]]:
    """Return each limit of a quota: name, what is found, what is allowed, whether it is an upper one."""
    if quota.maximum is not None:
        yield "max", inside, quota.maximum, True
    if quota.minimum is not None:
        yield "min", inside, quota.minimum, False
    if quota.max_share is not None:
        yield "max_share", inside, quota.max_share * everywhere, True
    if quota.min_share is not None:
        yield "min_share", inside, quota.min_share * everywhere, False
