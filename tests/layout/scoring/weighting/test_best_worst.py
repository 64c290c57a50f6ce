import itertools

import numpy as np
import pytest

from layout.errors import CaseError
from layout.scoring.weighting.best_worst import best_worst_kernel, best_worst_weights


def test_linear_program_beats_every_weight_of_a_fine_grid() -> None:
    """A second formulation: the objective itself, minimised by looking at 1/200 steps of the simplex."""
    over, under = np.array([8.0, 2, 1]), np.array([1.0, 5, 8])
    weights, xi = best_worst_kernel(over, under, best=2, worst=0)

    def violation(w: np.ndarray) -> float:
        return float(max(np.abs(w[2] - over * w).max(), np.abs(w - under * w[0]).max()))

    assert violation(weights) == pytest.approx(xi)
    grid = [
        np.array([a, b, 200 - a - b]) / 200
        for a, b in itertools.product(range(201), range(201))
        if a + b <= 200
    ]
    assert xi <= min(violation(w) for w in grid) + 1e-12


def test_inconsistent_answers_point_at_the_criterion() -> None:
    found = best_worst_weights({"a": 1, "b": 2, "c": 8}, {"a": 8, "b": 7, "c": 1})
    assert found.worst == "b"
    assert found.input_ratio == pytest.approx(abs(2 * 7 - 8) / 56)
    assert sum(found.weights.values()) == pytest.approx(1)


def test_all_equal() -> None:
    found = best_worst_weights({"a": 1, "b": 1}, {"a": 1, "b": 1})
    assert (found.xi, found.input_ratio, found.worst) == (0, 0, None)


@pytest.mark.parametrize(
    ("over", "under", "named"),
    [
        ({"a": 1, "b": 2}, {"a": 2}, "b stands in one"),
        ({"a": 1, "b": 12}, {"a": 12, "b": 1}, "b: found 12"),
        ({"a": 2, "b": 3}, {"a": 3, "b": 1}, "needs 1 in best_to_others"),
        ({"a": 1, "b": 4}, {"a": 3, "b": 1}, "a over b is 4"),
    ],
)
def test_vectors_that_do_not_fit_are_refused(
    over: dict[str, float], under: dict[str, float], named: str
) -> None:
    with pytest.raises(CaseError, match=named):
        best_worst_weights(over, under)
