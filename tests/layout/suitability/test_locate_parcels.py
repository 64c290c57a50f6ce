"""Regions of whole parcels against brute force over small sets, and what a search promises on larger ones."""

import itertools

import numpy as np
import pytest

from layout.suitability import locate_parcels as module
from layout.suitability.locate_parcels import ParcelsWanted, locate_parcels
from layout.suitability.parcel_graph import ParcelGraph, parcel_graph

Pairs = list[tuple[int, int]]


def checkerboard(
    side: int, seed: int, *, close: Pairs | None = None, overlapping: Pairs | None = None
) -> ParcelGraph:
    """Square parcels of invented worth and area in rows and columns; neighbours share 100 m."""
    generator = np.random.default_rng(seed)
    count = side * side
    pairs = [(n, n + 1) for n in range(count) if (n + 1) % side] + [
        (n, n + side) for n in range(count - side)
    ]
    areas = generator.uniform(0.5, 2.0, count)
    table = np.array(pairs, dtype=np.int64)
    return parcel_graph(
        generator.uniform(0, 1, count) * areas,
        areas,
        perimeters=4 * np.sqrt(areas * 10_000),
        adjacent=table,
        shared=np.full(len(pairs), 100.0),
        apart=tuple(np.array(some or [], dtype=np.int64).reshape(-1, 2) for some in (close, overlapping)),  # type: ignore[arg-type]
    )


def linked(members: tuple[int, ...], graph: ParcelGraph) -> bool:
    seen, waiting = {members[0]}, [members[0]]
    while waiting:
        here = waiting.pop()
        for near in set(members) - seen:
            if graph.near[here] >> near & 1:
                seen.add(near)
                waiting.append(near)
    return seen == set(members)


def brute(graph: ParcelGraph, wanted: ParcelsWanted) -> float | None:
    """Return the best worth over every set of parcels and every choice of sets."""
    regions = [
        set(members)
        for size in range(1, graph.count + 1)
        for members in itertools.combinations(range(graph.count), size)
        if wanted.least <= graph.areas[list(members)].sum() <= wanted.most
        and linked(members, graph)
        and not any(graph.overlaps[a] >> b & 1 for a, b in itertools.combinations(members, 2))
    ]
    low, high = wanted.total or (0.0, np.inf)
    best = None
    for chosen in itertools.combinations(regions, wanted.count):
        if not low <= sum(graph.areas[list(one)].sum() for one in chosen) <= high:
            continue
        if any(graph.reached[a] >> b & 1 for x, y in itertools.combinations(chosen, 2) for a in x for b in y):
            continue
        worth = sum(graph.worth(sorted(one), shape=wanted.shape)[1] for one in chosen)
        best = worth if best is None else max(best, worth)
    return best


WANTED = [
    ParcelsWanted(2.0, 4.0),
    ParcelsWanted(2.0, 4.0, 2),
    ParcelsWanted(1.0, 4.0, 2, total=(5.0, 5.5)),
    ParcelsWanted(1.5, 5.0, 2, total=(6.0, 7.0), shape=0.5),
]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("wanted", WANTED)
def test_against_brute_force(seed: int, wanted: ParcelsWanted) -> None:
    graph = checkerboard(3, seed, close=[(0, 4), (1, 5)], overlapping=[(2, 4), (7, 8)])
    found = locate_parcels(graph, wanted)
    best = brute(graph, wanted)
    if best is None:
        assert found.regions == ()
        return
    assert (found.method, found.gap) == ("exact", 0)
    assert found.objective == pytest.approx(best)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("wanted", WANTED)
def test_a_search_is_near_the_best_and_its_bound_above(
    seed: int, wanted: ParcelsWanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = checkerboard(3, seed)
    best = locate_parcels(graph, wanted)
    monkeypatch.setattr(module, "EXACT_PARCELS", 0)
    found = locate_parcels(graph, wanted)
    assert (best.method, found.method) == ("exact", "search")
    assert found.objective <= best.objective + 1e-9 <= found.bound + 2e-9
    assert found.objective >= 0.85 * best.objective


def test_many_parcels_keep_the_promises() -> None:
    graph = checkerboard(20, 1, overlapping=[(0, 1)])
    wanted = ParcelsWanted(8.0, 14.0, 4, total=(40.0, 44.0))
    found = locate_parcels(graph, wanted)
    assert found.method == "search"
    assert found.gap < 0.25
    areas = [graph.areas[members].sum() for members in found.regions]
    assert len(areas) == 4
    assert all(8.0 <= area <= 14.0 for area in areas)
    assert 40.0 <= sum(areas) <= 44.0
    assert len({int(place) for members in found.regions for place in members}) == sum(map(len, found.regions))
    for members, total in zip(found.regions, found.sums, strict=True):
        assert linked(tuple(members.tolist()), graph)
        assert total == pytest.approx(graph.values[members].sum())
        assert not {0, 1} <= set(members.tolist())


def test_as_many_as_fit_without_a_total_and_none_with_one() -> None:
    graph = checkerboard(2, 0)
    whole = float(graph.areas.sum())
    assert len(locate_parcels(graph, ParcelsWanted(0.6 * whole, whole, 3)).regions) == 1
    asked = ParcelsWanted(0.6 * whole, whole, 3, total=(1.8 * whole, 3 * whole))
    assert locate_parcels(graph, asked).regions == ()
