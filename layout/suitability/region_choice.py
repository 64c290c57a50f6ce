"""The best few of all regions of a small window, by search with a bound; regions are bit sets of cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

_MOST_STEPS = 400_000


@dataclass(slots=True)
class _Search:
    """A depth-first search over regions in falling order of worth."""

    values: Sequence[float]
    regions: Sequence[int]
    reached: Sequence[int]
    count: int
    best: float = -float("inf")
    taken: tuple[int, ...] = ()
    steps: int = 0
    chosen: list[int] = field(default_factory=list)

    def run(self, start: int, total: float, *, blocked: int) -> bool:
        """Try every choice from `start` on; return whether the search came to its end within its steps."""
        missing = self.count - len(self.chosen)
        if missing == 0:
            if total > self.best:
                self.best, self.taken = total, tuple(self.chosen)
            return True
        for place in range(start, len(self.values)):
            self.steps += 1
            if self.steps > _MOST_STEPS:
                return False
            if total + missing * self.values[place] <= self.best:
                return True  # nothing that follows is worth more
            if not blocked & self.regions[place]:
                self.chosen.append(place)
                whole = self.run(place + 1, total + self.values[place], blocked=blocked | self.reached[place])
                self.chosen.pop()
                if not whole:
                    return False
        return True


def best_choice(
    values: Sequence[float], regions: Sequence[int], *, reached: Sequence[int], count: int
) -> tuple[int, ...] | None:
    """Return the positions of `count` regions of the highest total worth, none reached by another.

    Parameters
    ----------
    values
        Worth of each region.
    regions
        Its cells, as a bit set.
    reached
        Its cells and those that are too near to it.
    count
        How many.

    Returns
    -------
    tuple or None
        Empty where that many do not fit; None where the search was given up.
    """
    order = np.argsort(-np.asarray(values), kind="stable").tolist()
    search = _Search(
        [values[place] for place in order],
        [regions[place] for place in order],
        [reached[place] for place in order],
        count,
    )
    if not search.run(0, 0.0, blocked=0):
        return None
    return tuple(order[place] for place in search.taken)


def reach_of_cells(shape: tuple[int, int], spacing: float) -> list[int]:
    """Return, for each cell of a small window, the cells whose edges are nearer than `spacing` cells, itself included."""
    rows, cols = shape
    row, col = np.divmod(np.arange(rows * cols), cols)
    down = np.maximum(np.abs(row[:, None] - row[None, :]) - 1, 0)
    right = np.maximum(np.abs(col[:, None] - col[None, :]) - 1, 0)
    near = (np.hypot(down, right) < spacing) | np.eye(rows * cols, dtype=np.bool_)
    return [sum(1 << int(cell) for cell in np.flatnonzero(line)) for line in near]


def spread(region: int, reach: Sequence[int]) -> int:
    """Return the cells that a region reaches."""
    found, rest = 0, region
    while rest:
        bit = rest & -rest
        found |= reach[bit.bit_length() - 1]
        rest ^= bit
    return found
