"""Kernel for the highest value within a circle around each cell, exact, at a cost that grows with the radius and not with its square."""

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Singles = npt.NDArray[np.float32]

_TILE = 256


@kernel
def disc_maximum(heights: Singles, halves: npt.NDArray[np.int64]) -> Singles:
    """Return the highest value within a disc around each cell that is `halo` cells or more away from the edge.

    A disc is a stack of chords, and the maximum of a chord is that of two runs of a power of two cells that overlap.

    Parameters
    ----------
    heights
        Shape (rows + 2 halo, columns + 2 halo), without NaN.
    halves
        Shape (halo + 1,): cells of the disc on each side of the middle, in the middle row and in each further one.

    Returns
    -------
    numpy.ndarray
        float32, shape (rows, columns).

    Notes
    -----
    Urbach and Wilkinson 2008, Efficient 2-D grayscale morphological transformations with arbitrary flat structuring elements, IEEE
    Transactions on Image Processing 17(1), 1-8.
    """
    halo = halves.shape[0] - 1
    rows, cols = heights.shape[0] - 2 * halo, heights.shape[1] - 2 * halo
    found = np.empty((rows, cols), np.float32)
    levels = _level(2 * halves.max() + 1) + 1
    runs = np.empty((2 * halo + 1, levels, _TILE + 2 * halo), np.float32)
    for left in range(0, cols, _TILE):
        width = min(_TILE, cols - left)
        for row in range(rows + 2 * halo):
            _fill_runs(heights[row, left : left + width + 2 * halo], runs[row % (2 * halo + 1)])
            if row >= 2 * halo:
                _disc_row(runs, halves, row - halo, found[row - 2 * halo, left : left + width])
    return found


@kernel
def _level(length: int) -> int:
    """Return the exponent of the highest power of two that is no more than `length`."""
    level = 0
    while 2 << level <= length:
        level += 1
    return level


@kernel
def _fill_runs(heights: Singles, runs: Singles) -> None:
    """Fill `runs` (levels, columns) with the highest of 1, 2, 4, ... cells that begin at each cell of a row."""
    cols = heights.shape[0]
    runs[0, :cols] = heights
    for level in range(1, runs.shape[0]):
        half = 1 << (level - 1)
        shorter, longer = runs[level - 1], runs[level]
        for col in range(cols - 2 * half + 1):
            one, other = shorter[col], shorter[col + half]
            longer[col] = max(other, one)


@kernel
def _disc_row(runs: Singles, halves: npt.NDArray[np.int64], middle: int, found: Singles) -> None:
    """Fill `found` with the highest value of the disc around each cell of the middle row, chord by chord."""
    halo, width = halves.shape[0] - 1, found.shape[0]
    found[:] = -np.inf
    for down in range(-halo, halo + 1):
        half = halves[abs(down)]
        level = _level(2 * half + 1)
        row = runs[(middle + down) % runs.shape[0], level]
        begin, end = row[halo - half :], row[halo + half + 1 - (1 << level) :]
        for col in range(width):
            one, other = begin[col], end[col]
            highest = max(other, one)
            found[col] = max(found[col], highest)
