import numpy as np
import pytest
from scipy import ndimage

from layout.suitability.flood import fill_from


@pytest.mark.parametrize("queen", [False, True])
def test_filled_is_the_component_of_scipy(queen: bool) -> None:  # noqa: FBT001 - a parameter of the test
    eligible = np.random.default_rng(3).random((40, 50)) < 0.55
    structure = np.ones((3, 3)) if queen else None
    expected, _ = ndimage.label(eligible, structure)
    for row, col in np.argwhere(eligible)[::97]:
        assert np.array_equal(fill_from(eligible, row, col, queen), expected == expected[row, col])


def test_a_cell_that_is_not_eligible_fills_nothing() -> None:
    assert not fill_from(np.zeros((3, 3), np.bool_), 1, 1, False).any()  # noqa: FBT003 - a kernel's arguments go by position
