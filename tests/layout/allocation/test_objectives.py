import numpy as np
import pytest

from layout.allocation.build import build
from layout.allocation.decode import columns_of
from layout.allocation.highs import Settings, minimise
from layout.allocation.measure import measure
from layout.allocation.objectives import EXPRESSIONS
from layout.allocation.terms import MAXIMISED, OBJECTIVE_IDS
from tests.layout.allocation.small_problems import random_problem, valid_plans


def test_every_objective_has_an_expression() -> None:
    assert set(EXPRESSIONS) == set(OBJECTIVE_IDS)


@pytest.mark.parametrize("objective", OBJECTIVE_IDS)
@pytest.mark.parametrize("seed", [2, 3, 7])
def test_expression_of_a_given_plan_equals_its_measure(objective: str, seed: int) -> None:
    key = next(item for item in OBJECTIVE_IDS if item == objective)
    problem = random_problem(seed, key, budget=False)
    plan = next(
        (
            plan
            for plan in valid_plans(problem)
            if plan.placements and all(p.low_efficiency_ha == 0 for p in plan.placements)
        ),
        None,
    )
    if plan is None:
        assert not any(
            all(p.low_efficiency_ha == 0 for p in other.placements) and other.placements
            for other in valid_plans(problem)
        )
        return
    built = build(problem)
    cost, constant = built.minimised(problem.objectives)
    x = columns_of(built, plan)
    pairs = built.presence[built.presence >= 0]
    held = built.linear.with_cost(cost, constant)
    lower, upper = held.lower.copy(), held.upper.copy()
    lower[pairs] = upper[pairs] = x[pairs]
    released = list(built.released.values())
    upper[released] = 0.0
    fixed = type(held)(
        cost,
        lower,
        upper,
        held.integral,
        held.start,
        held.index,
        held.entry,
        held.row_lower,
        held.row_upper,
        held.group,
        constant,
    )
    found = minimise(fixed, Settings())
    sign = -1.0 if key in MAXIMISED else 1.0
    assert sign * found.value == pytest.approx(measure(problem, plan)[key], rel=1e-7, abs=1e-7)
    assert np.isfinite(found.value)
