"""What is still free in each park while a plan is made by hand: land by year, resources, neighbours, quotas."""

import numpy as np

from layout.allocation.constraints import park_distances_km
from layout.allocation.problem import Problem
from layout.allocation.terms import Incompatibility, Quota


class Room:
    """What is still free, and what was placed so far; made project by project.

    Parameters
    ----------
    problem
        The problem.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.park_of: dict[int, int] = {}
        self._land = np.array([park.available_ha for park in problem.parks], dtype=np.float64)
        self._low = np.array([park.low_efficiency_ha for park in problem.parks], dtype=np.float64)
        self._used = np.zeros_like(self._land)
        self._capacity = {
            name: np.array([park.capacities.get(name, np.inf) for park in problem.parks])
            for name in problem.resources
        }
        self._near = (
            park_distances_km(problem) if any(p.within_km for p in problem.side.incompatible) else None
        )
        self._released: dict[int, float] = {}

    def takes(self, row: int, park: int) -> bool:
        """Return whether a project fits into a park as things stand."""
        return not self.obstacles(row, park)

    def obstacles(self, row: int, park: int) -> list[str]:
        """Return what keeps a project out of a park as things stand: `land`, a resource, the name of a limit."""
        problem, project = self.problem, self.problem.projects[row]
        found: list[str] = []
        phases = slice(problem.phases[row], None)
        limit = self._land[park, phases] + self._low[park]
        if (self._used[park, phases] + project.land_ha > limit + 1e-9).any():
            found.append("land")
        found += [name for name, left in self._capacity.items() if project.demands[name] > left[park] + 1e-9]
        found += [pair.pair_id for pair in problem.side.incompatible if self._clashes(pair, row, park)]
        found += [quota.quota_id for quota in problem.side.quotas if self._exceeds(quota, row, park)]
        most = problem.side.opening.maximum
        opened = set(self.park_of.values())
        if most is not None and park not in opened and len(opened) >= most:
            found.append("opening")
        return found

    def place(self, row: int, park: int, *, share: float = 1.0) -> None:
        """Place a project, or a share of it (of a split project the last park is kept as its place)."""
        project = self.problem.projects[row]
        before = self._need(park)
        self.park_of[row] = park
        self._used[park, self.problem.phases[row] :] += share * project.land_ha
        self._released[row] = self._need(park) - before
        for name, left in self._capacity.items():
            left[park] -= share * project.demands[name]

    def free_ha(self, row: int, park: int) -> float:
        """Return the land that is left in a park from the project's year on, land to be released included."""
        phases = slice(self.problem.phases[row], None)
        return float((self._land[park, phases] + self._low[park] - self._used[park, phases]).min())

    def low_efficiency_ha(self, row: int) -> float:
        """Return the low-efficiency land that had to be released when a project was placed, hectares."""
        return min(self._released.get(row, 0.0), self.problem.projects[row].land_ha)

    def _need(self, park: int) -> float:
        """Return the land that a park has to release by now, hectares."""
        return float(max(0.0, (self._used[park] - self._land[park]).max()))

    def _clashes(self, pair: Incompatibility, row: int, park: int) -> bool:
        """Return whether a project would be the neighbour of one that it must not be near."""
        name = self.problem.projects[row].project_id
        if name not in pair.first | pair.second:
            return False
        foes = pair.second if name in pair.first else pair.first
        for other, place in self.park_of.items():
            if self.problem.projects[other].project_id in foes:
                near = self._near is not None and bool(self._near[park, place] <= pair.within_km)
                if place == park or near:
                    return True
        return False

    def _exceeds(self, quota: Quota, row: int, park: int) -> bool:
        """Return whether a project would break the greatest amount of a quota."""
        problem = self.problem
        parks = problem.parks_in(quota.scope)
        if quota.maximum is None or park not in parks or not self._counts(quota, row):
            return False
        amounts = problem.amounts(quota.measure)
        there = {
            other: place
            for other, place in self.park_of.items()
            if place in parks and self._counts(quota, other)
        }
        total = sum(float(amounts[other, place]) for other, place in (there | {row: park}).items())
        if quota.measure == "cost_cny":
            total += sum(problem.parks[place].opening_cost_cny for place in {*there.values(), park})
        return total > quota.maximum * (1 + 1e-9) + 1e-9

    def _counts(self, quota: Quota, row: int) -> bool:
        """Return whether a project counts in a quota."""
        project = self.problem.projects[row]
        if quota.until_year is not None and project.year is not None and project.year > quota.until_year:
            return False
        return quota.projects is None or project.project_id in quota.projects
