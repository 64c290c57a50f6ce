"""Parcels as the nodes of a graph: which lie side by side, which are too near to be in two regions, what each is worth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layout.suitability.region_choice import spread
from layout.suitability.region_exact import members_of

Floats = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ParcelGraph:
    """Parcels and how they lie.

    Parameters
    ----------
    values
        Sum of scores of each parcel, shape (n,).
    areas
        Area of each in hectares.
    perimeters
        Perimeter of each in metres.
    near
        Neighbours of each, as a bit set; never those that overlap it.
    reached
        Parcels too near to be in another region, and itself.
    overlaps
        Parcels that overlap it: never in the same region.
    shared
        Metres of edge shared with a neighbour, by the pair (smaller number first).
    """

    values: Floats
    areas: Floats
    perimeters: Floats
    near: list[int]
    reached: list[int]
    overlaps: list[int]
    shared: dict[tuple[int, int], float]

    @property
    def count(self) -> int:
        """Return the number of parcels."""
        return len(self.values)

    def worth(self, members: Sequence[int], *, shape: float) -> tuple[float, float]:
        """Return the sum of scores of a region and its worth with the shape.

        Parameters
        ----------
        members
            Numbers of its parcels.
        shape
            0: only the sum counts. 1: it counts times the perimeter of a disc of the region's area divided by the region's
            own; between, a mix.
        """
        total = float(self.values[list(members)].sum())
        if shape == 0:
            return total, total
        held = set(members)
        edge = float(self.perimeters[list(members)].sum())
        edge -= 2 * sum(
            self.shared.get((one, other), 0.0)
            for one in members
            for other in members_of(self.near[one])
            if one < other and other in held
        )
        disc = 2 * np.sqrt(np.pi * float(self.areas[list(members)].sum()) * _M2_PER_HA)
        return total, total * (1 - shape + shape * min(disc / edge, 1.0) if edge > 0 else 1.0)

    def reach(self, region: int) -> int:
        """Return the parcels that another region may not hold beside this one."""
        return spread(region, self.reached)

    def whole(self, region: int) -> bool:
        """Return whether no two parcels of a region overlap."""
        return not region & spread(region, self.overlaps)


_M2_PER_HA = 10_000.0


def bits(members: Iterable[int]) -> int:
    """Return members as a bit set."""
    found = 0
    for member in members:
        found |= 1 << int(member)
    return found


def parcel_graph(
    values: Floats,
    areas: Floats,
    *,
    perimeters: Floats,
    adjacent: Pairs,
    shared: Floats,
    apart: tuple[Pairs, Pairs],
) -> ParcelGraph:
    """Return the graph of parcels.

    Parameters
    ----------
    values, areas, perimeters
        Shape (n,).
    adjacent
        Pairs that lie side by side, shape (m, 2).
    shared
        Metres of edge that each pair shares, shape (m,).
    apart
        Pairs that are too near for two regions, and pairs that overlap; shape (k, 2) each.
    """
    count = len(values)
    near, reached, overlaps = [0] * count, [1 << place for place in range(count)], [0] * count
    close, over = apart
    for lines, pairs in ((reached, close), (overlaps, over), (reached, over)):
        for one, other in pairs.tolist():
            lines[one] |= 1 << other
            lines[other] |= 1 << one
    edges = {}
    for (one, other), length in zip(adjacent.tolist(), shared.tolist(), strict=True):
        if not overlaps[one] >> other & 1:
            near[one] |= 1 << other
            near[other] |= 1 << one
            edges[min(one, other), max(one, other)] = length
    return ParcelGraph(values, areas, perimeters, near, reached, overlaps, edges)
