from collections.abc import Callable

import numpy as np
import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.robustness.certificate import Trial, lead, make_certificate

Table = Callable[..., Problem]


def test_certificate_names_the_first_its_lead_and_its_rivals(table: Table) -> None:
    problem = table(np.random.default_rng(33).uniform(1, 9, (6, 3)), "max min max", [5, 3, 2])
    plan = MethodPlan("weighted_sum")
    found = make_certificate(problem, plan, others={"topsis": MethodPlan("topsis")}, trial=Trial(seed=1))
    order = solve(problem, plan).order
    assert found.recommended == (order[0],)
    assert [rival.name for rival in found.rivals] == list(order[1:4])
    assert list(found.agreement.ranks) == ["weighted_sum", "topsis"]
    for rival in found.rivals:
        assert rival.weights is not None
        if rival.weights.possible:
            weights = np.array(list(rival.weights.weights.values()))
            assert solve(problem.with_weights(weights), plan).scores[rival.name] == pytest.approx(
                solve(problem.with_weights(weights), plan).scores.max()
            )
    again = make_certificate(problem, plan, others={}, trial=Trial(seed=1))
    assert again.anywhere.acceptability.equals(found.anywhere.acceptability)


def test_lead_is_a_share_of_the_spread(table: Table) -> None:
    assert lead(solve(table([[0], [3], [4]]), MethodPlan("weighted_sum"))) == pytest.approx(0.25)
    assert lead(solve(table([[0], [3], [4]]), MethodPlan("vikor"))) == pytest.approx(0.25)
    assert lead(solve(table([[1], [1]]), MethodPlan("weighted_sum"))) == 0
    assert lead(solve(table([[1]]), MethodPlan("weighted_sum"))) == 0
