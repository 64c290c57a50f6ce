"""A plan laid beside the raw tables of its problem, in plain Python: what the verification and the measures read.

It shares no line with the modules that build or solve the model.
"""

import math

from pyproj import Geod

from layout.allocation.plan import Plan
from layout.allocation.problem import Park, Problem, Project
from layout.allocation.terms import Scope

_GEOD = Geod(ellps="WGS84")
M_PER_KM = 1000.0


class Raw:
    """A plan laid beside the tables of its problem, for checking and measuring.

    Parameters
    ----------
    problem, plan
        The problem and a plan that names only its projects and parks.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.projects: dict[str, Project] = {project.project_id: project for project in problem.projects}
        self.parks: dict[str, Park] = {park.park_id: park for park in problem.parks}
        self.rows = {project.project_id: row for row, project in enumerate(problem.projects)}
        self.columns = {park.park_id: column for column, park in enumerate(problem.parks)}
        self.placements = plan.placements
        self.shares: dict[tuple[str, str], float] = {}
        self.released: dict[str, float] = dict.fromkeys(self.parks, 0.0)
        for placement in plan.placements:
            key = (placement.project_id, placement.park_id)
            self.shares[key] = self.shares.get(key, 0.0) + placement.share
            self.released[placement.park_id] += placement.low_efficiency_ha

    def inside(self, scope: Scope) -> set[str]:
        """Return the parks in a scope."""
        found = set()
        for key, park in self.parks.items():
            if (
                scope.kind == "city"
                or (scope.kind == "park" and key == scope.scope_id)
                or (scope.kind == "district" and park.adcode == scope.scope_id)
                or (scope.kind == "zone" and scope.scope_id in park.zone_ids)
            ):
                found.add(key)
        return found

    def amount(self, project_id: str, park_id: str, *, measure: str) -> float:
        """Return what a whole project brings of a measure in a park."""
        project, park = self.projects[project_id], self.parks[park_id]
        if measure == "projects":
            return 1.0
        if measure == "land_ha":
            return project.land_ha
        if measure == "output_cny":
            return project.output_cny
        if measure == "cost_cny":
            extra = self.problem.pair_costs_cny
            further = 0.0 if extra is None else float(extra[self.rows[project_id]][self.columns[park_id]])
            return project.land_ha * park.build_cost_cny_per_ha + further
        return project.demands[measure]

    def total(
        self, measure: str, parks: set[str], *, projects: frozenset[str] | set[str] | None = None
    ) -> float:
        """Return what is placed of a measure, release and opening of parks apart."""
        return math.fsum(
            share * self.amount(project, park, measure=measure)
            for (project, park), share in self.shares.items()
            if park in parks and (projects is None or project in projects)
        )

    def park_cost(self, parks: set[str]) -> float:
        """Return the cost of releasing land in parks and of opening them."""
        opened = {park for _, park in self.shares}
        return math.fsum(
            self.released[park] * self.parks[park].release_cost_cny_per_ha
            + (self.parks[park].opening_cost_cny if park in opened else 0.0)
            for park in parks
        )

    def distance_km(self, first: str, second: str) -> float:
        """Return the geodesic distance of two parks; 0 for the same, NaN where a position is unknown."""
        if first == second:
            return 0.0
        here, there = self.parks[first], self.parks[second]
        if any(math.isnan(number) for number in (here.lon, here.lat, there.lon, there.lat)):
            return math.nan
        return float(_GEOD.inv(here.lon, here.lat, there.lon, there.lat)[2]) / M_PER_KM
