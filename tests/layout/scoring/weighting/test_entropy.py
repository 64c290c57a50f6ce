from collections.abc import Callable

import numpy as np
import pytest
from pymcdm import weights as peers
from skcriteria.preprocessing.weighters import entropy_weights as peer_entropy

from layout.errors import WeightError
from layout.scoring.problem import Problem
from layout.scoring.weighting.entropy import entropy_minmax_weights, entropy_weights

Table = Callable[..., Problem]
VALUES = np.random.default_rng(14).uniform(1, 9, (20, 4))


def test_raw_shares_as_both_libraries(table: Table) -> None:
    found = entropy_weights(table(VALUES, "max min max min"))
    np.testing.assert_allclose(found, peers.entropy_weights(VALUES), rtol=1e-12)
    np.testing.assert_allclose(found, peer_entropy(VALUES), rtol=1e-12)


def test_zero_counts_as_the_limit_and_not_as_no_entropy(table: Table) -> None:
    """pymcdm sets the entropy of a column with a zero to 0, which makes it the weightiest; 0 ln 0 is 0."""
    nearly, zero = VALUES.copy(), VALUES.copy()
    nearly[0, 0], zero[0, 0] = 1e-300, 0.0
    np.testing.assert_allclose(entropy_weights(table(zero)), entropy_weights(table(nearly)), rtol=1e-9)


def test_minmax_variant_written_out(table: Table) -> None:
    found = entropy_minmax_weights(table(VALUES, "max min max max"))
    diversity = []
    for column, cost in enumerate((False, True, False, False)):
        x = VALUES[:, column]
        scaled = (x.max() - x if cost else x - x.min()) / (x.max() - x.min())
        shares = scaled / scaled.sum()
        diversity.append(1 + sum(p * np.log(p) for p in shares if p > 0) / np.log(len(x)))
    np.testing.assert_allclose(found, np.array(diversity) / sum(diversity), rtol=1e-12)


def test_the_two_variants_differ(table: Table) -> None:
    assert np.abs(entropy_weights(table(VALUES)) - entropy_minmax_weights(table(VALUES))).max() > 0.01


def test_constant_criterion_gets_nothing(table: Table) -> None:
    problem = table([[1, 5], [2, 5], [4, 5]])
    assert entropy_weights(problem).tolist() == [1, 0]
    assert entropy_minmax_weights(problem).tolist() == [1, 0]


@pytest.mark.parametrize("values", [[[-1, 2], [3, 4]], [[1, 1], [1, 1]], [[1, 2]]])
def test_undefined_is_told(table: Table, values: list[list[float]]) -> None:
    with pytest.raises(WeightError):
        entropy_weights(table(values))
