"""Finds the plain contradictions before anything is solved, and names them in words."""

from collections.abc import Iterator

import numpy as np

from layout.allocation.problem import Problem
from layout.allocation.solution import Conflict
from layout.allocation.words import describe_groups, largest_land_ha, park_name, project_name
from layout.entities.wording import plain, say

SLACK = 1e-9


def precheck(problem: Problem) -> Conflict | None:
    """Return the first plain contradiction, or None; None does not mean that a plan exists.

    Looked for are a project that must be placed and fits no park it may go to, fixed projects that overfill their
    park, and projects that must be placed and together need more land than there is.
    """
    for finder in (_nowhere, _fixed_overfill, _total_land):
        for conflict in finder(problem):
            return conflict
    return None


def _must(problem: Problem) -> list[int]:
    """Return the positions of the projects that must be placed."""
    return [
        row
        for row, project in enumerate(problem.projects)
        if project.required or project.project_id in problem.fixed
    ]


def _nowhere(problem: Problem) -> Iterator[Conflict]:
    """Find projects that must be placed and are larger than every park they may go to."""
    for row in _must(problem):
        project = problem.projects[row]
        land, park = largest_land_ha(problem, row)
        if park < 0 or project.max_parts > 1 or project.land_ha <= land * (1 + SLACK):
            continue
        words = say(
            "allocation.limit.too_large",
            project=project_name(problem, project.project_id),
            land=plain(project.land_ha, 6),
            park=park_name(problem, problem.parks[park].park_id),
            room=plain(land, 6),
        )
        parks = [problem.parks[position] for position in np.flatnonzero(problem.allowed[row]).tolist()]
        groups: list[tuple[str, ...]] = [("place", project.project_id)]
        groups += [("land", item.park_id, str(len(item.available_ha) - 1)) for item in parks]
        yield Conflict(tuple(groups), (words,), minimal=True)


def _fixed_overfill(problem: Problem) -> Iterator[Conflict]:
    """Find parks whose fixed projects need more land than the park has."""
    for park in problem.parks:
        fixed = [key for key, place in problem.fixed.items() if place == park.park_id]
        fixed.sort(key=lambda key: -problem.projects[problem.project_index[key]].land_ha)
        land = park.available_ha[-1] + park.low_efficiency_ha
        needed = 0.0
        for count, key in enumerate(fixed, start=1):
            needed += problem.projects[problem.project_index[key]].land_ha
            if needed > land * (1 + SLACK):
                groups: list[tuple[str, ...]] = [("fixed", name) for name in fixed[:count]]
                groups.append(("land", park.park_id, str(len(park.available_ha) - 1)))
                yield Conflict(tuple(groups), describe_groups(problem, groups), minimal=True)
                break


def _total_land(problem: Problem) -> Iterator[Conflict]:
    """Find that the projects that must be placed need more land than all parks have."""
    must = sorted(_must(problem), key=lambda row: -problem.projects[row].land_ha)
    land = sum(park.available_ha[-1] + park.low_efficiency_ha for park in problem.parks)
    if not must or sum(problem.projects[row].land_ha for row in must) <= land * (1 + SLACK):
        return
    kept: list[int] = []
    for row in must:
        kept.append(row)
        if sum(problem.projects[other].land_ha for other in kept) > land * (1 + SLACK):
            break
    groups: list[tuple[str, ...]] = [("place", problem.projects[row].project_id) for row in kept]
    groups += [("land", park.park_id, str(len(park.available_ha) - 1)) for park in problem.parks]
    yield Conflict(tuple(groups), describe_groups(problem, groups), minimal=True)
