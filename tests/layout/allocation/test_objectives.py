from dataclasses import replace

import pytest

from layout.allocation.build import build
from layout.allocation.decode import columns_of
from layout.allocation.highs import Settings, minimise
from layout.allocation.measure import measure
from layout.allocation.objectives import EXPRESSIONS
from layout.allocation.plan import Plan
from layout.allocation.terms import MAXIMISED, OBJECTIVE_IDS
from tests.layout.allocation.small_problems import random_problem, valid_plans


def test_every_objective_has_an_expression() -> None:
    assert set(EXPRESSIONS) == set(OBJECTIVE_IDS)


def uses_new_land_only(plan: Plan) -> bool:
    return all(placement.low_efficiency_ha == 0 for placement in plan.placements)


@pytest.mark.parametrize("objective", OBJECTIVE_IDS)
@pytest.mark.parametrize("seed", [2, 3, 7])
def test_expression_of_a_given_plan_equals_its_measure(objective: str, seed: int) -> None:
    key = next(item for item in OBJECTIVE_IDS if item == objective)
    problem = random_problem(seed, key, budget=False)
    plans = (item for item in valid_plans(problem) if item.placements and uses_new_land_only(item))
    plan = next(plans, None)
    if plan is None:
        assert all(not item.placements or not uses_new_land_only(item) for item in valid_plans(problem))
        return
    built = build(problem)
    cost, constant = built.minimised(problem.objectives)
    x = columns_of(built, plan)
    pairs = built.presence[built.presence >= 0]
    lower, upper = built.linear.lower.copy(), built.linear.upper.copy()
    lower[pairs] = upper[pairs] = x[pairs]
    upper[list(built.released.values())] = 0.0
    held = replace(built.linear.with_cost(cost, constant), lower=lower, upper=upper)
    found = minimise(held, Settings())
    sign = -1.0 if key in MAXIMISED else 1.0
    assert sign * found.value == pytest.approx(measure(problem, plan)[key], rel=1e-7, abs=1e-7)
