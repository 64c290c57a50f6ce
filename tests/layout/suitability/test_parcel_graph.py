import numpy as np
import pytest

from layout.suitability.parcel_graph import bits, parcel_graph

NONE = np.empty((0, 2), dtype=np.int64)


def test_a_block_of_squares_has_the_perimeter_of_the_block() -> None:
    """Two by two squares of a hectare: the block has 800 m of edge, a disc of its area 709 m."""
    pairs = np.array([(0, 1), (2, 3), (0, 2), (1, 3)])
    graph = parcel_graph(
        np.ones(4),
        np.ones(4),
        perimeters=np.full(4, 400.0),
        adjacent=pairs,
        shared=np.full(4, 100.0),
        apart=(NONE, NONE),
    )
    disc = 2 * np.sqrt(np.pi * 40_000)
    assert graph.worth([0, 1, 2, 3], shape=0.0) == (4.0, 4.0)
    assert graph.worth([0, 1, 2, 3], shape=1.0)[1] == pytest.approx(4 * disc / 800)
    assert graph.worth([0, 1, 2, 3], shape=0.5)[1] == pytest.approx(2 + 2 * disc / 800)


def test_parcels_that_overlap_are_no_neighbours_and_never_together() -> None:
    pairs = np.array([(0, 1), (1, 2)])
    graph = parcel_graph(
        np.ones(3),
        np.ones(3),
        perimeters=np.ones(3),
        adjacent=pairs,
        shared=np.ones(2),
        apart=(NONE, pairs[:1]),
    )
    assert graph.near == [0, bits([2]), bits([1])]
    assert graph.reached == [bits([0, 1]), bits([0, 1]), bits([2])]
    assert not graph.whole(bits([0, 1]))
    assert graph.whole(bits([1, 2]))
    assert graph.reach(bits([1, 2])) == bits([0, 1, 2])
