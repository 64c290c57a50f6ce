"""Extending and trading on small surfaces where the best answer is plain."""

import numpy as np
import pytest
from scipy import ndimage

from layout.suitability.region_adjust import apart, extend, trade

TERMS = (1, 99, False, 0.0, 0.0)


def owner_of(*rows: str) -> np.ndarray:
    return np.array([[int(cell) for cell in row] for row in rows], dtype=np.int32)


def test_the_best_touching_cells_are_taken_up_to_the_greatest_size() -> None:
    scores = np.array([[0.0, 0.9, 0.8, 0.1], [0.2, 0.1, 0.7, 0.3]])
    owner, sizes = owner_of("1000", "0000"), np.array([1])
    assert extend(scores, owner, sizes, 3, TERMS) == 0
    assert owner.tolist() == owner_of("1110", "0010").tolist()
    assert extend(scores, owner, sizes, 2, (1, 5, False, 0.0, 0.0)) == 1
    assert sizes.tolist() == [5]


def test_regions_stay_apart_while_they_grow() -> None:
    owner, sizes = owner_of("1000002"), np.array([1, 1])
    left = extend(np.ones((1, 7)), owner, sizes, 5, (1, 9, False, 2.0, 0.0))
    assert left == 2
    assert (owner == 0).sum() == 2
    assert not apart(owner_of("1002"), 0, 1, 1, 2.0)
    assert apart(owner_of("1002"), 0, 1, 1, 1.0)


@pytest.mark.parametrize("seed", range(5))
def test_trading_gains_and_keeps_what_was_asked(seed: int) -> None:
    scores = np.random.default_rng(seed).random((12, 12))
    owner = np.zeros((12, 12), dtype=np.int32)
    owner[1:4, 1:4], owner[7:10, 6:10] = 1, 2
    sizes, before = np.array([9, 12]), scores[owner > 0].sum()
    assert trade(scores, owner, sizes, 200, (4, 17, False, 1.0, 0.0)) > 0
    assert scores[owner > 0].sum() > before
    assert sizes.tolist() == [int((owner == 1).sum()), int((owner == 2).sum())]
    assert sizes.sum() == 21
    assert 4 <= sizes.min() <= sizes.max() <= 17
    assert all(ndimage.label(owner == number)[1] == 1 for number in (1, 2))
    one, two = (np.argwhere(owner == number) for number in (1, 2))
    gaps = np.maximum(np.abs(one[:, None] - two[None]) - 1, 0)
    assert np.hypot(gaps[..., 0], gaps[..., 1]).min() >= 1.0
