from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pymcdm.methods import SPOTIS

from layout.errors import CaseError
from layout.scoring.methods.spotis import solve_spotis, spotis_kernel
from layout.scoring.problem import Problem

Table = Callable[..., Problem]
BOUNDS = np.array([[0.0, 10.0], [0.0, 10.0], [0.0, 10.0]])


@pytest.mark.parametrize("expected", [None, [4.0, 5.0, 6.0]])
def test_same_as_pymcdm(table: Table, expected: list[float] | None) -> None:
    values = np.random.default_rng(11).uniform(1, 9, (20, 3))
    weights = np.array([0.5, 0.3, 0.2])
    found = solve_spotis(table(values, "max min max", weights), bounds=BOUNDS, expected=expected)
    point = None if expected is None else np.array(expected)
    np.testing.assert_allclose(
        found.scores, SPOTIS(BOUNDS, esp=point)(values, weights, np.array([1, -1, 1])), rtol=1e-13
    )


@given(arrays(np.float64, (6, 3), elements=st.floats(0, 10)), st.integers(0, 5))
def test_dropping_one_moves_no_other(values: np.ndarray, dropped: int) -> None:
    whole = spotis_kernel(values, np.array([10.0, 0, 10]), spans=np.full(3, 10.0))
    part = spotis_kernel(np.delete(values, dropped, axis=0), np.array([10.0, 0, 10]), spans=np.full(3, 10.0))
    assert (np.delete(whole, dropped, axis=0) == part).all()


def test_expected_point_may_be_given_for_some_criteria(table: Table) -> None:
    found = solve_spotis(table([[4, 0, 10]], "max min max"), bounds=BOUNDS, expected=[4.0, None, None])
    assert found.scores.tolist() == [0]
    assert found.tables["ideal"].tolist() == [4, 0, 10]


@pytest.mark.parametrize(
    ("bounds", "expected", "named"),
    [
        ([[0, 0], [0, 10], [0, 10]], None, "c1: found bounds 0 to 0"),
        ([[0, 10], [0, 3], [0, 10]], None, "A1 / c2: found 5, outside"),
        ([[0, 10], [0, 10], [0, 10]], [11.0, None, None], "c1: found expected = 11"),
    ],
)
def test_bounds_that_do_not_hold_are_named(
    table: Table, bounds: list[list[float]], expected: list[float | None] | None, named: str
) -> None:
    with pytest.raises(CaseError, match=named):
        solve_spotis(table([[5, 5, 5]]), bounds=np.array(bounds, dtype=float), expected=expected)
