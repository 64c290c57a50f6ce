"""Small random layout problems and an exhaustive search over them, independent of the code under test."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    parks = tuple(_random_park(random, j, phased=bool(years)) for j in range(m))
    values = random.random((n, m)).round(3)
    if random.random() < 0.3:
        values[0, 0] = math.nan
    side = _side(random, n, m, limits=limits, budget=budget and objective not in BINDING_RELEASE)
    return Problem(projects, parks, values, (ObjectiveTerm(objective),), years=years, side=side)


def _random_park(random: np.random.Generator, number: int, *, phased: bool) -> Park:
    total = float(random.integers(2, 20))
    available = (total * 0.5, total) if phased else (total,)
    return park(
        number,
        *available,
        adcode=f"d{number % 2}",
        zone_ids=("z0",) if number == 0 else ("z0", "z1"),
        lon=106.0 + 0.1 * number,
        lat=29.5,
        low_efficiency_ha=float(random.integers(0, 6)),
        release_cost_cny_per_ha=1e6,
        build_cost_cny_per_ha=float(random.integers(1, 5)) * 1e6,
        opening_cost_cny=float(random.integers(0, 3)) * 1e7,
        capacities={"water": float(random.integers(3, 14))} if random.random() < 0.6 else {},
    )


def _quotas(random: np.random.Generator, *, budget: bool) -> Iterator[Quota]:
    if random.random() < 0.4:
        yield Quota("most", Scope("zone", "z0"), "land_ha", maximum=float(random.integers(4, 25)))
    if random.random() < 0.3:
        yield Quota("share", Scope("park", "k0"), "output_cny", max_share=0.6)
    if random.random() < 0.3 and budget:
        yield Quota("budget", Scope("city"), "cost_cny", maximum=float(random.integers(2, 10)) * 1e7)
    if random.random() < 0.2:
        yield Quota("least", Scope("district", "d0"), "projects", minimum=1.0)


def _limits(
    random: np.random.Generator, first: frozenset[str], second: frozenset[str], *, budget: bool
) -> Side:
    quotas = tuple(_quotas(random, budget=budget))
    within = 12.0 if random.random() < 0.5 else 0.0
    apart = (Incompatibility("smell", first, second, within_km=within),) if random.random() < 0.4 else ()
    chain = (MinimumCluster("chain", first, min(2, len(first))),) if random.random() < 0.3 else ()
    draw = random.random()
    opening = Opening(maximum=1) if draw < 0.3 else Opening(minimum=2) if draw < 0.45 else Opening()
    return Side(quotas=quotas, incompatible=apart, clusters=chain, opening=opening)


def _side(random: np.random.Generator, n: int, m: int, *, limits: bool, budget: bool) -> Side:
    keys = [f"p{i}" for i in range(n)]
    half = max(1, n // 2)
    first, second = frozenset(keys[:half]), frozenset(keys[half:])
    k0 = Scope("park", "k0")
    base = {"baseline_output_cny": 2e8, "baseline_land_ha": 6.0}
    links = tuple(Link(one, other) for one, other in itertools.combinations(keys[:3], 2))
    return replace(
        _limits(random, first, second, budget=budget) if limits else Side(),
        targets=(
            Target("city", Scope("city"), "output_cny", 3e9, importance=2.0, baseline_output_cny=5e8),
            Target("share", Scope("zone", "z1"), "output_share", 0.5, projects=first),
            Target("k0", k0, "intensity_cny_per_ha", 1e8, **base),
        ),
        links=(*links, Link(keys[0], "k1", to_park=True, weight=0.5)),
        link_radius_km=25.0,
        balance=(k0, Scope("park", "k1")),
        existing={key: f"k{int(random.integers(m))}" for key in keys[:half]},
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
