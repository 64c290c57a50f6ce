"""Small random layout problems and an exhaustive search over them, independent of the code under test."""

import itertools
import math
from collections.abc import Iterator, Sequence

import numpy as np

from geodata.text import Bilingual
from layout.allocation.plan import Placement, Plan
from layout.allocation.problem import Park, Problem, Project
from layout.allocation.terms import (
    Incompatibility,
    Link,
    MinimumCluster,
    ObjectiveId,
    ObjectiveTerm,
    Opening,
    Quota,
    Scope,
    Side,
    Target,
)
from layout.allocation.verify import verify


def same(text: str) -> Bilingual:
    return Bilingual(text, text)


def project(number: int, land: float, output: float = 1e8, **more: object) -> Project:
    return Project(f"p{number}", land, output, same(f"p{number}"), **more)


def park(number: int, *available: float, **more: object) -> Park:
    return Park(f"k{number}", tuple(available), same(f"k{number}"), **more)


Choice = tuple[int | None, ...]

BINDING_RELEASE = {"new_land", "shortfall"}
"""With a budget the best release may lie between the two that are tried for these objectives."""


def random_problem(seed: int, objective: ObjectiveId, *, limits: bool = True, budget: bool = True) -> Problem:
    random = np.random.default_rng(seed)
    n, m = int(random.integers(2, 5)), int(random.integers(2, 4))
    years = (2025, 2027) if random.random() < 0.5 else ()
    land = random.integers(1, 12, n).astype(float)
    projects = tuple(
        project(
            i,
            land[i],
            float(random.integers(1, 20)) * 1e8,
            year=int(random.choice(years)) if years else None,
            required=bool(random.random() < 0.15),
            demands={"water": float(random.integers(0, 6))},
            allowed_parks=None if random.random() < 0.8 else frozenset({"k0", "k1"}),
        )
        for i in range(n)
    )
    parks = []
    for j in range(m):
        total = float(random.integers(2, 20))
        available = (total * 0.5, total) if years else (total,)
        parks.append(
            park(
                j,
                *available,
                adcode=f"d{j % 2}",
                zone_ids=("z0",) if j == 0 else ("z0", "z1"),
                lon=106.0 + 0.1 * j,
                lat=29.5,
                low_efficiency_ha=float(random.integers(0, 6)),
                release_cost_cny_per_ha=1e6,
                build_cost_cny_per_ha=float(random.integers(1, 5)) * 1e6,
                opening_cost_cny=float(random.integers(0, 3)) * 1e7,
                capacities={"water": float(random.integers(3, 14))} if random.random() < 0.6 else {},
            )
        )
    values = random.random((n, m)).round(3)
    if random.random() < 0.3:
        values[0, 0] = math.nan
    side = _side(random, n, m, limits=limits, budget=budget and objective not in BINDING_RELEASE)
    return Problem(projects, tuple(parks), values, (ObjectiveTerm(objective),), years=years, side=side)


def _side(random: np.random.Generator, n: int, m: int, *, limits: bool, budget: bool) -> Side:
    keys = [f"p{i}" for i in range(n)]
    half = max(1, n // 2)
    quotas, incompatible, clusters, opening = [], [], [], Opening()
    if limits:
        if random.random() < 0.4:
            quotas.append(
                Quota("most", Scope("zone", "z0"), "land_ha", maximum=float(random.integers(4, 25)))
            )
        if random.random() < 0.3:
            quotas.append(Quota("share", Scope("park", "k0"), "output_cny", max_share=0.6))
        if random.random() < 0.3 and budget:
            quotas.append(
                Quota("budget", Scope("city"), "cost_cny", maximum=float(random.integers(2, 10)) * 1e7)
            )
        if random.random() < 0.2:
            quotas.append(Quota("least", Scope("district", "d0"), "projects", minimum=1.0))
        if random.random() < 0.4:
            within = 12.0 if random.random() < 0.5 else 0.0
            incompatible.append(
                Incompatibility("smell", frozenset(keys[:half]), frozenset(keys[half:]), within_km=within)
            )
        if random.random() < 0.3:
            clusters.append(MinimumCluster("chain", frozenset(keys[:half]), min(2, half)))
        if random.random() < 0.3:
            opening = Opening(maximum=1)
        elif random.random() < 0.2:
            opening = Opening(minimum=2)
    targets = (
        Target("city", Scope("city"), "output_cny", 3e9, importance=2.0, baseline_output_cny=5e8),
        Target("share", Scope("zone", "z1"), "output_share", 0.5, projects=frozenset(keys[:half])),
        Target(
            "k0",
            Scope("park", "k0"),
            "intensity_cny_per_ha",
            1e8,
            baseline_output_cny=2e8,
            baseline_land_ha=6.0,
        ),
    )
    links = tuple(Link(first, second) for first, second in itertools.combinations(keys[:3], 2))
    links = (*links, Link(keys[0], "k1", to_park=True, weight=0.5))
    existing = {key: f"k{int(random.integers(m))}" for key in keys[:half]}
    return Side(
        quotas=tuple(quotas),
        targets=targets,
        incompatible=tuple(incompatible),
        clusters=tuple(clusters),
        links=links,
        link_radius_km=25.0,
        opening=opening,
        balance=(Scope("park", "k0"), Scope("park", "k1")),
        existing=existing,
    )


def every_assignment(problem: Problem) -> Iterator[Choice]:
    choices = [None, *range(len(problem.parks))]
    return itertools.product(choices, repeat=len(problem.projects))


def released_choices(problem: Problem, choice: Choice) -> Iterator[tuple[float, ...]]:
    """Return the releases worth trying for an assignment: as little as land allows and as much as is of use."""
    spans = []
    for j, place in enumerate(problem.parks):
        used = np.zeros(len(place.available_ha))
        for i, where in enumerate(choice):
            if where == j:
                used[problem.phases[i] :] += problem.projects[i].land_ha
        need = max(0.0, float((used - np.array(place.available_ha)).max()))
        most = min(place.low_efficiency_ha, float(used[-1]))
        spans.append(sorted({need, most}) if need <= most + 1e-9 else [need])
    return itertools.product(*spans)


def plan_of_choice(problem: Problem, choice: Choice, released: Sequence[float]) -> Plan:
    placements = []
    for j, place in enumerate(problem.parks):
        rows = [i for i, where in enumerate(choice) if where == j]
        total = sum(problem.projects[i].land_ha for i in rows)
        placements += [
            Placement(f"p{i}", place.park_id, 1.0, released[j] * problem.projects[i].land_ha / total)
            for i in rows
        ]
    return Plan(tuple(sorted(placements, key=lambda item: item.project_id)))


def valid_plans(problem: Problem) -> Iterator[Plan]:
    """Return every plan that the independent verification accepts."""
    for choice in every_assignment(problem):
        for released in released_choices(problem, choice):
            plan = plan_of_choice(problem, choice, released)
            if not verify(problem, plan):
                yield plan


def large_problem(n: int = 200, m: int = 40, room: float = 0.8) -> Problem:
    """Return a synthetic problem with three tight resources."""
    random = np.random.default_rng(3)
    need = random.uniform(5, 40, (n, 3))
    capacity = random.uniform(0.4, 1.6, (m, 3))
    capacity = capacity / capacity.sum(axis=0) * need.sum(axis=0) * room
    projects = tuple(
        project(i, row[0], demands={"water": row[1], "power": row[2]}) for i, row in enumerate(need)
    )
    parks = tuple(
        park(j, row[0], capacities={"water": row[1], "power": row[2]}) for j, row in enumerate(capacity)
    )
    return Problem(projects, parks, random.random((n, m)), (ObjectiveTerm("value"),))
