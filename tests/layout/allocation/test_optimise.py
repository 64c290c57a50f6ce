import threading

import numpy as np
import pytest

from layout.allocation.build import build
from layout.allocation.highs import Settings, minimise
from layout.allocation.optimise import optimise
from layout.allocation.options import Method, Options
from layout.allocation.search import SearchSettings
from layout.allocation.start import holds
from tests.layout.allocation.small_problems import large_problem, random_problem

FEW = SearchSettings(rounds=20)


@pytest.mark.parametrize("method", ["exact", "search", "auto"])
def test_every_method_ends_at_the_optimum_of_a_small_model(method: Method) -> None:
    for seed in (1, 2, 6, 8):
        built = build(random_problem(seed, "value"))
        cost, constant = built.minimised(built.problem.objectives)
        linear = built.linear.with_cost(cost, constant)
        exact = minimise(linear, Settings())
        found = optimise(built, linear, options=Options(method, search=FEW))
        assert (found.outcome.x is None) == (exact.x is None)
        if exact.x is not None:
            assert found.outcome.x is not None
            assert holds(linear, found.outcome.x)
            assert found.outcome.bound <= exact.value + 1e-9
            assert found.outcome.value >= exact.value - 1e-9
            if method != "search":
                assert found.outcome.value == pytest.approx(exact.value)


def test_search_beats_the_plan_it_starts_from_and_its_bound_is_one() -> None:
    problem = large_problem(80, 16)
    built = build(problem)
    cost, constant = built.minimised(problem.objectives)
    linear = built.linear.with_cost(cost, constant)
    few = optimise(built, linear, options=Options("search", search=SearchSettings(rounds=0)))
    more = optimise(built, linear, options=Options("search", search=FEW))
    assert more.outcome.value < few.outcome.value
    assert more.outcome.bound <= more.outcome.value
    relaxed = minimise(linear, Settings(), relaxed=True)
    assert more.outcome.bound >= relaxed.value - 1e-6
    assert more.reproducible


def test_start_is_used_where_there_is_no_time_for_more() -> None:
    problem = large_problem(80, 16)
    built = build(problem)
    cost, constant = built.minimised(problem.objectives)
    linear = built.linear.with_cost(cost, constant)
    found = optimise(
        built, linear, options=Options("exact", time_limit_s=0.2), start=np.zeros(linear.columns)
    )
    assert found.outcome.x is not None
    assert not found.reproducible


def test_cancelled_before_it_begins() -> None:
    cancel = threading.Event()
    cancel.set()
    problem = large_problem(80, 16)
    built = build(problem)
    cost, constant = built.minimised(problem.objectives)
    found = optimise(built, built.linear.with_cost(cost, constant), options=Options("search", cancel=cancel))
    assert not found.reproducible
