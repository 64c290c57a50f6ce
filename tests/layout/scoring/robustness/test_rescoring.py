from collections.abc import Callable

import numpy as np
import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.methods.preference import Preference
from layout.scoring.problem import Problem
from layout.scoring.robustness import rescoring
from layout.scoring.robustness.rescoring import Leaders, ranks_of

Table = Callable[..., Problem]
PLANS = (
    MethodPlan("topsis"),
    MethodPlan("vikor"),
    MethodPlan("owa", alpha=0.7),
    MethodPlan("promethee2", preferences=(Preference("linear", q=1, p=4),) * 3),
    MethodPlan("weighted_sum"),
)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.method)
def test_ranks_and_leaders_are_those_of_the_method_itself(
    table: Table, plan: MethodPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = np.random.default_rng(43).integers(1, 9, (40, 3))
    problem = table(values, "max min max", [5, 3, 2])
    expected = solve(problem, plan).ranks.to_numpy(dtype=float)
    weights = np.random.default_rng(44).dirichlet(np.ones(3), 30)
    by_method = Leaders(problem, plan, first=3)(weights)
    assert (ranks_of(problem, plan) == expected).all()
    monkeypatch.setattr(rescoring, "MANY", 1)
    assert (ranks_of(problem, plan) == expected).all()
    assert (Leaders(problem, plan, first=3)(weights) == by_method).all()
