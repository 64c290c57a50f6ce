from dataclasses import replace

import numpy as np
import pytest

from layout.allocation.options import Options
from layout.allocation.problem import Problem
from layout.allocation.shadow import land_prices
from layout.allocation.solve import solve
from layout.allocation.terms import ObjectiveTerm
from tests.layout.allocation.small_problems import park, project


def land_problem() -> Problem:
    """Two projects of 4 ha (value 2 and 1) in one park of 5 ha; a second park with room for nothing more."""
    projects = (project(0, 4.0), project(1, 4.0))
    values = np.array([[2.0, np.nan], [1.0, np.nan]])
    return Problem(projects, (park(0, 5.0), park(1, 9.0)), values, (ObjectiveTerm("value"),))


def test_dual_is_the_marginal_project_and_exact_needs_a_whole_one() -> None:
    problem = land_problem()
    base = solve(problem)
    first, second = land_prices(problem, base, options=Options())
    # the relaxation fills its fifth hectare with a quarter of the second project: 1 / 4 a hectare
    assert first.dual == pytest.approx(0.25)
    assert first.exact == pytest.approx(0.0)
    assert (second.dual, second.exact) == (0.0, 0.0)
    whole = land_prices(problem, base, options=Options(), step_ha=3.0)[0]
    assert whole.exact == pytest.approx(1.0 / 3.0)
    assert whole.proved


def test_price_of_a_burden_is_positive_when_land_lowers_it() -> None:
    problem = land_problem()
    costs = np.array([[1.0, 5.0], [1.0, 7.0]])
    required = tuple(replace(item, required=True) for item in problem.projects)
    problem = replace(
        problem, projects=required, values=None, objectives=(ObjectiveTerm("cost"),), pair_costs_cny=costs
    )
    base = solve(problem)
    assert base.levels[0].value == pytest.approx(6.0)
    assert land_prices(problem, base, options=Options(), step_ha=3.0)[0].exact == pytest.approx(
        (6.0 - 2.0) / 3.0
    )


def test_exact_answers_can_be_left_out() -> None:
    problem = land_problem()
    assert all(
        price.exact is None for price in land_prices(problem, solve(problem), options=Options(), exact=False)
    )
