from dataclasses import replace

import numpy as np
import pytest

from layout.allocation.build import build
from layout.allocation.decode import columns_of, plan_of
from layout.allocation.highs import Settings, minimise
from layout.allocation.start import completed, guided_start, holds
from layout.allocation.terms import Incompatibility, MinimumCluster, Opening, Side
from layout.allocation.verify import verify
from tests.layout.allocation.small_problems import (
    every_assignment,
    large_problem,
    plan_of_choice,
    random_problem,
    released_choices,
)


@pytest.mark.parametrize("seed", range(8))
def test_a_plan_can_be_completed_where_some_release_makes_it_valid(seed: int) -> None:
    problem = random_problem(seed, "value")
    built = build(problem)
    cost, constant = built.minimised(problem.objectives)
    linear = built.linear.with_cost(cost, constant)
    for choice in list(every_assignment(problem))[::7]:
        plans = [plan_of_choice(problem, choice, released) for released in released_choices(problem, choice)]
        valid = any(not verify(problem, plan) for plan in plans)
        allowed = all(place is None or bool(problem.allowed[row, place]) for row, place in enumerate(choice))
        x = (
            completed(built, linear, pairs=columns_of(built, plans[0]), settings=Settings())
            if allowed
            else None
        )
        assert (x is not None) == valid


def test_holds_sees_a_broken_row_and_a_broken_bound() -> None:
    linear = build(random_problem(2, "value")).linear
    nothing = np.zeros(linear.columns)
    assert holds(replace(linear, row_lower=np.full(linear.rows, -np.inf)), nothing)
    assert not holds(linear, nothing - 1.0)
    assert not holds(replace(linear, row_lower=np.full(linear.rows, 1.0)), nothing)


def test_guided_start_is_near_the_relaxation() -> None:
    built = build(large_problem(60, 12))
    cost, constant = built.minimised(built.problem.objectives)
    linear = built.linear.with_cost(cost, constant)
    relaxation = minimise(linear, Settings(), relaxed=True)
    x = guided_start(built, linear, relaxation=relaxation, settings=Settings())
    assert x is not None
    assert holds(linear, x)
    assert relaxation.value <= cost @ x <= 0.75 * relaxation.value


def test_side_limits_that_refuse_every_greedy_plan_still_leave_a_start() -> None:
    problem = large_problem(60, 12)
    keys = [project.project_id for project in problem.projects]
    side = Side(
        incompatible=(Incompatibility("apart", frozenset(keys[:20]), frozenset(keys[20:40])),),
        clusters=(MinimumCluster("chain", frozenset(keys[40:]), 2),),
        opening=Opening(maximum=10),
    )
    built = build(replace(problem, side=side))
    cost, constant = built.minimised(problem.objectives)
    linear = built.linear.with_cost(cost, constant)
    relaxation = minimise(linear, Settings(), relaxed=True)
    x = guided_start(built, linear, relaxation=relaxation, settings=Settings())
    assert x is not None
    assert holds(linear, x)
    assert cost @ x < 0.5 * relaxation.value
    assert verify(built.problem, plan_of(built, x)) == ()
