import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.scoring.weighting.ordinal import ORDINAL_WEIGHTINGS, OrdinalWeighting, ordinal_weights


@pytest.mark.parametrize("method", ORDINAL_WEIGHTINGS)
@given(order=st.permutations(range(1, 7)))
def test_weights_follow_the_order_and_have_sum_one(method: OrdinalWeighting, order: list[int]) -> None:
    weights = ordinal_weights(np.array(order, dtype=float), method)
    assert weights.sum() == pytest.approx(1)
    assert (np.argsort(-weights) == np.argsort(order)).all()


def test_equal_ranks_share() -> None:
    weights = ordinal_weights(np.array([1.0, 2, 2]), "rank_sum")
    assert weights == pytest.approx([3 / 6, 1.5 / 6, 1.5 / 6])


def test_centroid_is_the_mean_of_ordered_weights() -> None:
    """A second formulation: the mean of the corners (1), (1/2, 1/2), (1/3, 1/3, 1/3) of the ordered simplex."""
    corners = np.array([[1, 0, 0], [1 / 2, 1 / 2, 0], [1 / 3, 1 / 3, 1 / 3]])
    np.testing.assert_allclose(ordinal_weights(np.array([1.0, 2, 3]), "roc"), corners.mean(axis=0))
