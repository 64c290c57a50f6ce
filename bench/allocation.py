"""Layout plans of 300 projects and 60 parks: HiGHS alone against this project's solver, in the same run.

The instances are synthetic and say nothing of Chongqing: needs are uniform between 5 and 40 of each resource, values
uniform times a factor a project, capacities shared out at random so that the city has `room` times the need.

* loose: one resource, room 1.3; seconds to a gap of 1e-4, ours over HiGHS alone.
* tight: one resource, room 0.8; gap after the same seconds, ours over HiGHS alone.
* three: three resources, room 0.8; gap after 15 s, over the gap of HiGHS alone after 120 s.

`CQLAYOUT_BENCH_ALLOCATION_S` shortens the time of HiGHS alone in the last one (ours keeps an eighth of it).
"""

import os
import time

import numpy as np

from bench.figures import Figure
from geodata.text import Bilingual
from layout.allocation.build import build
from layout.allocation.greedy import greedy_plan
from layout.allocation.highs import Settings, minimise
from layout.allocation.measure import measure as measure_plan
from layout.allocation.optimise import Options
from layout.allocation.problem import Park, Problem, Project
from layout.allocation.solve import solve
from layout.allocation.terms import ObjectiveTerm
from layout.allocation.verify import verify

PROJECTS, PARKS = 300, 60
LONG_S = float(os.environ.get("CQLAYOUT_BENCH_ALLOCATION_S", "120"))
SHORT_S = LONG_S / 8
TIGHT_S = 30.0
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


def alone(problem: Problem, limit_s: float) -> tuple[float, float, float]:
    """Return seconds, value and gap of HiGHS alone on the same model."""
    built = build(problem)
    cost, constant = built.minimised(problem.objectives)
    begun = time.perf_counter()
    found = minimise(built.linear.with_cost(cost, constant), Settings(limit_s, GAP))
    return time.perf_counter() - begun, -found.value, (found.value - found.bound) / abs(found.value)


def ours(problem: Problem, limit_s: float) -> tuple[float, float, float]:
    """Return seconds, value and gap of this project's solver; its plan is verified."""
    begun = time.perf_counter()
    solution = solve(problem, Options(time_limit_s=limit_s, gap=GAP))
    seconds = time.perf_counter() - begun
    assert solution.plan is not None
    assert not verify(problem, solution.plan)
    return seconds, solution.levels[0].value, solution.levels[0].gap


def measure(seeds: tuple[int, ...] = (0,)) -> list[Figure]:
    """Return the ratios and what they were made of."""
    figures: list[Figure] = []
    loose, tight, three = [], [], []
    greedy = []
    for seed in seeds:
        problem = instance(1, 1.3, seed)
        loose.append((alone(problem, LONG_S)[0], ours(problem, LONG_S)[0]))
        problem = instance(1, 0.8, seed)
        tight.append((alone(problem, TIGHT_S)[2], ours(problem, TIGHT_S)[2]))
        problem = instance(3, 0.8, seed)
        three.append((alone(problem, LONG_S)[2], ours(problem, SHORT_S)[2]))
        bound = solve(problem, Options(time_limit_s=SHORT_S, gap=GAP)).levels[0].bound
        greedy.append(100 * (bound / measure_plan(problem, greedy_plan(problem))["value"] - 1))
    figures.append(Figure("allocation loose: HiGHS alone", "s", tuple(a for a, _ in loose)))
    figures.append(Figure("allocation loose: ours / alone", "", tuple(b / a for a, b in loose), SAME_SPEED))
    figures.append(
        Figure(f"allocation tight, {TIGHT_S:.0f} s: HiGHS alone", "% gap", tuple(100 * a for a, _ in tight))
    )
    figures.append(Figure("allocation tight: ours / alone", "", tuple(b / a for a, b in tight), 1.0))
    figures.append(
        Figure(f"allocation three, {LONG_S:.0f} s: HiGHS alone", "% gap", tuple(100 * a for a, _ in three))
    )
    figures.append(
        Figure(f"allocation three, {SHORT_S:.0f} s: ours", "% gap", tuple(100 * b for _, b in three))
    )
    figures.append(Figure("allocation three: ours / alone", "", tuple(b / a for a, b in three), 1.0))
    figures.append(Figure("allocation three: greedy by hand", "% gap", tuple(greedy)))
    return figures
