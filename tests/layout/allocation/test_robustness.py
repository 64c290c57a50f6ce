from dataclasses import replace

import numpy as np
import pytest

from layout.allocation.optimise import Options
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.robustness import robustness
from layout.allocation.terms import ObjectiveTerm
from layout.errors import CaseError
from tests.layout.allocation.small_problems import park, project


def one_project(low: float, high: float) -> Problem:
    """One project, two parks: 0.5 for certain in the first, between `low` and `high` in the second."""
    values = np.array([[0.5, (low + high) / 2]])
    return Problem(
        (project(0, 1.0),),
        (park(0, 1.0), park(1, 1.0)),
        values,
        (ObjectiveTerm("value"),),
        value_low=np.array([[0.5, low]]),
        value_high=np.array([[0.5, high]]),
    )


def test_acceptability_is_the_probability_that_the_drawn_value_is_higher() -> None:
    # triangle on (0.2, 0.6) with mode 0.4: P(value > 0.5) = (0.6 - 0.5)^2 / ((0.6 - 0.2) (0.6 - 0.4)) = 0.125
    found = robustness(one_project(0.2, 0.6), Plan.of({"p0": "k0"}), options=Options(), draws=600)
    assert found.draws == 600
    assert found.acceptability[0, 1] == pytest.approx(0.125, abs=0.04)
    assert found.acceptability.sum() == pytest.approx(1.0)
    assert found.unplaced[0] == 0.0
    assert found.proved == 1.0
    # the first park is never more than 1 - 0.5 / 0.6 worse than the best
    assert 0.0 <= found.regret.min() <= found.regret.max() <= 1 - 0.5 / 0.6


def test_certain_values_make_a_firm_plan() -> None:
    found = robustness(one_project(0.6, 0.6), Plan.of({"p0": "k1"}), options=Options(), draws=5)
    assert found.acceptability.tolist() == [[0.0, 1.0]]
    assert found.regret.tolist() == [0.0] * 5


def test_same_seed_gives_the_same_draws() -> None:
    plan = Plan.of({"p0": "k0"})
    one, two = (robustness(one_project(0.2, 0.9), plan, options=Options(seed=4), draws=40) for _ in range(2))
    assert one.regret.tolist() == two.regret.tolist()
    other = robustness(one_project(0.2, 0.9), plan, options=Options(seed=5), draws=40)
    assert other.regret.tolist() != one.regret.tolist()


def test_values_without_bounds_are_refused() -> None:
    problem = replace(one_project(0.2, 0.6), value_low=None)
    with pytest.raises(CaseError, match="value_low"):
        robustness(problem, Plan.of({"p0": "k0"}), options=Options())
