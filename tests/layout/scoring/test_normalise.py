from collections.abc import Callable

import numpy as np
import pytest

from layout.errors import CaseError
from layout.scoring.normalise import NORMALISATIONS, Normalisation, normalise
from layout.scoring.problem import Problem
from tests.layout.scoring.peers import NORMALISATIONS as PEERS

Table = Callable[..., Problem]


@pytest.mark.parametrize("name", sorted(PEERS))
def test_same_as_pymcdm_to_the_last_digits(table: Table, name: Normalisation) -> None:
    values = np.random.default_rng(1).uniform(1, 100, (30, 4))
    problem = table(values, "max min max min")
    found = normalise(problem, name)
    for column, cost in enumerate((False, True, False, True)):
        np.testing.assert_allclose(
            found[:, column], PEERS[name](values[:, column], cost), rtol=1e-13, atol=1e-15
        )


def test_none_turns_the_sign_of_falling_criteria(table: Table) -> None:
    assert normalise(table([[1, 2], [3, 4]], "max min"), "none").tolist() == [[1, -2], [3, -4]]


def test_constant_column_is_one_under_minmax(table: Table) -> None:
    assert normalise(table([[5, 1], [5, 2]], "min max"), "minmax")[:, 0].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("name", "values", "named"),
    [
        ("vector", [[0, 1], [0, 2]], "only zeros"),
        ("max", [[-1, 1], [-2, 2]], "no value above 0"),
        ("sum", [[-1, 1], [5, 2]], "negative"),
        ("sum", [[1, 0], [5, 2]], "zero where less is better"),
    ],
)
def test_undefined_normalisation_names_the_criterion(
    table: Table, name: Normalisation, values: list[list[float]], named: str
) -> None:
    with pytest.raises(CaseError, match=rf"c[12]: found .*{named}"):
        normalise(table(values, "max min"), name)


def test_every_named_normalisation_is_there(table: Table) -> None:
    problem = table([[1, 2], [3, 5]])
    assert all(normalise(problem, name).shape == (2, 2) for name in NORMALISATIONS)
