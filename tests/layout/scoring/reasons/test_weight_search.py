from collections.abc import Callable

import numpy as np
import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.reasons.counterfactual import weight_change
from layout.scoring.reasons.weight_search import search_weights

Table = Callable[..., Problem]
NOWHERE = np.full((1, 3), np.nan)


def test_change_found_brings_the_alternative_first(table: Table) -> None:
    problem = table(np.random.default_rng(8).uniform(1, 9, (6, 3)), "max max max", [5, 3, 2])
    plan = MethodPlan("topsis")
    order = solve(problem, plan).order
    found = [search_weights(problem, plan, alternative=name, towards=NOWHERE) for name in order[1:]]
    assert any(change.possible for change in found)
    for change in found:
        if change.possible:
            weights = np.array(list(change.weights.values()))
            assert weights.sum() == pytest.approx(1)
            assert solve(problem.with_weights(weights), plan).ranks[change.alternative] == 1
            assert change.moved == pytest.approx(0.5 * np.abs(weights - problem.weights).sum())
            assert "smallest change found" in change.text.en


def test_search_is_never_better_than_the_exact_answer(table: Table) -> None:
    problem = table(np.random.default_rng(3).uniform(1, 9, (8, 3)), "max max max", [5, 3, 2])
    plan = MethodPlan("weighted_sum")
    solution = solve(problem, plan)
    for name in solution.order[1:]:
        exact = weight_change(solution, name)
        assert exact is not None
        near = search_weights(problem, plan, alternative=name, towards=NOWHERE)
        assert near.moved >= exact.moved - 1e-9
        if exact.possible:
            towards = np.array([list(exact.weights.values())])
            aimed = search_weights(problem, plan, alternative=name, towards=towards)
            assert aimed.moved == pytest.approx(exact.moved, rel=1e-3)


def test_dominated_alternative_is_said_not_to_be_found(table: Table) -> None:
    problem = table([[9, 9, 9], [1, 1, 1], [2, 3, 1]], "", [1, 1, 1])
    found = search_weights(problem, MethodPlan("topsis"), alternative="A2", towards=NOWHERE)
    assert not found.possible
    assert "No weights were found" in found.text.en
