import numpy as np
import pytest

from layout.allocation.build import build, signed
from layout.allocation.terms import ObjectiveTerm
from tests.layout.allocation.small_problems import random_problem


def test_single_objective_keeps_its_unit_and_several_are_scaled() -> None:
    built = build(random_problem(2, "value"), further=("new_land",))
    single, constant = built.minimised([ObjectiveTerm("value", weight=7.0)])
    expression = built.objectives["value"]
    assert single[list(expression.columns)].tolist() == [-entry for entry in expression.entries]
    assert constant == 0.0
    both, _ = built.minimised([ObjectiveTerm("value", weight=2.0, scale=4.0), ObjectiveTerm("new_land")])
    land = built.objectives["new_land"].dense(built.linear.columns) / built.scales["new_land"]
    assert np.allclose(both, single * 2.0 / 4.0 + land)


def test_scale_of_the_value_is_the_sum_of_each_projects_best() -> None:
    problem = random_problem(2, "value")
    assert problem.values is not None
    best = np.nan_to_num(problem.values).max(axis=1).sum()
    assert build(problem).scales["value"] == pytest.approx(best)


def test_bound_on_an_objective_is_a_row_in_its_own_direction() -> None:
    built = build(random_problem(2, "value"), further=("new_land",))
    more = built.bounded(built.linear, "value", level=1.5)
    assert (more.row_lower[-1], more.row_upper[-1]) == (1.5, np.inf)
    less = built.bounded(built.linear, "new_land", level=9.0)
    assert (less.row_lower[-1], less.row_upper[-1]) == (-np.inf, 9.0)


def test_signs() -> None:
    assert signed("value") == signed("compactness") == -1.0
    assert signed("cost") == signed("shortfall") == 1.0


def test_everything_adds_columns_for_pairs_that_may_not_be_chosen() -> None:
    problem = random_problem(3, "value")
    some, every = build(problem), build(problem, everything=True, without={"value"})
    assert int((some.presence >= 0).sum()) == int(problem.allowed.sum())
    assert (every.presence >= 0).all()
    assert every.objectives == {}
