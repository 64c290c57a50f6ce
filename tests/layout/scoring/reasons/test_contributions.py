from collections.abc import Callable

import numpy as np
import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.reasons.contributions import additive_parts, contributions, waterfall

Table = Callable[..., Problem]
BOUNDS = np.array([[0.0, 10.0]] * 3)
VALUES = np.random.default_rng(34).uniform(1, 9, (6, 3))


@pytest.mark.parametrize("method", ["weighted_sum", "promethee2", "spotis"])
def test_contributions_add_up_to_the_score(table: Table, method: str) -> None:
    found = solve(table(VALUES, "max min max", [5, 3, 2]), MethodPlan(method, bounds=BOUNDS))  # type: ignore[arg-type] # a method
    sign = 1.0 if found.higher_is_better else -1.0
    np.testing.assert_allclose(contributions(found).sum(axis=1), sign * found.scores)


def test_the_others_tell_strength_and_say_they_are_no_sum(table: Table) -> None:
    problem = table(VALUES, "max min max", [5, 3, 2])
    for method in ("topsis", "vikor", "owa"):
        found = solve(problem, MethodPlan(method, alpha=2.0))  # type: ignore[arg-type] # a method
        assert additive_parts(found) is None
        assert contributions(found).shape == (6, 3)
    vikor = solve(problem, MethodPlan("vikor"))
    np.testing.assert_allclose(contributions(vikor).sum(axis=1), -vikor.tables["S"])


def test_waterfall_ends_at_the_score(table: Table) -> None:
    found = solve(table(VALUES, "max min max", [5, 3, 2]), MethodPlan("weighted_sum"))
    steps = waterfall(found, "A2")
    assert steps["begin"].iloc[0] == 0
    assert steps["end"].iloc[-1] == pytest.approx(found.scores["A2"])
    assert steps["contribution"].is_monotonic_decreasing
    np.testing.assert_allclose(steps["begin"].iloc[1:], steps["end"].iloc[:-1])
