from collections.abc import Callable

import numpy as np
import pytest

from layout.errors import WeightError
from layout.scoring.matrix import DecisionMatrix, normalise_weights

Make = Callable[..., DecisionMatrix]
NAN = float("nan")


def test_values_weights_and_gaps(make: Make) -> None:
    matrix = make([[0.25, NAN], [1.5, 0.5]], [1, 3], sites=["a", "b"], slack=0.1)
    assert matrix.site_ids == ("a", "b")
    np.testing.assert_allclose(matrix.weights, [0.25, 0.75])
    np.testing.assert_allclose(matrix.value, [[0.25, NAN], [1, 0.5]])
    np.testing.assert_allclose(matrix.value_low, [[0.15, NAN], [1, 0.4]])
    np.testing.assert_allclose(matrix.value_high, [[0.35, NAN], [1, 0.6]])
    np.testing.assert_allclose(matrix.known_weight, [0.25, 1])
    assert list(matrix.missing) == [("a", matrix.criterion_ids[1])]


def test_all_known_is_exactly_one(make: Make) -> None:
    assert (make([[0.1] * 9], [0.1] * 9).known_weight == 1).all()


@pytest.mark.parametrize("weight", [-1.0, NAN, float("inf")])
def test_a_weight_that_is_no_weight_is_refused_and_named(weight: float) -> None:
    with pytest.raises(WeightError, match="b = "):
        normalise_weights({"a": 1.0, "b": weight})


def test_weights_that_are_all_zero_are_refused() -> None:
    with pytest.raises(WeightError, match="all are zero"):
        normalise_weights({"a": 0.0, "b": 0.0})
