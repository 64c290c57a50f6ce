"""Compiled sums over the points around each cell."""

import math

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Doubles = npt.NDArray[np.float64]


@kernel
def add_around(
    places: Doubles, lengths: tuple[float, float, float], power: float, sums: Doubles, *, row0: int, col0: int
) -> None:
    """Add mass ÷ distance ^ power of each point to the cells within reach, point after point.

    Parameters
    ----------
    places
        Column and row of each point in the lattice, in cells, and its mass; shape (n, 3).
    lengths
        Reach and nearest distance in cells, and the edge of a cell in metres.
    power
        Exponent of the distance in metres.
    sums
        Shape (rows, columns), added to.
    row0, col0
        First row and column of the window in the lattice.
    """
    reach, nearest, cell = lengths
    rows, cols = sums.shape
    for point in range(places.shape[0]):
        col, row = places[point, 0], places[point, 1]
        for y in range(
            max(math.ceil(row - reach - 0.5) - row0, 0),
            min(math.floor(row + reach - 0.5) - row0, rows - 1) + 1,
        ):
            down = (y + row0 + 0.5) - row
            for x in range(
                max(math.ceil(col - reach - 0.5) - col0, 0),
                min(math.floor(col + reach - 0.5) - col0, cols - 1) + 1,
            ):
                across = (x + col0 + 0.5) - col
                distance = math.sqrt(across * across + down * down)
                if distance <= reach:
                    sums[y, x] += places[point, 2] / (max(distance, nearest) * cell) ** power
