import threading

import pytest

from layout.allocation.bound import Bound, least_cost
from layout.allocation.build import build
from layout.allocation.highs import Settings, minimise
from layout.allocation.measure import measure
from layout.allocation.options import Options
from layout.allocation.solve import solve
from layout.allocation.terms import MAXIMISED, OBJECTIVE_IDS, ObjectiveId
from tests.layout.allocation.small_problems import large_problem, random_problem, valid_plans


def test_the_bound_grows_above_the_relaxation_and_stays_below_the_optimum() -> None:
    problem = large_problem(30, 6)
    built = build(problem)
    linear = built.linear.with_cost(*built.minimised(problem.objectives))
    relaxation = minimise(linear, Settings(10.0), relaxed=True)
    exact = minimise(linear, Settings(20.0, gap=1e-3))
    bound = Bound(built, linear, relaxation=relaxation, best=exact.value)
    assert bound.bound == relaxation.bound
    bound.begin(Options(gap=1e-4), 8.0)
    found = bound.join(20.0, cancel=None)
    assert relaxation.bound < found <= exact.value + 1e-6
    assert found >= exact.bound - 0.05 * abs(exact.value)


def test_cancelling_ends_the_waiting() -> None:
    problem = large_problem(30, 6)
    built = build(problem)
    linear = built.linear.with_cost(*built.minimised(problem.objectives))
    relaxation = minimise(linear, Settings(10.0), relaxed=True)
    bound = Bound(built, linear, relaxation=relaxation, best=0.0)
    stop = threading.Event()
    stop.set()
    bound.begin(Options(), 30.0)
    assert bound.join(30.0, cancel=stop) >= relaxation.bound - 1e-4


@pytest.mark.parametrize("objective", OBJECTIVE_IDS)
def test_the_bound_without_a_solver_is_below_every_valid_plan(objective: ObjectiveId) -> None:
    for seed in range(15):
        problem = random_problem(700 + seed, objective)
        built = build(problem)
        linear = built.linear.with_cost(*built.minimised(problem.objectives))
        sign = -1.0 if objective in MAXIMISED else 1.0
        figures = [sign * measure(problem, plan)[objective] for plan in valid_plans(problem)]
        bound = least_cost(built, linear)
        assert all(bound <= figure + 1e-6 for figure in figures)
        if objective in {"value", "output"}:
            assert bound > -1e12


def test_a_plan_has_a_finite_gap_even_where_time_was_up_at_once() -> None:
    solution = solve(large_problem(), Options(time_limit_s=0.05))
    assert solution.plan is not None
    assert 0 < solution.levels[0].gap < 10
