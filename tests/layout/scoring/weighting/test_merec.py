from collections.abc import Callable

import numpy as np
import pytest
from pymcdm import weights as peers

from layout.errors import WeightError
from layout.scoring.problem import Problem
from layout.scoring.weighting.merec import merec_weights

Table = Callable[..., Problem]


def test_as_pymcdm(table: Table) -> None:
    values = np.random.default_rng(16).uniform(1, 9, (20, 4))
    found = merec_weights(table(values, "max min max min"))
    np.testing.assert_allclose(found, peers.merec_weights(values, np.array([1, -1, 1, -1])), rtol=1e-10)


@pytest.mark.parametrize(
    ("values", "named"), [([[0, 1], [2, 3]], "c1: MEREC"), ([[1, 1], [1, 1]], "do not differ")]
)
def test_undefined_is_told(table: Table, values: list[list[float]], named: str) -> None:
    with pytest.raises(WeightError, match=named):
        merec_weights(table(values))
