from dataclasses import replace

import numpy as np
import pytest

from layout.allocation.options import Options
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.robustness import robustness
from layout.allocation.terms import ObjectiveTerm
from layout.errors import CaseError
from tests.layout.allocation.small_problems import park, project, random_problem, valid_plans


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


@pytest.mark.parametrize("seed", range(6))
def test_shares_are_those_of_the_best_plans_of_the_same_draws_by_exhaustive_search(seed: int) -> None:
    drafts = (random_problem(300 + 10 * seed + more, "value") for more in range(10))
    problem, plans = next((one, plans) for one in drafts if (plans := list(valid_plans(one))))
    random = np.random.default_rng(seed)
    assert problem.values is not None
    drawn = [problem.values * random.uniform(0.2, 2.0, problem.values.shape) for _ in range(8)]
    left = iter(drawn)
    found = robustness(problem, plans[0], options=Options(), draws=8, sampler=lambda _: next(left))

    def worth(plan: Plan, values: np.ndarray) -> float:
        places = [
            (problem.project_index[i.project_id], problem.park_index[i.park_id]) for i in plan.placements
        ]
        return sum(float(values[place]) for place in places)

    shares, regret = np.zeros(problem.values.shape), []
    for values in drawn:
        best = max(plans, key=lambda plan: worth(plan, values))
        for item in best.placements:
            shares[problem.project_index[item.project_id], problem.park_index[item.park_id]] += 1 / 8
        top = worth(best, values)
        regret.append((top - worth(plans[0], values)) / top if top > 0 else 0.0)
    assert found.draws == 8
    assert found.acceptability == pytest.approx(shares)
    assert found.regret == pytest.approx(regret, abs=1e-6)
