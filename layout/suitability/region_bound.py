"""An upper bound on what regions can reach, whatever they are.

A connected region of K cells has a centre from which each of its cells is at most K // 2 steps away. So no region is
better than the K best cells within that distance of its centre, and different regions have different centres. Cells are
counted in classes of scores, each taken at its upper end, which keeps the bound valid.
"""

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from layout.suitability.region_choice import lowest

Floats = npt.NDArray[np.float64]
Classes = npt.NDArray[np.int16]

_CLASSES = 256
_PRICE_STEPS, _FEW_STEPS = 12, 4
_QUICK_CELLS = 500_000


def upper_bound(scores: Floats, *, cells: int, count: int, queen: bool) -> float:
    """Return a sum that no `count` disjoint connected regions of `cells` cells exceed.

    Parameters
    ----------
    scores
        Shape (rows, columns), NaN where a cell is not eligible.
    cells, count
        Size and number of regions.
    queen
        Whether corners connect.
    """
    known = scores[~np.isnan(scores)]
    if not known.size:
        return 0.0
    together = float(np.sort(known)[::-1][: cells * count].sum())
    classes, low, width = _classified(scores)
    radius = min(cells // 2, max(scores.shape))
    near = _best_near(classes, cells, radius, queen)
    values = low * cells + near * width
    best = np.sort(values[classes >= 0])[::-1][:count]
    return min(together, float(best.sum()))


def shared_bound(scores: Floats, *, sizes: tuple[int, int], total: int, count: int, queen: bool) -> float:
    """Return a sum that no `count` disjoint connected regions exceed whose sizes may differ and add up to `total`.

    At any price of a cell, no choice is worth more than the price of `total` cells and, for each of `count` centres, what
    the best cells near it are worth above their price (Lagrange); the price at which that is least is looked for.

    Parameters
    ----------
    scores
        Shape (rows, columns), NaN where a cell is not eligible.
    sizes
        Least and greatest number of cells of a region.
    total, count
        Cells of all regions, and their number.
    queen
        Whether corners connect.
    """
    known = np.sort(scores[~np.isnan(scores)])[::-1]
    if not known.size:
        return 0.0
    together = float(known[:total].sum())
    classes, low, width = _classified(scores)
    eligible = classes >= 0
    least, most = sizes
    radius = min(most // 2, max(scores.shape))

    def bound(price: float) -> float:
        gains = _gain_near(classes, (least, most, radius), queen, (low, width, price))[eligible]
        few = min(count, gains.size)
        return price * total + float(np.partition(gains, gains.size - few)[gains.size - few :].sum())

    steps = _PRICE_STEPS if classes.size <= _QUICK_CELLS else _FEW_STEPS
    price = lowest(bound, (float(known[-1]), float(known[0])), steps=steps)
    return min(together, bound(price), bound(float(known[min(total, known.size) - 1])))


def _classified(scores: Floats) -> tuple[Classes, float, float]:
    """Return the class of each cell, -1 where not eligible, the least score, and the width of a class."""
    eligible = ~np.isnan(scores)
    known = scores[eligible]
    low, high = float(known.min()), float(known.max())
    width = (high - low) / _CLASSES or 1.0
    classes = np.full(scores.shape, -1, dtype=np.int16)
    classes[eligible] = np.minimum((known - low) / width, _CLASSES - 1).astype(np.int16)
    return classes, low, width


@kernel
def _gain_near(
    classes: Classes,
    sizes: tuple[int, int, int],
    queen: bool,  # noqa: FBT001 - a kernel's arguments go by position
    scale: tuple[float, float, float],
) -> Floats:
    """Return, for every cell, what the best cells near it are worth above their price; -inf where too few are near.

    `sizes` are the least and the greatest number of cells, and the steps; `scale` is score = low + class * width, and the price.
    """
    least, most, radius = sizes
    low, width, price = scale
    rows, cols = classes.shape
    best = np.full((rows, cols), -np.inf)
    counts = np.zeros(_CLASSES, np.int64)
    for row in range(rows):
        counts[:] = 0
        for col in range(-radius, cols):
            _move(classes, counts, (row, col, radius), queen)
            if col >= 0 and classes[row, col] >= 0:
                taken, gain = 0, 0.0
                for place in range(_CLASSES - 1, -1, -1):
                    above = low + (place + 1) * width - price
                    few = min(counts[place], (most if above > 0.0 else least) - taken)
                    if few > 0:
                        gain += few * above
                        taken += few
                if taken >= least:
                    best[row, col] = gain
    return best


@kernel
def _best_near(classes: Classes, cells: int, radius: int, queen: bool) -> Floats:  # noqa: FBT001 - a kernel's arguments go by position
    """Return, for every cell, the sum of (class + 1) over the best `cells` cells within `radius` steps."""
    rows, cols = classes.shape
    best = np.zeros((rows, cols))
    counts = np.zeros(_CLASSES, np.int64)
    for row in range(rows):
        counts[:] = 0
        for col in range(-radius, cols):
            _move(classes, counts, (row, col, radius), queen)
            if col >= 0 and classes[row, col] >= 0:
                left, total = cells, 0
                for place in range(_CLASSES - 1, -1, -1):
                    taken = min(left, counts[place])
                    total += taken * (place + 1)
                    left -= taken
                    if left == 0:
                        break
                best[row, col] = total
    return best


@kernel
def _move(classes: Classes, counts: npt.NDArray[np.int64], where: tuple[int, int, int], queen: bool) -> None:  # noqa: FBT001 - as above
    """Move the window of counts one column to the right, onto the column of `where` (row, column, radius)."""
    row, col, radius = where
    for down in range(-radius, radius + 1):
        near = row + down
        if not 0 <= near < classes.shape[0]:
            continue
        half = radius if queen else radius - abs(down)
        enters, leaves = col + half, col - half - 1
        if 0 <= enters < classes.shape[1] and classes[near, enters] >= 0:
            counts[classes[near, enters]] += 1
        if 0 <= leaves < classes.shape[1] and classes[near, leaves] >= 0:
            counts[classes[near, leaves]] -= 1
