import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.convert.corners import COL, NOTHING, OWNER, ROW, find_corners, trace_rings


def corners_of(labels: np.ndarray) -> np.ndarray:
    above = np.full(labels.shape[1], NOTHING, np.int32)
    return find_corners(labels.astype(np.int32), above, 0, last=True)


def test_a_square_has_four_corners_and_one_ring_counter_clockwise() -> None:
    labels = np.full((4, 5), NOTHING)
    labels[1:3, 1:4] = 0
    corners = corners_of(labels)
    assert corners[:, [ROW, COL]].tolist() == [[1, 1], [1, 4], [3, 1], [3, 4]]
    rings = trace_rings(corners, 1)
    assert rings.points.tolist() == [[1, 1], [1, 3], [4, 3], [4, 1], [1, 1]]  # rows grow downwards
    assert (rings.starts.tolist(), rings.outer.tolist()) == ([0, 5], [True])


def test_a_pinched_hole_becomes_two_that_touch() -> None:
    labels = np.zeros((4, 4))
    labels[1, 1] = labels[2, 2] = NOTHING
    rings = trace_rings(corners_of(labels), 1)
    assert rings.outer.tolist() == [True, False, False]
    assert np.diff(rings.starts).tolist() == [5, 5, 5]


def test_cells_that_touch_at_a_corner_have_a_ring_each() -> None:
    rings = trace_rings(corners_of(np.array([[0, NOTHING], [NOTHING, 0]])), 1)
    assert rings.outer.tolist() == [True, True]


@settings(max_examples=60)
@given(
    rows=st.integers(1, 12),
    cols=st.integers(1, 12),
    owners=st.integers(1, 4),
    cut=st.integers(1, 12),
    seed=st.integers(0, 2**32 - 1),
)
def test_strips_give_the_corners_of_the_whole_and_rings_the_area_of_the_cells(
    rows: int, cols: int, owners: int, cut: int, seed: int
) -> None:
    labels = np.random.default_rng(seed).integers(-1, owners, (rows, cols)).astype(np.int32)
    whole, parts = corners_of(labels), []
    for row in range(0, rows, cut):
        above = labels[row - 1] if row else np.full(cols, NOTHING, np.int32)
        parts.append(find_corners(labels[row : row + cut], above, row, row + cut >= rows))
    assert np.array_equal(np.vstack(parts), whole)
    rings = trace_rings(whole, owners)
    areas = np.zeros(owners)
    for ring, owner in enumerate(rings.owners):
        x, y = rings.points[rings.starts[ring] : rings.starts[ring + 1]].T.astype(float)
        areas[owner] += (x[:-1] * -y[1:] + x[1:] * y[:-1]).sum() / 2  # holes run the other way round
    assert areas.tolist() == [(labels == owner).sum() for owner in range(owners)]
    assert set(whole[:, OWNER]) == set(labels[labels >= 0])
