import numpy as np
import pytest

from layout.suitability.class_votes import count_classes


@pytest.mark.parametrize(("rows", "cols", "factor"), [(1, 1, 1), (7, 10, 1), (7, 10, 3), (12, 8, 4)])
def test_against_counting_each_square(rows: int, cols: int, factor: int) -> None:
    kinds = 4
    rng = np.random.default_rng(rows + factor)
    table = rng.integers(0, kinds, 65_536).astype(np.uint8)
    codes = rng.integers(0, 65_536, (rows, cols)).astype(np.uint16)
    counts = np.zeros(kinds, np.int64)
    most = np.empty((-(-rows // factor), -(-cols // factor)), np.uint8)
    count_classes(codes, table, factor, counts, most)
    classes = table[codes]
    assert counts.tolist() == np.bincount(classes.ravel(), minlength=kinds).tolist()
    for down, across in np.ndindex(most.shape):
        square = classes[down * factor : (down + 1) * factor, across * factor : (across + 1) * factor]
        votes = np.bincount(square.ravel(), minlength=kinds)
        votes[0] += factor**2 - square.size  # what lies beyond the edge is no class
        assert most[down, across] == votes.argmax()
