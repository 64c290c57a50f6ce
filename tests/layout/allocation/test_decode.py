import numpy as np
import pytest

from layout.allocation.build import build
from layout.allocation.decode import columns_of, plan_of
from layout.allocation.problem import Problem
from layout.allocation.terms import ObjectiveTerm
from tests.layout.allocation.small_problems import park, project, random_problem, valid_plans


@pytest.mark.parametrize("seed", [2, 5, 8])
def test_plan_to_columns_and_back(seed: int) -> None:
    problem = random_problem(seed, "value")
    built = build(problem)
    for plan in list(valid_plans(problem))[:20]:
        again = plan_of(built, columns_of(built, plan))
        assert again.parts() == plan.parts()


def test_released_land_is_shared_out_by_land() -> None:
    projects = (project(0, 6.0), project(1, 3.0))
    problem = Problem(
        projects, (park(0, 6.0, low_efficiency_ha=5.0),), np.ones((2, 1)), (ObjectiveTerm("value"),)
    )
    built = build(problem)
    x = np.zeros(built.linear.columns)
    x[built.presence[:, 0]] = 1.0
    x[built.released[0]] = 3.0
    assert [item.low_efficiency_ha for item in plan_of(built, x).placements] == pytest.approx([2.0, 1.0])
