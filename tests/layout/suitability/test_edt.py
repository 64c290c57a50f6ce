"""The distance transform against scipy's and against brute force."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from layout.suitability.edt import FAR, gaps_below, nearest_gap, squares_along_row


def squares(marks: np.ndarray, reach: int) -> np.ndarray:
    rows, cols = marks.shape
    gaps, found = np.empty((rows, cols), np.int16), np.empty((rows, cols), np.int32)
    far = np.full(cols, FAR, np.int16)
    gaps_below(marks, 1, far, gaps)
    above = far.copy()
    scratch = np.empty((3, cols + 1), np.int32)
    for row in range(rows):
        nearest_gap(marks[row], 1, above, gaps[row])
        squares_along_row(gaps[row], reach, scratch, found[row])
    return found


@settings(max_examples=150)
@given(
    st.integers(1, 40),
    st.integers(1, 60),
    st.sampled_from([0.0, 0.002, 0.02, 0.3, 1.0]),
    st.integers(1, 90),
    st.integers(0, 2**32 - 1),
)
def test_exact_within_the_reach(rows: int, cols: int, share: float, reach: int, seed: int) -> None:
    marks = (np.random.default_rng(seed).random((rows, cols)) < share).astype(np.uint8)
    expected = np.full((rows, cols), reach**2)
    if marks.any():
        expected = np.minimum(np.round(ndimage.distance_transform_edt(marks == 0) ** 2), reach**2)
    assert np.array_equal(squares(marks, reach), expected)


def test_brute_force() -> None:
    marks = np.zeros((17, 23), np.uint8)
    marks[[2, 9, 16], [20, 4, 11]] = 1
    rows, cols = np.mgrid[:17, :23]
    apart = [(rows - row) ** 2 + (cols - col) ** 2 for row, col in ((2, 20), (9, 4), (16, 11))]
    assert np.array_equal(squares(marks, 100), np.minimum.reduce(apart))


def test_other_bits_do_not_count() -> None:
    marks = np.full((3, 3), 2, np.uint8)
    assert (squares(marks, 5) == 25).all()


@pytest.mark.parametrize("reach", [1, 500, FAR - 1])
def test_nothing_marked_is_the_reach(reach: int) -> None:
    assert (squares(np.zeros((2, 5), np.uint8), reach) == reach**2).all()
