from collections.abc import Callable

import numpy as np
import pytest
from pymcdm.methods import WSM

from layout.scoring.methods.weighted_sum import solve_weighted_sum
from layout.scoring.normalise import Normalisation
from layout.scoring.problem import Problem
from tests.layout.scoring.peers import NORMALISATIONS as NAMES

Table = Callable[..., Problem]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_same_as_pymcdm(table: Table, name: Normalisation) -> None:
    values = np.random.default_rng(2).uniform(1, 9, (25, 4))
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    found = solve_weighted_sum(table(values, "max min min max", weights), normalisation=name)
    expected = WSM(NAMES[name])(values, weights, np.array([1, -1, -1, 1]))
    np.testing.assert_allclose(found.scores, expected, rtol=1e-13)


def test_contributions_add_up(table: Table) -> None:
    found = solve_weighted_sum(table([[1, 2], [3, 1]], "max min", [1, 3]))
    np.testing.assert_allclose(found.tables["contributions"].sum(axis=1), found.scores)
    assert found.ranks.tolist() == [2, 1]
