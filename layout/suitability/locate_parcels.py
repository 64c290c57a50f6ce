"""Locates regions of whole neighbouring parcels: exactly where the regions can all be listed, else by search with a bound."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from layout.suitability.locate import RegionsFound
from layout.suitability.parcel_graph import ParcelGraph
from layout.suitability.parcel_search import grown, improved, parcel_bound
from layout.suitability.region_choice import Total, best_choice
from layout.suitability.region_exact import connected_sets, members_of
from layout.suitability.region_select import cell_groups, select_regions

EXACT_PARCELS = 150
_SEEDS = 240
_POOL = 2_500
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class ParcelsWanted:
    """What is looked for, in hectares.

    Parameters
    ----------
    least, most
        Range of the area of a region.
    count
        How many regions.
    total
        Range of the area of all together; without it as many regions as fit are found, with it exactly as many as wanted.
    shape
        As for `ParcelGraph.worth`.
    """

    least: float
    most: float
    count: int = 1
    total: tuple[float, float] | None = None
    shape: float = 0.0

    @property
    def range_of_total(self) -> tuple[float, float]:
        """Return the range of the area of all together."""
        return self.total or (self.least, self.most * self.count)


def locate_parcels(graph: ParcelGraph, wanted: ParcelsWanted) -> RegionsFound:
    """Return the regions worth most; each is an array of the numbers of its parcels, shape (parcels,).

    Parameters
    ----------
    graph
        The parcels.
    wanted
        Areas, number and shape.
    """
    least, most = wanted.least * (1 - _ROUNDING), wanted.most * (1 + _ROUNDING)
    if graph.count <= EXACT_PARCELS:
        near = dict(enumerate(graph.near))
        areas = dict(enumerate(graph.areas.tolist()))
        listed = connected_sets(near, areas, least=least, most=most)
        found = None if listed is None else _exact(graph, wanted, [one for one in listed if graph.whole(one)])
        if found is not None:
            return found
    return _searched(graph, wanted, (least, most))


def _counts(wanted: ParcelsWanted, available: int) -> Sequence[int]:
    """Return the numbers of regions that are tried, the one wanted first."""
    if wanted.total is not None:
        return [wanted.count]
    return range(min(wanted.count, available), 0, -1)


def _exact(graph: ParcelGraph, wanted: ParcelsWanted, listed: list[int]) -> RegionsFound | None:
    """Return the best choice among all regions there are; None where the search was given up."""
    worth = [graph.worth(members_of(region), shape=wanted.shape)[1] for region in listed]
    areas = [float(graph.areas[members_of(region)].sum()) for region in listed]
    reached = [graph.reach(region) for region in listed]
    for count in _counts(wanted, len(listed)):
        taken = best_choice(worth, listed, reached=reached, count=count, total=_total(wanted, areas))
        if taken is None:
            return None
        if taken:
            return _found(graph, [listed[place] for place in taken], wanted, None)
    return _found(graph, [], wanted, None)


def _total(wanted: ParcelsWanted, areas: list[float]) -> Total | None:
    """Return what the areas must add up to; None where nothing is asked."""
    if wanted.total is None or not areas:
        return None
    low, high = wanted.total
    return Total(areas, low * (1 - _ROUNDING), high * (1 + _ROUNDING))


def _searched(graph: ParcelGraph, wanted: ParcelsWanted, each: tuple[float, float]) -> RegionsFound:
    """Return a good choice among regions grown from many seeds, with an upper bound on every choice."""
    order = np.argsort(-graph.values / graph.areas, kind="stable")
    step = max(graph.count // (_SEEDS * min(wanted.count, 4)), 1)
    pool = grown(graph, seeds=order[::step].tolist(), least=each[0], most=each[1])
    ranked = sorted(
        pool, key=lambda region: (-graph.worth(members_of(region), shape=wanted.shape)[1], region)
    )
    kept = ranked[:: max(len(ranked) // _POOL, 1)]
    worth = np.array([graph.worth(members_of(region), shape=wanted.shape)[1] for region in kept])
    areas = [float(graph.areas[members_of(region)].sum()) for region in kept]
    groups = cell_groups([np.array(members_of(region)) for region in kept]) + _too_near(graph, kept)
    taken, _, _ = select_regions(worth, groups, count=wanted.count, total=_total(wanted, areas))
    low, high = wanted.range_of_total
    span = (low * (1 - _ROUNDING), high * (1 + _ROUNDING)) if wanted.total else (0.0, np.inf)
    chosen = [kept[place] for place in taken]
    if chosen:
        chosen = improved(graph, chosen, each=each, total=span, shape=wanted.shape)
    bound = parcel_bound(graph, most=each[1], count=max(len(chosen), 1), high=high) if chosen else 0.0
    return _found(graph, chosen, wanted, bound)


def _too_near(graph: ParcelGraph, regions: Sequence[int]) -> list[list[int]]:
    """Return the pairs of regions that share no parcel and may not stand beside each other."""
    reached = [graph.reach(region) for region in regions]
    return [
        [one, other]
        for one in range(len(regions))
        for other in range(one + 1, len(regions))
        if reached[one] & regions[other] and not regions[one] & regions[other]
    ]


def _found(graph: ParcelGraph, chosen: list[int], wanted: ParcelsWanted, bound: float | None) -> RegionsFound:
    """Return the result, best first; `bound` is None where the choice is proven best."""
    rows = [(members_of(region), *graph.worth(members_of(region), shape=wanted.shape)) for region in chosen]
    rows.sort(key=lambda row: (-row[2], row[0]))
    objective = float(sum(row[2] for row in rows))
    return RegionsFound(
        regions=tuple(np.array(members, dtype=np.int64) for members, _, _ in rows),
        sums=tuple(total for _, total, _ in rows),
        values=tuple(value for _, _, value in rows),
        objective=objective,
        bound=objective if bound is None else max(bound, objective),
        method="exact" if bound is None else "search",
    )
