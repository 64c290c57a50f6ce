"""Every connected region of a given number of cells in a small window, each once (Wernicke 2006, ESU, applied to cells)."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]

MOST_REGIONS = 300_000
"""More are not listed: the caller then has to search instead of listing."""


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
    found: list[int] = []
    for start in sorted(near):
        later = ~((1 << (start + 1)) - 1)
        for region in _extend(
            near, 1 << start, near[start] & later, near[start] | 1 << start, (cells, later)
        ):
            found.append(region)
            if len(found) > MOST_REGIONS:
                return None
    return found


def _extend(
    near: dict[int, int], region: int, frontier: int, touched: int, limits: tuple[int, int]
) -> Iterator[int]:
    """Yield the regions that grow out of one, using only cells after the first and each set once."""
    cells, later = limits
    if region.bit_count() == cells:
        yield region
        return
    while frontier:
        bit = frontier & -frontier
        frontier ^= bit
        new = near[bit.bit_length() - 1] & later & ~touched
        yield from _extend(near, region | bit, frontier | new, touched | new, limits)


def as_cells(region: int, cols: int) -> npt.NDArray[np.int64]:
    """Return the rows and columns of a bit set, shape (cells, 2)."""
    flat = [index for index in range(region.bit_length()) if region >> index & 1]
    return np.array([(index // cols, index % cols) for index in flat], dtype=np.int64).reshape(-1, 2)
