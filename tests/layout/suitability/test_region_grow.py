import math

import numpy as np
import pytest
from scipy import ndimage

from layout.suitability.region_grow import connected_without, gap_between, grow, mend, perimeter, touching

SCORES = ndimage.gaussian_filter(np.random.default_rng(0).random((40, 50)), 2)
SCORES[np.quantile(SCORES, 0.3) > SCORES] = np.nan
STRUCTURES = {False: None, True: np.ones((3, 3))}


def is_one_region(cells: np.ndarray, *, queen: bool) -> bool:
    mask = np.zeros(SCORES.size, dtype=bool)
    mask[cells] = True
    return bool(ndimage.label(mask.reshape(SCORES.shape), STRUCTURES[queen])[1] == 1)


@pytest.mark.parametrize("queen", [False, True])
@pytest.mark.parametrize("shape", [0.0, 0.5, 1.0])
def test_a_region_is_connected_eligible_and_of_its_size(shape: float, queen: bool) -> None:  # noqa: FBT001 - a parameter of the test
    state = np.zeros(SCORES.shape, np.int32)
    for seed in np.flatnonzero(~np.isnan(SCORES.ravel()))[::191]:
        cells = grow(SCORES, state, int(seed), (25, queen, shape))
        assert seed in cells
        assert len(np.unique(cells)) == len(cells) <= 25
        assert not np.isnan(SCORES.ravel()[cells]).any()
        assert is_one_region(cells, queen=queen)
        assert not state.any()


@pytest.mark.parametrize("queen", [False, True])
def test_mending_only_improves(queen: bool) -> None:  # noqa: FBT001 - as above
    state = np.zeros(SCORES.shape, np.int32)
    better = 0
    for seed in np.flatnonzero(~np.isnan(SCORES.ravel()))[::191]:
        cells = grow(SCORES, state, int(seed), (25, queen, 0.7))
        mended = mend(SCORES, state, cells, queen, 200)
        gain = SCORES.ravel()[mended].sum() - SCORES.ravel()[cells].sum()
        assert gain >= 0
        better += gain > 0
        assert len(np.unique(mended)) == len(cells)
        assert is_one_region(mended, queen=queen)
        assert not state.any()
    assert better > 0


def test_perimeters() -> None:
    state = np.zeros((5, 6), np.int32)
    assert perimeter(np.array([7]), state) == 4
    assert perimeter(np.array([7, 8, 13, 14]), state) == 8
    assert perimeter(np.array([7, 14]), state) == 8
    assert not state.any()


def test_gaps_between_edges() -> None:
    assert gap_between(np.array([0]), np.array([11]), 10) == 0
    assert gap_between(np.array([0]), np.array([33, 5]), 10) == pytest.approx(math.sqrt(8))
    assert gap_between(np.array([0, 4]), np.array([4]), 10) == -1


def test_a_cell_can_be_spared_where_the_rest_hangs_together() -> None:
    owner = np.array([[1, 1, 1], [1, 0, 1], [0, 0, 0]], np.int32)
    before = owner.copy()
    assert connected_without(owner, 3, 5, queen=False)
    assert not connected_without(owner, 1, 5, queen=False)
    assert connected_without(np.array([[1, 1, 0], [0, 0, 1], [0, 0, 0]], np.int32), 0, 3, queen=True)
    assert not connected_without(np.array([[1, 0, 0]], np.int32), 0, 1, queen=False)
    assert (owner == before).all()
    assert touching(owner, 1, 1, 1) == 3
