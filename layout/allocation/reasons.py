"""Says of every project that stays out why it does."""

from collections import Counter

import numpy as np

from geodata.text import Bilingual
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.room import Room
from layout.allocation.words import largest_land_ha, park_name
from layout.entities.wording import both, listing, plain, say


def unplaced_reasons(problem: Problem, plan: Plan) -> dict[str, Bilingual]:
    """Return the reason of every project that the plan leaves out, by its key.

    The reasons look at the parks one by one with everything else as in the plan.
    """
    room = Room(problem)
    for placement in plan.placements:
        room.place(
            problem.project_index[placement.project_id],
            problem.park_index[placement.park_id],
            share=placement.share,
        )
    placed = set(plan.parts())
    return {
        project.project_id: _reason(problem, room, row)
        for row, project in enumerate(problem.projects)
        if project.project_id not in placed
    }


def _reason(problem: Problem, room: Room, row: int) -> Bilingual:
    """Return why one project stays out."""
    project = problem.projects[row]
    parks = np.flatnonzero(problem.allowed[row]).tolist()
    if not parks:
        return say("allocation.unplaced.no_park")
    if problem.values is not None and bool((problem.values[row, parks] <= 0).all()):
        return say("allocation.unplaced.no_worth")
    largest, position = largest_land_ha(problem, row)
    if project.max_parts == 1 and project.land_ha > largest * (1 + 1e-9):
        name = park_name(problem, problem.parks[position].park_id)
        return say(
            "allocation.unplaced.too_large", land=plain(project.land_ha, 4), park=name, room=plain(largest, 4)
        )
    obstacles = {park: room.obstacles(row, park) for park in parks}
    if any(not found for found in obstacles.values()):
        free = listing(
            park_name(problem, problem.parks[park].park_id) for park in parks if not obstacles[park]
        )
        return say("allocation.unplaced.no_gain", parks=free)
    counts = Counter(name for found in obstacles.values() for name in found)
    words = listing(_obstacle(name, count, len(parks)) for name, count in counts.most_common())
    most = max(room.free_ha(row, park) for park in parks)
    return say(
        "allocation.unplaced.no_room",
        land=plain(project.land_ha, 4),
        free=plain(max(0.0, most), 4),
        obstacles=words,
    )


def _obstacle(name: str, count: int, total: int) -> Bilingual:
    """Return one obstacle with the number of parks that it closes."""
    label = say("allocation.unplaced.land") if name == "land" else both(name)
    if name == "opening":
        label = say("allocation.unplaced.opening")
    return say("allocation.unplaced.obstacle", name=label, count=count, total=total)
