import numpy as np

from layout.allocation.problem import Problem
from layout.allocation.terms import ObjectiveTerm
from layout.allocation.variables import Expression, add_pairs, opened_column
from tests.layout.allocation.small_problems import park, project


def test_expressions_add_up_and_multiply() -> None:
    total = (Expression((0, 1), (1.0, 2.0), 3.0) + Expression((1,), (5.0,), 1.0)).times(2.0)
    assert total.dense(3).tolist() == [2.0, 14.0, 0.0]
    assert total.constant == 8.0


def test_only_pairs_that_may_be_chosen_have_columns() -> None:
    projects = (project(0, 1.0, allowed_parks=frozenset({"k1"})), project(1, 1.0, max_parts=2))
    problem = Problem(
        projects,
        (park(0, 5.0, low_efficiency_ha=1.0), park(1, 5.0)),
        np.ones((2, 2)),
        (ObjectiveTerm("value"),),
    )
    variables = add_pairs(problem)
    assert (variables.presence >= 0).tolist() == [[False, True], [True, True]]
    assert variables.share[0, 1] == variables.presence[0, 1]
    assert variables.share[1, 0] != variables.presence[1, 0]
    assert set(variables.released) == {0}
    land = variables.new_land(0)
    assert dict(zip(land.columns, land.entries, strict=True))[variables.released[0]] == -1.0


def test_opened_column_is_made_once() -> None:
    problem = Problem((project(0, 1.0),), (park(0, 5.0),), np.ones((1, 1)), (ObjectiveTerm("value"),))
    variables = add_pairs(problem)
    assert opened_column(variables, 0) == opened_column(variables, 0)
