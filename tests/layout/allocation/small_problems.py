"""Small random layout problems and an exhaustive search over them, independent of the code under test."""

import itertools
import math

import numpy as np

from geodata.text import Bilingual
from layout.allocation.plan import Placement, Plan
from layout.allocation.problem import Park, Problem, Project
from layout.allocation.terms import (
    Incompatibility,
    Link,
    MinimumCluster,
    ObjectiveTerm,
    Opening,
    Quota,
    Scope,
    Side,
    Target,
)


def same(text):
    return Bilingual(text, text)


def project(number, land, output=1e8, **more):
    return Project(f"p{number}", land, output, same(f"p{number}"), **more)


def park(number, *available, **more):
    return Park(f"k{number}", tuple(available), same(f"k{number}"), **more)


BINDING_RELEASE = {"new_land", "shortfall"}
"""With a budget the best release may lie between the two that are tried for these objectives."""


def random_problem(seed, objective, *, limits=True, budget=True):
    random = np.random.default_rng(seed)
    n, m = int(random.integers(2, 6)), int(random.integers(2, 4))
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


def _side(random, n, m, *, limits, budget):
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


def every_assignment(problem):
    choices = [None, *range(len(problem.parks))]
    return itertools.product(choices, repeat=len(problem.projects))


def released_choices(problem, choice):
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


def plan_of_choice(problem, choice, released):
    placements = []
    for j, place in enumerate(problem.parks):
        rows = [i for i, where in enumerate(choice) if where == j]
        total = sum(problem.projects[i].land_ha for i in rows)
        placements += [
            Placement(f"p{i}", place.park_id, 1.0, released[j] * problem.projects[i].land_ha / total)
            for i in rows
        ]
    return Plan(tuple(sorted(placements, key=lambda item: item.project_id)))
