"""Locates contiguous regions of a given size with the highest sum of scores: exactly in small windows, else by search.

Search: many seeds, growth, mending, then a choice among all candidates by an integer program with spacing conflicts.
The upper bound holds for every choice of regions, not only for those that the search has seen, so the gap is honest.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from layout.suitability.components import Connectivity
from layout.suitability.region_choice import best_choice, reach_of_cells, spread
from layout.suitability.region_exact import connected_regions, members_of
from layout.suitability.region_select import cell_groups, near_pairs, select_regions

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

EXACT_CELLS = 100
_SEEDS = 240
_MEND_ROUNDS = 400


@dataclass(frozen=True, slots=True)
class RegionsWanted:
    """What is looked for.

    Parameters
    ----------
    cells
        Size of each region.
    count
        How many.
    connectivity
        Whether corners connect.
    spacing
        Least distance between the edges of two regions, in cells.
    shape
        0: only the sum of scores counts. 1: a region is worth its sum times the perimeter of the most compact region of
        its size divided by its own; between, a mix.
    """

    cells: int
    count: int = 1
    connectivity: Connectivity = "rook"
    spacing: float = 0.0
    shape: float = 0.0


@dataclass(frozen=True, slots=True)
class RegionsFound:
    """What was found.

    Parameters
    ----------
    regions
        Rows and columns of the cells of each region, shape (cells, 2), best first.
    sums, values
        Sum of scores of each region, and its worth with the shape.
    objective
        Sum of the worths.
    bound
        No choice of as many regions is worth more.
    method
        `exact` or `search`.
    """

    regions: tuple[Ints, ...]
    sums: tuple[float, ...]
    values: tuple[float, ...]
    objective: float
    bound: float
    method: Literal["exact", "search"]

    @property
    def gap(self) -> float:
        """Return how far the objective may be below the best, as a share of the bound; 0 is proven best."""
        return max(0.0, (self.bound - self.objective) / abs(self.bound)) if self.bound else 0.0


def locate_regions(scores: Floats, wanted: RegionsWanted) -> RegionsFound:
    """Return the regions worth most.

    Parameters
    ----------
    scores
        Shape (rows, columns), NaN where a cell is not eligible.
    wanted
        Size, number, connectivity, spacing and shape.
    """
    if np.count_nonzero(~np.isnan(scores)) <= EXACT_CELLS:
        queen = wanted.connectivity == "queen"
        listed = connected_regions(~np.isnan(scores), cells=wanted.cells, queen=queen)
        found = None if listed is None else _exact(scores, wanted, listed)
        if found is not None:
            return found
    return _searched(scores, wanted)


def flat_cells(listed: list[int]) -> list[Ints]:
    """Return bit sets as flat indices."""
    return [np.array(members_of(region), dtype=np.int64) for region in listed]


def worths(scores: Floats, regions: list[Ints], *, shape: float) -> tuple[Floats, Floats]:
    """Return sum of scores and worth of each region.

    The most compact region of K cells has the perimeter 2⌈2√K⌉ (Harary and Harborth 1976).
    """
    flat = scores.ravel()
    sums = np.array([flat[cells].sum() for cells in regions], dtype=np.float64)
    if shape == 0:
        return sums, sums
    from layout.suitability.region_grow import perimeter  # noqa: PLC0415 - numba loads only where kernels run

    state = np.zeros(scores.shape, dtype=np.int32)
    ratio = [2 * np.ceil(2 * np.sqrt(len(cells))) / perimeter(cells, state) for cells in regions]
    return sums, sums * (1 - shape + shape * np.array(ratio))


def _exact(scores: Floats, wanted: RegionsWanted, listed: list[int]) -> RegionsFound | None:
    """Return the best choice among all regions there are, as many as fit; None where the search was given up."""
    regions = flat_cells(listed)
    sums, values = worths(scores, regions, shape=wanted.shape)
    reach = reach_of_cells(scores.shape, wanted.spacing)
    reached = [spread(region, reach) for region in listed]
    for count in range(min(wanted.count, len(listed)), 0, -1):
        taken = best_choice(values.tolist(), listed, reached=reached, count=count)
        if taken is None:
            return None
        if taken:
            return as_found(scores, regions, worth=(sums, values), taken=list(taken), proof=(0.0, "exact"))
    return as_found(scores, regions, worth=(sums, values), taken=[], proof=(0.0, "exact"))


def _searched(scores: Floats, wanted: RegionsWanted) -> RegionsFound:
    """Return a good choice among regions grown from many seeds."""
    from layout.suitability.region_bound import upper_bound  # noqa: PLC0415 - numba loads only where kernels run

    queen = wanted.connectivity == "queen"
    pool: dict[bytes, Ints] = {}
    taken: list[int] = []
    left, previous = scores, -1
    while len(taken) < wanted.count and len(taken) > previous:
        previous = len(taken)
        pool |= candidates(left, wanted)
        regions = list(pool.values())
        sums, values = worths(scores, regions, shape=wanted.shape)
        groups = cell_groups(regions)
        if wanted.spacing > 0:
            groups += near_pairs(regions, cols=scores.shape[1], spacing=wanted.spacing)
        taken, _, _ = select_regions(values, groups, count=wanted.count)
        left = without(scores, [regions[place] for place in taken], spacing=wanted.spacing)
    bound = upper_bound(scores, cells=wanted.cells, count=len(taken), queen=queen)
    return as_found(scores, regions, worth=(sums, values), taken=taken, proof=(bound, "search"))


def without(scores: Floats, regions: list[Ints], *, spacing: float) -> Floats:
    """Return the scores with NaN for the regions, flat indices, and what is nearer to them than `spacing` cells."""
    left = scores.copy()
    far = int(np.ceil(spacing)) + 1
    near = np.arange(-far, far + 1)
    gaps = np.hypot(*(np.maximum(np.abs(side) - 1, 0) for side in np.meshgrid(near, near)))
    taken = np.argwhere(gaps < spacing) - far if spacing > 0 else np.zeros((1, 2), dtype=np.int64)
    for cells in regions:
        for down, right in taken:
            rows, cols = cells // scores.shape[1] + down, cells % scores.shape[1] + right
            inside = (rows >= 0) & (rows < scores.shape[0]) & (cols >= 0) & (cols < scores.shape[1])
            left[rows[inside], cols[inside]] = np.nan
    return left


def candidates(scores: Floats, wanted: RegionsWanted, *, share: int = 1) -> dict[bytes, Ints]:
    """Return different regions of the size wanted, grown from seeds all over the surface.

    Parameters
    ----------
    scores
        Shape (rows, columns), NaN where not eligible.
    wanted
        Size, number, connectivity and shape.
    share
        By what the usual number of seeds is divided.
    """
    from layout.suitability.region_grow import grow, mend  # noqa: PLC0415 - as above

    state = np.zeros(scores.shape, dtype=np.int32)
    queen = wanted.connectivity == "queen"
    rounds = min(_MEND_ROUNDS, 4 * wanted.cells)
    found: dict[bytes, Ints] = {}
    for seed in seeds(scores, cells=wanted.cells, most=_SEEDS * max(1, min(wanted.count, 4)) // share):
        for shape in {wanted.shape, 0.5}:
            cells = grow(scores, state, seed, (wanted.cells, queen, shape))
            if len(cells) == wanted.cells:
                if wanted.shape == 0 and len(cells) > 1:
                    cells = mend(scores, state, cells, queen, rounds)
                kept = np.sort(cells)
                found[kept.tobytes()] = kept
    return found


def seeds(scores: Floats, *, cells: int, most: int) -> list[int]:
    """Return flat indices of cells to grow from: the best of neighbourhoods of the size of a region, well apart.

    Parameters
    ----------
    scores
        Shape (rows, columns), NaN where not eligible.
    cells
        Size of a region.
    most
        How many at most.
    """
    half = max(int(np.sqrt(cells) / 2), 0)
    filled = np.pad(np.nan_to_num(scores, nan=0.0), half)
    table = np.pad(filled.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    size = 2 * half + 1
    mean = table[size:, size:] - table[:-size, size:] - table[size:, :-size] + table[:-size, :-size]
    mean = np.where(np.isnan(scores), -np.inf, mean)
    free = np.ones(scores.shape, dtype=np.bool_)
    found: list[int] = []
    for index in np.argsort(mean, axis=None)[::-1].tolist():
        row, col = divmod(index, scores.shape[1])
        if not np.isfinite(mean[row, col]) or len(found) == most:
            break
        if free[row, col]:
            found.append(index)
            free[max(row - half, 0) : row + half + 1, max(col - half, 0) : col + half + 1] = False
    return found


def as_found(
    scores: Floats,
    regions: list[Ints],
    *,
    worth: tuple[Floats, Floats],
    taken: list[int],
    proof: tuple[float, Literal["exact", "search"]],
) -> RegionsFound:
    """Return the result with the best region first.

    Parameters
    ----------
    scores
        Shape (rows, columns).
    regions
        Flat indices of candidates.
    worth
        Their sums of scores and their worths.
    taken
        Positions of those that were chosen.
    proof
        An upper bound, which counts where the method is `search`, and the method.
    """
    sums, values = worth
    bound, method = proof
    order = sorted(taken, key=lambda place: (-values[place], regions[place].tolist()))
    objective = float(sum(values[place] for place in order))
    return RegionsFound(
        regions=tuple(np.column_stack(np.divmod(regions[place], scores.shape[1])) for place in order),
        sums=tuple(float(sums[place]) for place in order),
        values=tuple(float(values[place]) for place in order),
        objective=objective,
        bound=max(bound, objective) if method == "search" else objective,
        method=method,
    )
