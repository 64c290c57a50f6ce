from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pymcdm.weights.subjective import AHP

from layout.errors import CaseError
from layout.scoring.weighting.ahp import ahp_weights, harker_matrix, random_index
from layout.scoring.weighting.pairwise import Pairwise, parse_pairwise

SHARES = arrays(np.float64, 5, elements=st.floats(0.05, 1))


def judged(weights: np.ndarray) -> Pairwise:
    return Pairwise(tuple("abcde"), weights[:, None] / weights[None, :])


@given(SHARES, st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4))
def test_consistent_judgements_give_back_the_weights_with_or_without_gaps(
    weights: np.ndarray, gaps: set[tuple[int, int]]
) -> None:
    matrix = judged(weights)
    for i, j in gaps:
        # a chain of neighbours stays, so that all stay connected
        if abs(i - j) > 1:
            matrix.judgements[i, j] = matrix.judgements[j, i] = np.nan
    found = ahp_weights(matrix)
    np.testing.assert_allclose(found.weights, weights / weights.sum(), rtol=1e-9)
    assert found.lambda_max == pytest.approx(5)
    assert found.cr == pytest.approx(0, abs=1e-9)


def test_weights_as_pymcdm() -> None:
    cells = [
        ["1", "5", "6", "7"],
        ["1/5", "1", "4", "6"],
        ["1/6", "1/4", "1", "4"],
        ["1/7", "1/6", "1/4", "1"],
    ]
    found = ahp_weights(parse_pairwise(list("abcd"), cells))
    peer = AHP(matrix=np.array([[float(Fraction(cell)) for cell in row] for row in cells]))
    np.testing.assert_allclose(found.weights, peer(), rtol=1e-12)


def test_one_slip_is_found_as_the_worst_judgement() -> None:
    matrix = judged(np.array([5.0, 4, 3, 2, 1]))
    matrix.judgements[1, 3], matrix.judgements[3, 1] = 1 / 9, 9
    found = ahp_weights(matrix)
    assert found.worst is not None
    assert (found.worst.row, found.worst.column) == ("b", "d")
    assert found.worst.implied > 4 * found.worst.judgement
    assert found.worst.cr_if_implied < found.cr / 3


def test_gap_is_filled_with_the_ratio_of_the_weights() -> None:
    matrix = judged(np.array([5.0, 4, 3, 2, 1]))
    matrix.judgements[0, 1], matrix.judgements[1, 0] = 3, 1 / 3
    matrix.judgements[2, 4] = matrix.judgements[4, 2] = np.nan
    found = ahp_weights(matrix)
    filled = matrix.judgements.copy()
    filled[2, 4] = found.weights[2] / found.weights[4]
    filled[4, 2] = 1 / filled[2, 4]
    np.testing.assert_allclose(filled @ found.weights, found.lambda_max * found.weights, rtol=1e-9)
    assert harker_matrix(matrix.judgements)[2, 2] == 2


def test_one_or_two_items_cannot_contradict() -> None:
    for names, cells in ((["a"], [["1"]]), (["a", "b"], [["1", "7"], ["", ""]])):
        found = ahp_weights(parse_pairwise(names, cells))
        assert (found.ci, found.cr, found.worst) == (0, 0, None)


def test_three_items_have_their_random_index() -> None:
    """A famous program is off by one here and divides by zero."""
    assert random_index(3) == (0.58, "Saaty 1980")
    assert [random_index(count)[0] for count in (1, 2, 4, 5, 9)] == [0, 0, 0.90, 1.12, 1.45]


def test_large_matrices_take_the_published_line() -> None:
    index, source = random_index(20)
    assert source == "Alonso & Lamata 2006"
    assert index == pytest.approx((2.7699 * 20 - 4.3513 - 20) / 19)


def test_groups_without_a_link_are_named() -> None:
    cells = [["1", "2", "", ""], ["", "1", "", ""], ["", "", "1", "3"], ["", "", "", "1"]]
    with pytest.raises(CaseError, match="links a, b to c, d"):
        ahp_weights(parse_pairwise(list("abcd"), cells))
