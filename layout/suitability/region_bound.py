"""An upper bound on what regions can reach, whatever they are.

A connected region of K cells has a centre from which each of its cells is at most K // 2 steps away. So no region is
better than the K best cells within that distance of its centre, and different regions have different centres. Cells are
counted in classes of scores, each taken at its upper end, which keeps the bound valid.
"""

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Floats = npt.NDArray[np.float64]
Classes = npt.NDArray[np.int16]

_CLASSES = 256


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
    low, high = float(known.min()), float(known.max())
    width = (high - low) / _CLASSES or 1.0
    classes = np.full(scores.shape, -1, dtype=np.int16)
    classes[~np.isnan(scores)] = np.minimum((known - low) / width, _CLASSES - 1).astype(np.int16)
    radius = min(cells // 2, max(scores.shape))
    near = _best_near(classes, cells, radius, queen)
    values = low * cells + near * width
    best = np.sort(values[classes >= 0])[::-1][:count]
    return min(together, float(best.sum()))


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
