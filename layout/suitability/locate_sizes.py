"""Locates contiguous regions that share an area: their number and total are given, the size of each lies in a range.

Small windows are solved exactly, over every region of every size. Larger ones are searched: regions of several sizes grown
from many seeds, a choice among them by an integer program, extension to the total to the cell, and trading of cells. The
upper bound holds for every choice whatever the sizes, so the gap is honest.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from layout.suitability.locate import (
    EXACT_CELLS,
    RegionsFound,
    RegionsWanted,
    as_found,
    candidates,
    flat_cells,
    without,
    worths,
)
from layout.suitability.region_choice import Total, best_choice, reach_of_cells, spread
from layout.suitability.region_exact import connected_sets, neighbours_of
from layout.suitability.region_select import cell_groups, near_pairs, select_regions

if TYPE_CHECKING:
    from layout.suitability.region_adjust import Terms

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_LADDER = 5
_SEARCHES = 3
_TRADES, _TRADED_CELLS = 400, 40_000_000
_SLACKS = (1.0, 0.25, 0.0)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How an area is shared.

    Parameters
    ----------
    total
        Cells of all regions together.
    least, most
        Cells of one region.
    """

    total: int
    least: int
    most: int

    def within(self, count: int) -> "Sizes":
        """Return the sizes that `count` regions can have at all, given the total."""
        others = count - 1
        return Sizes(
            self.total,
            max(self.least, self.total - others * self.most),
            min(self.most, self.total - others * self.least),
        )


def locate_sizes(scores: Floats, wanted: RegionsWanted, *, sizes: Sizes) -> RegionsFound:
    """Return the regions worth most among those of the number and the total wanted; none where that many do not fit.

    Parameters
    ----------
    scores
        Shape (rows, columns), NaN where a cell is not eligible.
    wanted
        Number, connectivity, spacing and shape; its `cells` are not looked at.
    sizes
        Total and range; the total lies between `count` times the least and the greatest size.
    """
    asked = sizes.within(wanted.count)
    if np.count_nonzero(~np.isnan(scores)) <= EXACT_CELLS:
        found = _exact(scores, wanted, asked)
        if found is not None:
            return found
    return _searched(scores, wanted, asked)


def _exact(scores: Floats, wanted: RegionsWanted, sizes: Sizes) -> RegionsFound | None:
    """Return the best choice among all regions of all sizes; None where there are too many, or the search was given up."""
    near = neighbours_of(~np.isnan(scores), queen=wanted.connectivity == "queen")
    listed = connected_sets(near, dict.fromkeys(near, 1), least=sizes.least, most=sizes.most)
    if listed is None:
        return None
    regions = flat_cells(listed)
    worth = worths(scores, regions, shape=wanted.shape)
    reach = reach_of_cells(scores.shape, wanted.spacing)
    taken = best_choice(
        worth[1].tolist(),
        listed,
        reached=[spread(region, reach) for region in listed],
        count=wanted.count,
        total=Total([float(len(cells)) for cells in regions], sizes.total, sizes.total),
    )
    return (
        None
        if taken is None
        else as_found(scores, regions, worth=worth, taken=list(taken), proof=(0.0, "exact"))
    )


def _searched(scores: Floats, wanted: RegionsWanted, sizes: Sizes) -> RegionsFound:
    """Return a good choice among regions grown from many seeds."""
    from layout.suitability.region_bound import shared_bound  # noqa: PLC0415 - numba loads only where kernels run

    queen = wanted.connectivity == "queen"
    pool: dict[bytes, Ints] = {}
    left, best = scores, []
    for _ in range(_SEARCHES):
        fresh = _grown(left, wanted, sizes)
        if not fresh.keys() - pool.keys():
            break
        pool |= fresh
        chosen = _chosen(scores, list(pool.values()), wanted, sizes)
        if chosen:
            best = chosen
            break
        largest = sorted(pool.values(), key=lambda cells: -float(scores.ravel()[cells].mean()))
        left = without(left, largest[:1], spacing=wanted.spacing)
    worth = worths(scores, best, shape=wanted.shape)
    bound = 0.0
    if best:
        ends = (sizes.least, sizes.most)
        bound = shared_bound(scores, sizes=ends, total=sizes.total, count=wanted.count, queen=queen)
    return as_found(scores, best, worth=worth, taken=list(range(len(best))), proof=(bound, "search"))


def ladder(sizes: Sizes, count: int) -> list[int]:
    """Return the sizes that regions are grown to: both ends, the equal share, and steps between.

    Parameters
    ----------
    sizes
        The range.
    count
        Number of regions.
    """
    steps = np.linspace(sizes.least, sizes.most, min(_LADDER, sizes.most - sizes.least + 1))
    equal = min(max(sizes.total // count, sizes.least), sizes.most)
    return sorted({*(int(step) for step in steps), equal})


def _grown(scores: Floats, wanted: RegionsWanted, sizes: Sizes) -> dict[bytes, Ints]:
    """Return different regions of several sizes."""
    rungs = ladder(sizes, wanted.count)
    found: dict[bytes, Ints] = {}
    for rung in rungs:
        found |= candidates(scores, replace(wanted, cells=rung), share=2 * len(rungs))
    return found


def _chosen(scores: Floats, regions: list[Ints], wanted: RegionsWanted, sizes: Sizes) -> list[Ints]:
    """Return the best choice of regions after bringing it to the total; none where that fails."""
    groups = cell_groups(regions)
    if wanted.spacing > 0:
        groups += near_pairs(regions, cols=scores.shape[1], spacing=wanted.spacing)
    _, values = worths(scores, regions, shape=wanted.shape)
    weights = np.array([len(cells) for cells in regions], dtype=np.float64)
    price = float(np.median(values / weights))
    rungs = ladder(sizes, wanted.count)
    step = max((later - rung for rung, later in pairwise(rungs)), default=0)
    for slack in _SLACKS:
        total = Total(weights.tolist(), sizes.total - slack * step * wanted.count, sizes.total)
        taken, _, _ = select_regions(values - price * weights, groups, count=wanted.count, total=total)
        fitted = _fitted(scores, [regions[place] for place in taken], wanted, sizes) if taken else []
        if fitted:
            return fitted
    return []


def _fitted(scores: Floats, regions: list[Ints], wanted: RegionsWanted, sizes: Sizes) -> list[Ints]:
    """Return regions extended to the total and improved by trading; none where they cannot be extended so far."""
    from layout.suitability.region_adjust import extend, trade  # noqa: PLC0415 - as above

    terms: Terms = (sizes.least, sizes.most, wanted.connectivity == "queen", wanted.spacing, wanted.shape)
    flat = np.concatenate(regions)
    reach = sizes.total + 2
    rows, cols = flat // scores.shape[1], flat % scores.shape[1]
    top, left = max(int(rows.min()) - reach, 0), max(int(cols.min()) - reach, 0)
    window = scores[top : int(rows.max()) + reach, left : int(cols.max()) + reach]
    owner = np.zeros(window.shape, dtype=np.int32)
    for number, cells in enumerate(regions, start=1):
        owner[cells // scores.shape[1] - top, cells % scores.shape[1] - left] = number
    counts = np.array([len(cells) for cells in regions], dtype=np.int64)
    if extend(window, owner, counts, sizes.total - len(flat), terms):
        return []
    if wanted.shape == 0:
        trade(window, owner, counts, max(min(_TRADES, _TRADED_CELLS // window.size), 1), terms)
    found = []
    for number in range(1, len(regions) + 1):
        own = np.argwhere(owner == number)
        found.append((own[:, 0] + top) * scores.shape[1] + own[:, 1] + left)
    return found
