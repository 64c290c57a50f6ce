"""Regions of whole parcels grown from seeds, improved by exchanging parcels, and an upper bound on any choice of them."""

import heapq
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from layout.suitability.parcel_graph import ParcelGraph, bits
from layout.suitability.region_choice import spread
from layout.suitability.region_exact import members_of

Floats = npt.NDArray[np.float64]
_ROUNDS = 60


def grown(graph: ParcelGraph, *, seeds: Sequence[int], least: float, most: float) -> set[int]:
    """Return regions grown from seeds: at each step the neighbour with the best score for its area, in two manners.

    Parameters
    ----------
    graph
        The parcels.
    seeds
        Parcels to start from.
    least, most
        Range of a region's area in hectares.
    """
    density = graph.values / graph.areas
    found: set[int] = set()
    for seed in seeds:
        for wish in (density, graph.values):
            found.update(_from(graph, seed, wish, least=least, most=most))
    return found


def _from(graph: ParcelGraph, seed: int, wish: Floats, *, least: float, most: float) -> Iterator[int]:
    """Yield the regions that a growing one passes through."""
    region, area = 1 << seed, float(graph.areas[seed])
    if area > most:
        return
    front, barred = graph.near[seed], region | graph.overlaps[seed]
    while True:
        if area >= least:
            yield region
        open_ = [place for place in members_of(front & ~barred) if area + graph.areas[place] <= most]
        if not open_:
            return
        best = max(open_, key=lambda place: (wish[place], -place))
        region |= 1 << best
        barred |= 1 << best | graph.overlaps[best]
        front |= graph.near[best]
        area += float(graph.areas[best])


def connected(graph: ParcelGraph, region: int) -> bool:
    """Return whether the parcels of a region hang together."""
    seen = front = region & -region
    while front:
        bit = front & -front
        front ^= bit
        new = graph.near[bit.bit_length() - 1] & region & ~seen
        seen |= new
        front |= new
    return seen == region and region != 0


def improved(
    graph: ParcelGraph,
    regions: Sequence[int],
    *,
    each: tuple[float, float],
    total: tuple[float, float],
    shape: float,
) -> list[int]:
    """Return regions after taking in, giving up or exchanging single parcels as long as that is better.

    Parameters
    ----------
    graph
        The parcels.
    regions
        Regions that may stand beside each other.
    each, total
        Range of the area of a region, and of all together, in hectares.
    shape
        As for `ParcelGraph.worth`.
    """
    chosen = list(regions)
    for _ in range(_ROUNDS):
        moves = [
            (gain, number, region)
            for number in range(len(chosen))
            for gain, region in _moves(graph, chosen, number, (each, total, shape))
        ]
        if not moves:
            break
        _, number, region = max(moves)
        chosen[number] = region
    return chosen


def _moves(
    graph: ParcelGraph,
    chosen: Sequence[int],
    number: int,
    asked: tuple[tuple[float, float], tuple[float, float], float],
) -> Iterator[tuple[float, int]]:
    """Yield the regions that one may become, with how much better that is."""
    (least, most), (low, high), shape = asked
    region = chosen[number]
    barred = bits(()) | region
    for place, other in enumerate(chosen):
        if place != number:
            barred |= graph.reach(other)
    front = spread(region, graph.near) & ~barred
    worth = graph.worth(members_of(region), shape=shape)[1]
    others = sum(
        float(graph.areas[members_of(one)].sum()) for place, one in enumerate(chosen) if place != number
    )
    for gone in (0, *(1 << place for place in members_of(region))):
        for new in (0, *(1 << place for place in members_of(front))):
            fresh = (region & ~gone) | new
            if fresh in (region, 0):
                continue
            members = members_of(fresh)
            area = float(graph.areas[members].sum())
            if not (least <= area <= most and low <= area + others <= high):
                continue
            gain = graph.worth(members, shape=shape)[1] - worth
            if gain > 0 and graph.whole(fresh) and connected(graph, fresh):
                yield gain, fresh


def parcel_bound(graph: ParcelGraph, *, most: float, count: int, high: float) -> float:
    """Return a sum of scores that no `count` regions of whole parcels exceed.

    A connected region of at most `most` hectares has a parcel from which each of its parcels is reached through no more than
    half of that and the parcel itself; so it is worth no more than the best hectares around such a parcel, parts of parcels
    allowed, and different regions have different ones.

    Parameters
    ----------
    graph
        The parcels.
    most
        Greatest area of a region in hectares.
    count
        How many regions.
    high
        Greatest area of all together.
    """
    everywhere = _best_hectares(graph, range(graph.count), min(high, most * count))
    around = [
        _best_hectares(graph, _around(graph, place, most / 2 + float(graph.areas[place])), most)
        for place in range(graph.count)
    ]
    return min(everywhere, float(np.sort(around)[::-1][:count].sum()))


def _best_hectares(graph: ParcelGraph, members: Sequence[int], hectares: float) -> float:
    """Return what the best hectares of some parcels are worth, parts of parcels allowed, none that is worth less than nothing."""
    places = np.asarray(list(members), dtype=np.int64)
    values, areas = np.maximum(graph.values[places], 0.0), graph.areas[places]
    order = np.argsort(-values / areas, kind="stable")
    before = np.concatenate([[0.0], np.cumsum(areas[order])[:-1]])
    share = np.clip((hectares - before) / areas[order], 0.0, 1.0)
    return float((values[order] * share).sum())


def _around(graph: ParcelGraph, start: int, radius: float) -> list[int]:
    """Return the parcels that a chain of neighbours with at most so many hectares reaches, both ends counted."""
    far = {start: float(graph.areas[start])}
    waiting = [(far[start], start)]
    while waiting:
        area, place = heapq.heappop(waiting)
        if area > far[place]:
            continue
        for near in members_of(graph.near[place]):
            more = area + float(graph.areas[near])
            if more <= radius and more < far.get(near, np.inf):
                far[near] = more
                heapq.heappush(waiting, (more, near))
    return sorted(far)
