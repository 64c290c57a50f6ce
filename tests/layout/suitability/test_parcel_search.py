"""Growing, exchanging and bounding on a chain of parcels, where every answer can be read off."""

import numpy as np
import pytest

from layout.suitability.parcel_graph import ParcelGraph, bits, parcel_graph
from layout.suitability.parcel_search import connected, grown, improved, parcel_bound

NONE = np.empty((0, 2), dtype=np.int64)


def chain(*values: float) -> ParcelGraph:
    count = len(values)
    pairs = np.column_stack([np.arange(count - 1), np.arange(1, count)])
    ones = np.ones(count)
    return parcel_graph(
        np.array(values),
        ones,
        perimeters=ones,
        adjacent=pairs,
        shared=np.ones(len(pairs)),
        apart=(NONE, NONE),
    )


def test_growth_takes_the_better_side_and_stops_at_the_area() -> None:
    graph = chain(0.1, 0.5, 1.0, 0.6, 0.9)
    assert grown(graph, seeds=[2], least=2.0, most=3.0) == {bits([2, 3]), bits([2, 3, 4])}
    assert grown(graph, seeds=[2], least=2.0, most=0.5) == set()


def test_a_region_hangs_together() -> None:
    graph = chain(1, 1, 1, 1)
    assert connected(graph, bits([1, 2, 3]))
    assert not connected(graph, bits([0, 2]))
    assert not connected(graph, 0)


def test_exchanges_climb_to_the_best_window_of_a_chain() -> None:
    values = np.random.default_rng(3).random(12)
    graph = chain(*np.sort(values))
    (found,) = improved(graph, [bits([0, 1, 2])], each=(3.0, 3.0), total=(0.0, 99.0), shape=0.0)
    assert found == bits([9, 10, 11])


def test_the_bound_of_a_chain() -> None:
    """Two heaps at the ends: no region of two holds both, and all four hectares together hold the heaps."""
    graph = chain(1.0, 1.0, 0.1, 0.1, 0.1, 0.1, 0.1, 1.0, 1.0)
    assert parcel_bound(graph, most=4.0, count=1, high=4.0) == pytest.approx(2.2)
    assert parcel_bound(graph, most=2.0, count=2, high=4.0) == pytest.approx(4.0)
    assert parcel_bound(graph, most=4.0, count=2, high=3.0) == pytest.approx(3.0)
