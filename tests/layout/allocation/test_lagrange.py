"""The bound lies between the relaxation and the optimum that exhaustive search finds."""

import threading

import numpy as np
import pytest

from layout.allocation.build import Built, build
from layout.allocation.highs import Settings, minimise
from layout.allocation.lagrange import Known, blocks_of, lagrangian_bound
from layout.allocation.linear import Linear
from layout.allocation.measure import measure
from layout.allocation.terms import MAXIMISED, OBJECTIVE_IDS, ObjectiveId
from tests.layout.allocation.small_problems import large_problem, random_problem, valid_plans


def modelled(seed: int, objective: ObjectiveId) -> tuple[Built, Linear]:
    problem = random_problem(seed, objective)
    built = build(problem)
    return built, built.linear.with_cost(*built.minimised(problem.objectives))


@pytest.mark.parametrize("objective", OBJECTIVE_IDS)
def test_bound_lies_between_relaxation_and_optimum(objective: ObjectiveId) -> None:
    better = compared = 0
    for seed in range(12):
        built, linear = modelled(seed, objective)
        sign = -1.0 if objective in MAXIMISED else 1.0
        figures = [sign * measure(built.problem, plan)[objective] for plan in valid_plans(built.problem)]
        relaxation = minimise(linear, Settings(10.0), relaxed=True)
        if not figures or relaxation.status != "optimal":
            continue
        told: list[float] = []
        bound = lagrangian_bound(
            built,
            linear,
            known=Known(relaxation, min(figures)),
            settings=Settings(1.0),
            tell=told.append,
        )
        compared += 1
        better += bound > relaxation.bound + 1e-6
        assert relaxation.bound <= bound <= min(figures) + 1e-5, seed
        assert told == sorted(told)
    assert compared >= 4
    assert better or objective not in {"value", "output"}, "whole projects should lift the bound somewhere"


def test_three_tight_resources_lift_the_bound_above_the_relaxation() -> None:
    problem = large_problem(40, 8)
    built = build(problem)
    linear = built.linear.with_cost(*built.minimised(problem.objectives))
    relaxation = minimise(linear, Settings(10.0), relaxed=True)
    exact = minimise(linear, Settings(20.0, gap=1e-2))
    bound = lagrangian_bound(
        built, linear, known=Known(relaxation, exact.value), settings=Settings(3.0), tell=lambda _: None
    )
    assert relaxation.bound < bound <= exact.value + 1e-6


def test_every_row_inside_a_block_touches_one_park_only() -> None:
    built, linear = modelled(3, "value")
    blocks = blocks_of(built, linear)
    column = linear.column_of_entry()
    for row in np.flatnonzero(~blocks.joining).tolist():
        assert len(set(blocks.of_column[column[linear.index == row]].tolist())) <= 1
    assert blocks.joining.any()


def test_a_cancelled_bound_is_that_of_the_relaxation() -> None:
    built, linear = modelled(0, "value")
    relaxation = minimise(linear, Settings(10.0), relaxed=True)
    stop = threading.Event()
    stop.set()
    settings = Settings(10.0, cancel=stop)
    found = lagrangian_bound(
        built, linear, known=Known(relaxation, 0.0), settings=settings, tell=lambda _: None
    )
    assert found == relaxation.bound
