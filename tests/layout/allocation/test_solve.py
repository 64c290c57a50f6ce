import itertools
import threading
from dataclasses import replace

import numpy as np
import pytest

from layout.allocation.highs import Progress
from layout.allocation.measure import measure
from layout.allocation.options import Options
from layout.allocation.plan import Plan
from layout.allocation.problem import Floats, Problem
from layout.allocation.search import SearchSettings
from layout.allocation.solve import priorities, solve
from layout.allocation.terms import MAXIMISED, OBJECTIVE_IDS, ObjectiveId, ObjectiveTerm, Opening, Side
from layout.allocation.verify import verify
from tests.layout.allocation.published import OPTIMUM, capacitated_p_median
from tests.layout.allocation.small_problems import large_problem, park, project, random_problem, valid_plans

SEEDS = 40


def best_by_search(problem: Problem, objective: ObjectiveId) -> float | None:
    figures = [measure(problem, plan)[objective] for plan in valid_plans(problem)]
    if not figures:
        return None
    return max(figures) if objective in MAXIMISED else min(figures)


@pytest.mark.parametrize("objective", OBJECTIVE_IDS)
def test_every_objective_reaches_what_exhaustive_search_reaches(objective: ObjectiveId) -> None:
    infeasible = 0
    for seed in range(SEEDS):
        problem = random_problem(1000 * OBJECTIVE_IDS.index(objective) + seed, objective)
        expected = best_by_search(problem, objective)
        solution = solve(problem, explain=False)
        if expected is None:
            infeasible += 1
            assert solution.status == "infeasible", (seed, solution.status)
            continue
        assert solution.status == "optimal", (seed, solution.status)
        assert verify(problem, solution.plan) == (), seed
        assert measure(problem, solution.plan)[objective] == pytest.approx(expected, rel=1e-6, abs=1e-6), seed
        assert solution.levels[0].value == pytest.approx(expected, rel=1e-6, abs=1e-6), seed
        assert solution.levels[0].bound == pytest.approx(expected, rel=1e-5, abs=1e-5), seed
    assert infeasible < SEEDS / 2


@pytest.mark.parametrize("seed", range(20))
def test_weighted_sum_reaches_what_exhaustive_search_reaches(seed: int) -> None:
    terms = (
        ObjectiveTerm("value", weight=2.0, scale=1.0),
        ObjectiveTerm("new_land", weight=1.0, scale=10.0),
        ObjectiveTerm("compactness", weight=0.5, scale=2.0),
    )
    problem = replace(random_problem(seed, "value", budget=False), objectives=terms)

    def total(plan: Plan) -> float:
        found = measure(problem, plan)
        return 2 * found["value"] - found["new_land"] / 10 + 0.5 * found["compactness"] / 2

    expected = max((total(plan) for plan in valid_plans(problem)), default=None)
    solution = solve(problem, explain=False)
    if expected is None:
        assert solution.status == "infeasible"
    else:
        assert total(solution.plan) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_lexicographic_reaches_what_exhaustive_search_reaches(seed: int) -> None:
    terms = (ObjectiveTerm("value", priority=1), ObjectiveTerm("new_land", priority=2))
    problem = replace(random_problem(seed + 50, "value", budget=False), objectives=terms)
    figures = [measure(problem, plan) for plan in valid_plans(problem)]
    solution = solve(problem, explain=False)
    if not figures:
        assert solution.status == "infeasible"
        return
    best = max(item["value"] for item in figures)
    least = min(item["new_land"] for item in figures if item["value"] >= best - 1e-7)
    found = measure(problem, solution.plan)
    assert found["value"] == pytest.approx(best, abs=1e-6)
    assert found["new_land"] == pytest.approx(least, abs=1e-5)
    assert [level.objectives for level in solution.levels] == [("value",), ("new_land",)]


def test_split_project_uses_several_parks_within_its_least_share() -> None:
    projects = (project(0, 10.0, max_parts=2, min_share=0.3), project(1, 4.0))
    values = np.array([[1.0, 0.5], [0.4, 0.9]])
    problem = Problem(projects, (park(0, 6.0), park(1, 8.0)), values, (ObjectiveTerm("value"),))
    solution = solve(problem)
    # whole or not at all: p0 needs both parks (6 + 4), which leaves 4 ha in k1 for p1: 0.6 + 0.4 * 0.5 + 0.9
    assert solution.levels[0].value == pytest.approx(0.6 + 0.4 * 0.5 + 0.9)
    assert verify(problem, solution.plan) == ()
    whole = replace(problem, projects=(replace(projects[0], max_parts=1), projects[1]))
    assert solve(whole).levels[0].value == pytest.approx(0.9)
    coarse = replace(problem, projects=(replace(projects[0], min_share=0.45), projects[1]))
    # 5.5 and 4.5 ha leave 3.5 ha in k1, too little for p1: 0.775 for p0 alone is less than 0.9 for p1 alone
    assert solve(coarse).levels[0].value == pytest.approx(0.9)


def p_median(distance: Floats, p: int) -> Problem:
    """All customers are served from exactly p places: the p-median problem (Hakimi 1964)."""
    n, m = distance.shape
    projects = tuple(project(i, 1.0, required=True) for i in range(n))
    parks = tuple(park(j, float(n)) for j in range(m))
    side = Side(opening=Opening(minimum=p, maximum=p))
    return Problem(projects, parks, -distance, (ObjectiveTerm("value"),), side=side)


def test_p_median_on_a_line_is_known_in_closed_form() -> None:
    # nine points 0..8: the 1-median is the middle (sum 20); three medians at 1, 4, 7 serve three points each (sum 6)
    points = np.arange(9.0)
    distance = np.abs(points[:, None] - points[None, :])
    assert solve(p_median(distance, 1)).levels[0].value == pytest.approx(-20.0)
    assert solve(p_median(distance, 3)).levels[0].value == pytest.approx(-6.0)


@pytest.mark.parametrize("p", [1, 2, 3, 4])
def test_p_median_agrees_with_all_choices_of_places(p: int) -> None:
    random = np.random.default_rng(7)
    spots = random.random((10, 2))
    distance = np.hypot(*(spots[:, None] - spots[None, :]).transpose(2, 0, 1))
    best = min(distance[:, list(chosen)].min(axis=1).sum() for chosen in itertools.combinations(range(10), p))
    assert solve(p_median(distance, p)).levels[0].value == pytest.approx(-best, abs=1e-6)


def test_capacitated_p_median_of_the_or_library_reaches_the_published_optimum() -> None:
    problem = capacitated_p_median()
    solution = solve(problem, Options(time_limit_s=150.0))
    assert solution.status == "optimal"
    assert solution.levels[0].value == pytest.approx(OPTIMUM)
    assert solution.levels[0].bound == pytest.approx(OPTIMUM)
    assert verify(problem, solution.plan) == ()


def test_generalised_assignment_of_martello_and_toth_shape() -> None:
    # capacitated: every job to one agent of limited time, least cost; exhaustive over 3^6 assignments
    random = np.random.default_rng(11)
    cost, time_need = random.integers(10, 50, (6, 3)).astype(float), random.integers(5, 25, 6).astype(float)
    capacity = np.full(3, time_need.sum() * 0.45)
    best = min(
        sum(cost[i, j] for i, j in enumerate(choice))
        for choice in itertools.product(range(3), repeat=6)
        if all(
            sum(time_need[i] for i, j in enumerate(choice) if j == place) <= capacity[place]
            for place in range(3)
        )
    )
    projects = tuple(project(i, time_need[i], required=True) for i in range(6))
    parks = tuple(park(j, capacity[j]) for j in range(3))
    problem = Problem(projects, parks, None, (ObjectiveTerm("cost"),), pair_costs_cny=cost)
    assert solve(problem).levels[0].value == pytest.approx(best)


def test_time_limit_returns_a_plan_with_its_bound() -> None:
    problem = large_problem()
    solution = solve(problem, Options(time_limit_s=2.0))
    assert solution.status == "feasible"
    assert verify(problem, solution.plan) == ()
    level = solution.levels[0]
    assert level.value <= level.bound
    assert level.gap == pytest.approx((level.bound - level.value) / level.value)
    assert measure(problem, solution.plan)["value"] == pytest.approx(level.value)


def test_same_problem_gives_the_same_plan() -> None:
    problem = large_problem(40, 8)
    options = Options("search", search=SearchSettings(rounds=8), time_limit_s=60.0)
    first, second = solve(problem, options), solve(problem, options)
    assert first.method == "search"
    assert first.reproducible
    assert first.plan == second.plan
    small = random_problem(5, "value")
    assert solve(small).plan == solve(small).plan


def test_progress_is_told_and_cancelling_stops() -> None:
    problem = large_problem()
    cancel, seen = threading.Event(), []

    def watch(progress: Progress) -> None:
        seen.append(progress)
        cancel.set()

    solution = solve(problem, Options(watch=watch, cancel=cancel, time_limit_s=60.0))
    assert seen
    assert solution.elapsed_s < 20.0
    assert solution.status in {"feasible", "cancelled"}
    if solution.plan is not None:
        assert verify(problem, solution.plan) == ()


def test_priorities_are_grouped_in_order() -> None:
    terms = (ObjectiveTerm("cost", priority=2), ObjectiveTerm("value"), ObjectiveTerm("new_land", priority=2))
    assert [[term.objective_id for term in group] for group in priorities(terms)] == [
        ["value"],
        ["cost", "new_land"],
    ]
