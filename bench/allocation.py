"""Layout plans of 300 projects and 60 parks: HiGHS alone against this project's solver, in the same run.

The instances are synthetic and say nothing of Chongqing: needs are uniform between 5 and 40 of each resource, values
uniform times a factor a project, capacities shared out at random so that the city has `room` times the need.

* loose: one resource, room 1.3; seconds to a gap of 1e-4, ours over HiGHS alone.
* tight: one resource, room 0.8; gap after the same seconds, ours over HiGHS alone.
* three: three resources, room 0.8; gap after 15 s, over the gap of HiGHS alone after 120 s.
* sided: three resources with quotas, neighbours, least clusters and at most 40 parks; gap after the same 30 s. HiGHS
  alone gets the same model, strong capacity rows included; `plain rows` is the bound without them.

`CQLAYOUT_BENCH_ALLOCATION_S` shortens the 120 s, and with them the 15 s (an eighth) and the 30 s (a quarter).
`CQLAYOUT_BENCH_ALLOCATION_SEEDS` is the number of instances.
"""

import os
import time
from dataclasses import replace

import numpy as np

from bench.figures import Figure
from geodata.text import Bilingual
from layout.allocation.build import build
from layout.allocation.greedy import greedy_plan
from layout.allocation.highs import Settings, minimise
from layout.allocation.measure import measure as measure_plan
from layout.allocation.options import Options
from layout.allocation.problem import Park, Problem, Project
from layout.allocation.solve import solve
from layout.allocation.terms import (
    Incompatibility,
    MinimumCluster,
    ObjectiveTerm,
    Opening,
    Quota,
    Scope,
    Side,
)
from layout.allocation.verify import verify

PROJECTS, PARKS = 300, 60
LONG_S = float(os.environ.get("CQLAYOUT_BENCH_ALLOCATION_S", "120"))
SHORT_S, TIGHT_S = LONG_S / 8, LONG_S / 4
SEEDS = tuple(range(int(os.environ.get("CQLAYOUT_BENCH_ALLOCATION_SEEDS", "1"))))
GAP = 1e-4
SAME_SPEED = 1.5


def instance(resources: int, room: float, seed: int, *, size: tuple[int, int] = (PROJECTS, PARKS)) -> Problem:
    """Return a synthetic problem: land and `resources - 1` further resources, `room` times the need in all."""
    random, (n, m) = np.random.default_rng(seed), size
    need = random.uniform(5, 40, (n, resources))
    values = random.uniform(0, 1, (n, m)) * random.uniform(0.5, 1.5, (n, 1))
    shares = random.uniform(0.4, 1.6, (m, resources))
    capacity = shares / shares.sum(axis=0) * need.sum(axis=0) * room
    names = [f"resource_{number}" for number in range(1, resources)]

    def called(text: str) -> Bilingual:
        return Bilingual(text, text)

    projects = tuple(
        Project(
            f"p{i}", row[0], 1e9, called(f"p{i}"), demands=dict(zip(names, row[1:].tolist(), strict=True))
        )
        for i, row in enumerate(need)
    )
    parks = tuple(
        Park(f"k{j}", (row[0],), called(f"k{j}"), capacities=dict(zip(names, row[1:].tolist(), strict=True)))
        for j, row in enumerate(capacity)
    )
    return Problem(projects, parks, values, (ObjectiveTerm("value"),))


def sided(problem: Problem, seed: int) -> Problem:
    """Return an instance with side limits: two quotas, two sets that must not be neighbours, clusters, parks opened."""
    random = np.random.default_rng(1000 + seed)
    order = random.permutation(len(problem.projects))
    groups = [frozenset(f"p{i}" for i in order[start : start + 10]) for start in range(0, 100, 10)]
    parks = tuple(replace(park, zone_ids=(f"z{j % 4}",)) for j, park in enumerate(problem.parks))
    side = Side(
        quotas=(
            Quota("least", Scope("zone", "z0"), "projects", minimum=30.0),
            Quota("most", Scope("zone", "z1"), "land_ha", max_share=0.2),
        ),
        incompatible=(Incompatibility("apart", groups[0] | groups[1], groups[2] | groups[3]),),
        clusters=tuple(MinimumCluster(f"c{k}", groups[k], 3) for k in range(4, 10)),
        opening=Opening(maximum=40),
    )
    return replace(problem, parks=parks, side=side)


def plain_bound(problem: Problem) -> float:
    """Return the bound of the linear relaxation without the strong capacity rows of the switches."""
    built = build(problem, everything=True)
    cost, constant = built.minimised(problem.objectives)
    return -minimise(built.linear.with_cost(cost, constant), Settings(LONG_S), relaxed=True).value


def alone(problem: Problem, limit_s: float) -> tuple[float, float, float]:
    """Return seconds, value and gap of HiGHS alone on the same model; the gap is infinite where it found no plan."""
    built = build(problem)
    cost, constant = built.minimised(problem.objectives)
    begun = time.perf_counter()
    found = minimise(built.linear.with_cost(cost, constant), Settings(limit_s, GAP))
    gap = float("inf") if found.x is None else (found.value - found.bound) / abs(found.value)
    return time.perf_counter() - begun, -found.value, gap


def ours(problem: Problem, limit_s: float) -> tuple[float, float, float]:
    """Return seconds, value and gap of this project's solver; its plan is verified."""
    begun = time.perf_counter()
    solution = solve(problem, Options(time_limit_s=limit_s, gap=GAP))
    seconds = time.perf_counter() - begun
    assert solution.plan is not None
    assert not verify(problem, solution.plan)
    return seconds, solution.levels[0].value, solution.levels[0].gap


def measure(seeds: tuple[int, ...] = SEEDS) -> list[Figure]:
    """Return the ratios and what they were made of; each pair is measured in turn on the same instance."""
    return [*_loose(seeds), *_tight(seeds), *_three(seeds), *_sided(seeds)]


def _loose(seeds: tuple[int, ...]) -> list[Figure]:
    """Return seconds where one resource hardly binds."""
    pairs = []
    for seed in seeds:
        problem = instance(1, 1.3, seed)
        pairs.append((alone(problem, LONG_S)[0], ours(problem, LONG_S)[0]))
    return [
        Figure("allocation loose: HiGHS alone", "s", tuple(a for a, _ in pairs)),
        Figure("allocation loose: ours / alone", "", tuple(b / a for a, b in pairs), SAME_SPEED),
    ]


def _tight(seeds: tuple[int, ...]) -> list[Figure]:
    """Return gaps after the same seconds where one resource binds."""
    pairs = []
    for seed in seeds:
        problem = instance(1, 0.8, seed)
        pairs.append((alone(problem, TIGHT_S)[2], ours(problem, TIGHT_S)[2]))
    return [
        Figure(f"allocation tight, {TIGHT_S:.0f} s: HiGHS alone", "% gap", tuple(100 * a for a, _ in pairs)),
        Figure("allocation tight: ours / alone", "", tuple(b / a for a, b in pairs), 1.0),
    ]


def _three(seeds: tuple[int, ...]) -> list[Figure]:
    """Return gaps where three resources bind, HiGHS alone with eight times the seconds."""
    pairs, greedy = [], []
    for seed in seeds:
        problem = instance(3, 0.8, seed)
        found = ours(problem, SHORT_S)
        pairs.append((alone(problem, LONG_S)[2], found[2]))
        bound = found[1] * (1 + found[2])
        greedy.append(100 * (bound / measure_plan(problem, greedy_plan(problem))["value"] - 1))
    return [
        Figure(f"allocation three, {LONG_S:.0f} s: HiGHS alone", "% gap", tuple(100 * a for a, _ in pairs)),
        Figure(f"allocation three, {SHORT_S:.0f} s: ours", "% gap", tuple(100 * b for _, b in pairs)),
        Figure("allocation three: ours / alone", "", tuple(b / a for a, b in pairs), 1.0),
        Figure("allocation three: greedy by hand", "% gap", tuple(greedy)),
    ]


def _sided(seeds: tuple[int, ...]) -> list[Figure]:
    """Return gaps under side limits after the same seconds, and the gap that plain rows would leave."""
    pairs, plain = [], []
    for seed in seeds:
        problem = sided(instance(3, 0.8, seed), seed)
        found = ours(problem, TIGHT_S)
        pairs.append((alone(problem, TIGHT_S)[2], found[2]))
        plain.append(100 * (plain_bound(problem) / found[1] - 1))
    return [
        Figure(f"allocation sided, {TIGHT_S:.0f} s: HiGHS alone", "% gap", tuple(100 * a for a, _ in pairs)),
        Figure(f"allocation sided, {TIGHT_S:.0f} s: ours", "% gap", tuple(100 * b for _, b in pairs)),
        Figure("allocation sided: ours / alone", "", tuple(b / a for a, b in pairs), 1.0),
        Figure("allocation sided: plain rows", "% gap", tuple(plain)),
    ]
