from collections.abc import Callable

import numpy as np
import pytest

from layout.errors import CaseError
from layout.scoring.methods.owa import orness, owa_kernel, quantifier_weights, solve_owa
from layout.scoring.methods.weighted_sum import solve_weighted_sum
from layout.scoring.problem import Problem

Table = Callable[..., Problem]
VALUES = np.random.default_rng(12).uniform(0, 1, (15, 4))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([1, 0, 0, 0], VALUES.max(axis=1)),
        ([0, 0, 0, 1], VALUES.min(axis=1)),
        ([0.25] * 4, VALUES.mean(axis=1)),
    ],
)
def test_best_worst_and_mean_are_special_cases(order: list[float], expected: np.ndarray) -> None:
    np.testing.assert_allclose(owa_kernel(VALUES, np.array(order)), expected)


def test_alpha_one_is_the_weighted_sum(table: Table) -> None:
    problem = table(VALUES, "", [4, 3, 2, 1])
    found = solve_owa(problem, alpha=1.0)
    np.testing.assert_allclose(found.scores, solve_weighted_sum(problem).scores, atol=1e-14)
    assert found.tables["attitude"]["orness"] == pytest.approx(0.5)


def test_higher_alpha_is_more_careful(table: Table) -> None:
    problem = table(VALUES, "", [4, 3, 2, 1])
    bold, careful = (solve_owa(problem, alpha=alpha, normalisation="none") for alpha in (0.2, 5.0))
    assert (bold.scores >= careful.scores).all()
    assert bold.tables["attitude"]["orness"] > 0.5 > careful.tables["attitude"]["orness"]


def test_quantifier_weights_have_sum_one() -> None:
    weights = quantifier_weights(VALUES, np.array([0.4, 0.3, 0.2, 0.1]), alpha=2.0)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert (weights >= 0).all()


def test_orness_of_the_corners() -> None:
    assert [orness(np.array(order)) for order in ([1.0, 0, 0], [0, 0, 1.0], [1.0])] == [1, 0, 0.5]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "exactly one"),
        ({"order_weights": [1, 0], "alpha": 1.0}, "exactly one"),
        ({"order_weights": [1.0]}, "found 1, expected 2"),
        ({"alpha": 0.0}, "above 0"),
    ],
)
def test_attitude_is_stated_once_and_whole(table: Table, given: dict[str, object], named: str) -> None:
    with pytest.raises(CaseError, match=named):
        solve_owa(table([[1, 2], [2, 1]]), **given)  # type: ignore[arg-type] # a table of tests


def test_unused_weights_are_told(table: Table) -> None:
    assert solve_owa(table([[1, 2], [2, 1]], "", [3, 1]), order_weights=[0.5, 0.5]).notes
    assert not solve_owa(table([[1, 2], [2, 1]]), order_weights=[0.5, 0.5]).notes
