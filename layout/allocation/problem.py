"""The layout problem: projects, parks, values and limits, frozen and checked. It opens no file and solves nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geodata.text import Bilingual
from layout.allocation.terms import ObjectiveTerm, Scope, Side
from layout.allocation.validate import check_problem

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NO_SIDE = Side()


@dataclass(frozen=True, slots=True)
class Project:
    """A project that looks for a park.

    Parameters
    ----------
    project_id
        Key.
    land_ha
        Land need in hectares, above 0.
    output_cny
        Planned annual output, CNY; NaN where it is not known.
    name
        Name in both languages.
    cluster_id, chain_id
        Its 33618 cluster and its chain; empty where unknown.
    year
        Phase year in which it takes its land; None means from the first year.
    allowed_parks
        Only these parks; None means all.
    required
        Whether it must be placed.
    max_parts
        Number of parks that it may be split over; 1 means indivisible.
    min_share
        Least share of the project in a park that takes a part of it.
    demands
        What it needs of each resource (water, power, discharge), in the unit of the resource.
    move_weight
        Weight in the disruption of an existing plan.
    origin_adcode
        District that it comes from; empty where unknown. Nothing is computed from it, the map draws it.
    """

    project_id: str
    land_ha: float
    output_cny: float
    name: Bilingual
    cluster_id: str = ""
    chain_id: str = ""
    year: int | None = None
    allowed_parks: frozenset[str] | None = None
    required: bool = False
    max_parts: int = 1
    min_share: float = 0.0
    demands: Mapping[str, float] = field(default_factory=dict)
    move_weight: float = 1.0
    origin_adcode: str = ""


@dataclass(frozen=True, slots=True)
class Park:
    """A park with land to give.

    Parameters
    ----------
    park_id
        Key.
    available_ha
        New land available by each year of the problem, cumulative, hectares.
    name
        Name in both languages.
    adcode, zone_ids
        District and layout zones.
    lon, lat
        Degrees in WGS84; NaN where unknown.
    low_efficiency_ha
        Land in use that could be released and redeveloped, hectares.
    release_cost_cny_per_ha, build_cost_cny_per_ha, opening_cost_cny
        Cost of releasing a hectare, of preparing a hectare of any land, and of taking any project at all.
    base_land_ha, base_output_cny
        Industrial land and annual output before the plan; NaN where unknown.
    capacities
        What the park can give of each resource; a resource that is absent is not known and not checked.
    """

    park_id: str
    available_ha: tuple[float, ...]
    name: Bilingual
    adcode: str = ""
    zone_ids: tuple[str, ...] = ()
    lon: float = float("nan")
    lat: float = float("nan")
    low_efficiency_ha: float = 0.0
    release_cost_cny_per_ha: float = 0.0
    build_cost_cny_per_ha: float = 0.0
    opening_cost_cny: float = 0.0
    base_land_ha: float = float("nan")
    base_output_cny: float = float("nan")
    capacities: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Which project goes to which park.

    Parameters
    ----------
    projects, parks
        In the order of the tables; keys are unique.
    values
        Value of each project in each park, shape (projects, parks); NaN: the pair has no value and cannot be chosen.
    objectives
        What is sought; at least one.
    years
        Phase years, increasing; one entry a column of `Park.available_ha`. Empty means one phase.
    side
        Every other limit.
    barred
        Pairs (project, park) that a rule or a decision forbids, with the reason.
    fixed
        Pairs that a decision demands: the project goes to this park.
    pair_costs_cny
        Further cost of a pair, shape (projects, parks), or None.
    value_low, value_high
        Bounds of the values for the robustness, shape (projects, parks), or None.

    Raises
    ------
    CaseError
        Something in it contradicts itself or names what does not exist.
    """

    projects: tuple[Project, ...]
    parks: tuple[Park, ...]
    values: Floats | None
    objectives: tuple[ObjectiveTerm, ...]
    years: tuple[int, ...] = ()
    side: Side = NO_SIDE
    barred: Mapping[tuple[str, str], Bilingual] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    pair_costs_cny: Floats | None = None
    value_low: Floats | None = None
    value_high: Floats | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be a problem."""
        check_problem(self)

    @cached_property
    def project_index(self) -> dict[str, int]:
        """Return the position of each project by its key."""
        return {project.project_id: position for position, project in enumerate(self.projects)}

    @cached_property
    def park_index(self) -> dict[str, int]:
        """Return the position of each park by its key."""
        return {park.park_id: position for position, park in enumerate(self.parks)}

    @cached_property
    def resources(self) -> tuple[str, ...]:
        """Return the names of the resources that at least one park states a capacity for, sorted."""
        return tuple(sorted({name for park in self.parks for name in park.capacities}))

    @cached_property
    def land_ha(self) -> Floats:
        """Return the land need of each project in hectares, shape (projects,)."""
        return np.array([project.land_ha for project in self.projects], dtype=np.float64)

    @cached_property
    def output_cny(self) -> Floats:
        """Return the output of each project in CNY, shape (projects,); NaN where unknown."""
        return np.array([project.output_cny for project in self.projects], dtype=np.float64)

    @cached_property
    def phases(self) -> tuple[int, ...]:
        """Return the position of each project's year among the years (0 where there is one phase)."""
        known = {year: position for position, year in enumerate(self.years)}
        return tuple(0 if project.year is None else known.get(project.year, 0) for project in self.projects)

    @cached_property
    def allowed(self) -> Bools:
        """Return which pairs may be chosen, shape (projects, parks)."""
        mask = np.ones((len(self.projects), len(self.parks)), dtype=np.bool_)
        if self.values is not None:
            mask &= ~np.isnan(self.values)
        for row, project in enumerate(self.projects):
            if project.allowed_parks is not None:
                mask[row] &= [park.park_id in project.allowed_parks for park in self.parks]
        for project_id, park_id in self.barred:
            mask[self.project_index[project_id], self.park_index[park_id]] = False
        for project_id, park_id in self.fixed.items():
            row, column = self.project_index[project_id], self.park_index[park_id]
            keep = bool(mask[row, column])
            mask[row] = False
            mask[row, column] = keep
        return mask

    @cached_property
    def costs_cny(self) -> Floats:
        """Return the cost of each pair in CNY, release and opening apart, shape (projects, parks)."""
        per_ha = np.array([park.build_cost_cny_per_ha for park in self.parks], dtype=np.float64)
        costs = self.land_ha[:, None] * per_ha[None, :]
        return costs if self.pair_costs_cny is None else costs + self.pair_costs_cny

    def value_of(self, row: int, column: int) -> float:
        """Return the value of the pair of a project and a park by their positions, NaN where there is none."""
        return float("nan") if self.values is None else float(self.values[row, column])

    def parks_in(self, scope: Scope) -> list[int]:
        """Return the positions of the parks in a scope."""
        if scope.kind == "city":
            return list(range(len(self.parks)))
        return [
            position
            for position, park in enumerate(self.parks)
            if (scope.kind == "zone" and scope.scope_id in park.zone_ids)
            or (scope.kind == "district" and scope.scope_id == park.adcode)
            or (scope.kind == "park" and scope.scope_id == park.park_id)
        ]

    def amounts(self, measure: str) -> Floats:
        """Return how much of a measure each pair brings, shape (projects, parks)."""
        shape = (len(self.projects), len(self.parks))
        if measure == "cost_cny":
            return self.costs_cny
        if measure == "projects":
            return np.ones(shape)
        if measure == "land_ha":
            column = self.land_ha
        elif measure == "output_cny":
            column = self.output_cny
        else:
            column = np.array([project.demands.get(measure, np.nan) for project in self.projects])
        return np.broadcast_to(column[:, None], shape).astype(np.float64)
