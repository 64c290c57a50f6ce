from collections.abc import Callable

import numpy as np
import pytest

from layout.scoring.problem import Problem
from layout.scoring.weighting.objective import OBJECTIVE_WEIGHTINGS, ObjectiveWeighting, objective_weights

Table = Callable[..., Problem]
VALUES = np.random.default_rng(17).uniform(1, 9, (12, 3))


@pytest.mark.parametrize("method", OBJECTIVE_WEIGHTINGS)
def test_sum_one_and_no_dependence_on_order_or_unit(table: Table, method: ObjectiveWeighting) -> None:
    weights = objective_weights(table(VALUES, "max min max"), method)
    assert weights.sum() == pytest.approx(1)
    shuffled = objective_weights(table(VALUES[::-1], "max min max"), method)
    np.testing.assert_allclose(shuffled, weights, rtol=1e-12)
    scaled = objective_weights(table(VALUES * np.array([10.0, 0.1, 3.0]), "max min max"), method)
    np.testing.assert_allclose(scaled, weights, rtol=1e-9)


def test_equal_is_equal(table: Table) -> None:
    assert objective_weights(table(VALUES), "equal") == pytest.approx([1 / 3] * 3)
