"""The best few of all regions of a small window, by search with a bound; regions are bit sets of cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

_MOST_STEPS = 400_000
_PRICE_STEPS = 40
_GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True, slots=True)
class Total:
    """What the weights of the regions chosen must add up to.

    Parameters
    ----------
    weights
        Weight of each region, such as its cells or hectares.
    low, high
        Range of their sum, both ends included.
    """

    weights: Sequence[float]
    low: float
    high: float


@dataclass(slots=True)
class _Search:
    """A depth-first search over regions in falling order of worth, less the price of their weight."""

    values: Sequence[float]
    regions: Sequence[int]
    reached: Sequence[int]
    count: int
    total: Total
    price: float = 0.0
    best: float = -float("inf")
    taken: tuple[int, ...] = ()
    steps: int = 0
    chosen: list[int] = field(default_factory=list)
    bonus: float = 0.0
    ends: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        """Work out what the price gives back at most, and the ends of the weights."""
        if self.price:
            self.bonus = max(self.price * self.total.low, self.price * self.total.high)
        self.ends = min(self.total.weights), max(self.total.weights)

    def run(self, start: int, worth: float, *, weight: float, blocked: int) -> bool:
        """Try every choice from `start` on; return whether the search came to its end within its steps."""
        missing = self.count - len(self.chosen)
        if missing == 0:
            own = worth + self.price * weight
            if own > self.best:
                self.best, self.taken = own, tuple(self.chosen)
            return True
        for place in range(start, len(self.values)):
            self.steps += 1
            if self.steps > _MOST_STEPS:
                return False
            if worth + missing * self.values[place] + self.bonus <= self.best:
                return True  # nothing that follows is worth more
            more = weight + self.total.weights[place]
            if not blocked & self.regions[place] and self._fits(more, missing - 1):
                self.chosen.append(place)
                left = blocked | self.reached[place]
                whole = self.run(place + 1, worth + self.values[place], weight=more, blocked=left)
                self.chosen.pop()
                if not whole:
                    return False
        return True

    def _fits(self, weight: float, missing: int) -> bool:
        """Return whether so many further regions can bring the weight into its range."""
        least, most = self.ends
        return weight + missing * least <= self.total.high and weight + missing * most >= self.total.low


def best_choice(
    values: Sequence[float],
    regions: Sequence[int],
    *,
    reached: Sequence[int],
    count: int,
    total: Total | None = None,
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
    total
        What their weights must add up to; nothing where None.

    Returns
    -------
    tuple or None
        Empty where that many do not fit; None where the search was given up.
    """
    if not len(values):
        return ()
    price = 0.0 if total is None else fair_price(values, total, count=count)
    asked = total or Total([0.0] * len(values), 0.0, 0.0)
    worth = np.asarray(values) - price * np.asarray(asked.weights)
    order = np.argsort(-worth, kind="stable").tolist()
    search = _Search(
        [float(worth[place]) for place in order],
        [regions[place] for place in order],
        [reached[place] for place in order],
        count,
        Total([asked.weights[place] for place in order], asked.low, asked.high),
        price,
    )
    if not search.run(0, 0.0, weight=0.0, blocked=0):
        return None
    return tuple(order[place] for place in search.taken)


def fair_price(values: Sequence[float], total: Total, *, count: int) -> float:
    """Return the price of a unit of weight at which the bound of a choice is lowest (Lagrange's multiplier).

    Whatever the price, no choice of `count` regions is worth more than the `count` best worths less the price of their
    weights, plus the most that the range gives back for it.

    Parameters
    ----------
    values
        Worth of each region.
    total
        Their weights and the range.
    count
        How many are chosen.
    """
    worth, weight = np.asarray(values, dtype=np.float64), np.asarray(total.weights, dtype=np.float64)
    few = min(count, len(worth))

    def bound(price: float) -> float:
        left = worth - price * weight
        best = np.partition(left, len(left) - few)[len(left) - few :]
        return float(best.sum()) + max(price * total.low, price * total.high)

    density = worth / weight
    return lowest(bound, (float(density.min()), float(density.max())))


def lowest(bound: Callable[[float], float], ends: tuple[float, float], *, steps: int = _PRICE_STEPS) -> float:
    """Return where between two ends a convex function is lowest, by golden section (Kiefer 1953).

    Parameters
    ----------
    bound
        The function.
    ends
        Lower and upper end.
    steps
        How often it is cut; after 40 it is 4e-9 of its first length.
    """
    low, high = ends
    left, right = high - (high - low) * _GOLDEN, low + (high - low) * _GOLDEN
    at_left, at_right = bound(left), bound(right)
    for _ in range(steps):
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - (high - low) * _GOLDEN
            at_left = bound(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + (high - low) * _GOLDEN
            at_right = bound(right)
    return left if at_left <= at_right else right


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
