from collections.abc import Callable

import numpy as np
import pytest
from pymcdm.methods import WPM
from pymcdm.normalizations import sum_normalization

from layout.errors import CaseError
from layout.scoring.methods.weighted_product import solve_weighted_product
from layout.scoring.problem import Problem

Table = Callable[..., Problem]


def test_same_as_pymcdm(table: Table) -> None:
    values = np.random.default_rng(3).uniform(1, 9, (25, 3))
    weights = np.array([0.5, 0.3, 0.2])
    problem = table(values, "max min max", weights)
    expected = WPM(sum_normalization)(values, weights, np.array([1, -1, 1]))
    np.testing.assert_allclose(
        solve_weighted_product(problem, normalisation="sum").scores, expected, rtol=1e-13
    )


def test_raw_values_rank_as_their_shares_do(table: Table) -> None:
    problem = table(np.random.default_rng(4).uniform(1, 9, (25, 3)), "max min max")
    shares = solve_weighted_product(problem, normalisation="sum")
    assert solve_weighted_product(problem).ranks.tolist() == shares.ranks.tolist()


def test_zero_empties_the_product_and_is_told(table: Table) -> None:
    found = solve_weighted_product(table([[0, 5], [1, 1]]))
    assert found.scores.tolist() == [0, 1]
    assert "criterion with weight: 1" in found.notes[0].en


@pytest.mark.parametrize(("values", "objectives"), [([[-1, 2]], "max max"), ([[1, 0]], "max min")])
def test_what_a_product_cannot_take_is_named(
    table: Table, values: list[list[float]], objectives: str
) -> None:
    with pytest.raises(CaseError, match="A1 / c"):
        solve_weighted_product(table(values, objectives))
