"""Every connected region of a given number of cells in a small window, each once (Wernicke 2006, ESU, applied to cells)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]

MOST_REGIONS = 300_000
"""More are not listed: the caller then has to search instead of listing."""
MOST_STEPS = 3_000_000
"""Nor is the list made where that many smaller ones have to be walked through."""


def neighbours_of(eligible: Mask, *, queen: bool) -> dict[int, int]:
    """Return for each eligible cell, by its flat index, the bit set of its eligible neighbours.

    Parameters
    ----------
    eligible
        Shape (rows, columns).
    queen
        Whether corners connect.
    """
    rows, cols = eligible.shape
    found: dict[int, int] = {}
    for row, col in np.argwhere(eligible).tolist():
        bits = 0
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                near = (row + down, col + right)
                if (down, right) == (0, 0) or (down and right and not queen):
                    continue
                if 0 <= near[0] < rows and 0 <= near[1] < cols and eligible[near]:
                    bits |= 1 << (near[0] * cols + near[1])
        found[row * cols + col] = bits
    return found


def connected_regions(eligible: Mask, *, cells: int, queen: bool) -> list[int] | None:
    """Return every connected region of `cells` cells as a bit set of flat indices; None where there are too many.

    Parameters
    ----------
    eligible
        Shape (rows, columns), a small window.
    cells
        Size of a region, at least 1.
    queen
        Whether corners connect.
    """
    near = neighbours_of(eligible, queen=queen)
    return connected_sets(near, dict.fromkeys(near, 1), least=cells, most=cells)


def connected_sets(
    near: Mapping[int, int], weights: Mapping[int, float], *, least: float, most: float
) -> list[int] | None:
    """Return every connected set of members whose weight lies in a range, as bit sets; None where there are too many.

    Parameters
    ----------
    near
        The neighbours of each member, as a bit set.
    weights
        Weight of each member, positive.
    least, most
        Range of the weight of a set, both ends included.
    """
    found: list[int] = []
    walk = _Walk(near, weights, least, most)
    for start in sorted(near):
        walk.later = ~((1 << (start + 1)) - 1)
        if weights[start] > most or walk.reachable(start) < least:
            continue
        touched = near[start] | 1 << start
        for region in walk.extend(
            1 << start, near[start] & walk.later, touched=touched, weight=weights[start]
        ):
            found.append(region)
            if len(found) > MOST_REGIONS:
                return None
        if walk.steps > MOST_STEPS:
            return None
    return found


@dataclass(slots=True)
class _Walk:
    """One enumeration: members before the first of a set are not used, so that each set comes once."""

    near: Mapping[int, int]
    weights: Mapping[int, float]
    least: float
    most: float
    later: int = 0
    steps: int = 0

    def reachable(self, start: int) -> float:
        """Return the weight of everything that the first member is connected with."""
        seen = front = 1 << start
        total = 0.0
        while front:
            bit = front & -front
            member = bit.bit_length() - 1
            total += self.weights[member]
            new = self.near[member] & self.later & ~seen
            seen |= new
            front = (front ^ bit) | new
        return total

    def extend(self, region: int, frontier: int, *, touched: int, weight: float) -> Iterator[int]:
        """Yield the sets that grow out of one, using only members after the first."""
        self.steps += 1
        if weight >= self.least:
            yield region
        if weight >= self.most:
            return
        while frontier and self.steps <= MOST_STEPS:
            bit = frontier & -frontier
            frontier ^= bit
            member = bit.bit_length() - 1
            more = weight + self.weights[member]
            if more > self.most:
                continue
            new = self.near[member] & self.later & ~touched
            yield from self.extend(region | bit, frontier | new, touched=touched | new, weight=more)


def members_of(region: int) -> list[int]:
    """Return the members of a bit set in ascending order."""
    found = []
    while region:
        bit = region & -region
        found.append(bit.bit_length() - 1)
        region ^= bit
    return found
