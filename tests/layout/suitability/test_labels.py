import numpy as np
import pytest
from scipy import ndimage

from layout.suitability import labels

STRUCTURES = {False: ndimage.generate_binary_structure(2, 1), True: np.ones((3, 3))}


def strip(codes: np.ndarray, least: int, *, queen: bool) -> tuple[np.ndarray, np.ndarray]:
    edges = np.empty((2, codes.shape[1]), np.int32)
    return labels.label_strip(codes.astype(np.uint16), least, queen, edges), edges


@pytest.mark.parametrize("queen", [False, True])
@pytest.mark.parametrize("share", [0.1, 0.45, 0.6, 0.95])
@pytest.mark.parametrize("seed", range(6))
def test_regions_are_those_of_scipy(seed: int, share: float, queen: bool) -> None:  # noqa: FBT001 - a parameter of the test
    generator = np.random.default_rng(seed)
    codes = np.where(generator.random((37, 53)) < share, generator.integers(1, 9000, (37, 53)), 0)
    codes[generator.random((37, 53)) < 0.02] = labels.NO_SCORE
    stats, edges = strip(codes, 1, queen=queen)
    expected, count = ndimage.label((codes > 0) & (codes < labels.NO_SCORE), STRUCTURES[queen])
    assert len(stats) == count
    for row in stats:
        here = expected == expected[row[labels.SEED_ROW], row[labels.SEED_COL]]
        rows, cols = np.nonzero(here)
        assert row[labels.CELLS] == here.sum()
        assert row[labels.TOTAL] == codes[here].sum()
        assert row[[labels.TOP, labels.LEFT, labels.BOTTOM, labels.RIGHT]].tolist() == [
            rows.min(),
            cols.min(),
            rows.max(),
            cols.max(),
        ]
        assert (row[labels.SEED_ROW], row[labels.SEED_COL]) == (rows[0], cols[0])
    for side, line in ((0, expected[0]), (1, expected[-1])):
        named = edges[side][line > 0]
        assert ((edges[side] >= 0) == (line > 0)).all()
        assert len(set(zip(named.tolist(), line[line > 0].tolist(), strict=True))) == len(set(named.tolist()))


def test_more_regions_than_there_was_room_for() -> None:
    codes = np.zeros((200, 41), np.uint16)
    codes[::2, ::2] = 5
    assert len(strip(codes, 1, queen=False)[0]) == 2100


def test_lower_codes_do_not_count() -> None:
    assert len(strip(np.full((3, 3), 499), 500, queen=True)[0]) == 0
    assert strip(np.full((3, 3), 500), 500, queen=True)[0][0, labels.CELLS] == 9


def test_union_and_root() -> None:
    parents = np.arange(6, dtype=np.int32)
    labels.join(parents, 5, 3)
    labels.join(parents, 3, 1)
    assert labels.root_of(parents, 5) == 1
    assert labels.root_of(parents, 0) == 0


def test_rows_are_joined_across_corners_only_by_the_queen() -> None:
    upper, lower = np.array([0, -1, -1], np.int32), np.array([-1, 1, 2], np.int32)
    for queen, roots in ((False, [0, 1, 2]), (True, [0, 0, 2])):
        parents = np.arange(3, dtype=np.int32)
        labels.join_rows(parents, upper, lower, queen)
        assert [labels.root_of(parents, label) for label in range(3)] == roots


def test_gathering_adds_up() -> None:
    stats = np.array(
        [[4, 40, 0, 5, 1, 8, 0, 6], [2, 10, 2, 3, 2, 4, 2, 3], [1, 1, 9, 9, 9, 9, 9, 9]], np.int64
    )
    parents = np.array([0, 0, 2], np.int32)
    found, region_of = labels.gather(parents, stats)
    assert region_of.tolist() == [0, 0, 1]
    assert found.tolist() == [[6, 50, 0, 3, 2, 8, 0, 6], [1, 1, 9, 9, 9, 9, 9, 9]]
    labels.merge_stats(found, 0, np.array([1, 1, 0, 0, 0, 0, 0, 0], np.int64))
    assert found[0].tolist() == [7, 51, 0, 0, 2, 8, 0, 0]


@pytest.mark.parametrize("queen", [False, True])
def test_cells_have_the_numbers_of_the_regions_that_the_strip_returns(queen: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    codes = (np.random.default_rng(4).random((60, 45)) < 0.55).astype(np.uint16)
    found = labels.label_strip(codes, 1, queen, np.empty((2, 45), np.int32))
    cells = np.empty(codes.shape, np.int32)
    labels.label_cells(codes, 1, queen, np.arange(len(found), dtype=np.int32), cells)
    assert np.array_equal(cells >= 0, codes == 1)
    assert np.bincount(cells[cells >= 0]).tolist() == found[:, labels.CELLS].tolist()
    wanted, count = ndimage.label(codes, np.ones((3, 3)) if queen else None)
    assert len(set(zip(cells[codes == 1], wanted[codes == 1], strict=True))) == count == len(found)
