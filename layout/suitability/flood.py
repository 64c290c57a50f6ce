"""Kernel that fills one connected region from a cell of it."""

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Mask = npt.NDArray[np.bool_]


@kernel
def fill_from(eligible: Mask, row: int, col: int, queen: bool) -> Mask:  # noqa: FBT001 - a kernel's arguments go by position
    """Return the cells connected to (row, col) through eligible cells, shape of `eligible`.

    Parameters
    ----------
    eligible
        Shape (rows, columns).
    row, col
        The cell to begin with.
    queen
        Whether corners connect.
    """
    rows, cols = eligible.shape
    found = np.zeros((rows, cols), np.bool_)
    if not eligible[row, col]:
        return found
    waiting = np.empty(rows * cols, np.int64)
    waiting[0], count = row * cols + col, 1
    found[row, col] = True
    while count > 0:
        count -= 1
        here_row, here_col = waiting[count] // cols, waiting[count] % cols
        for down in range(-1, 2):
            for right in range(-1, 2):
                next_row, next_col = here_row + down, here_col + right
                if (down != 0 and right != 0 and not queen) or not (
                    0 <= next_row < rows and 0 <= next_col < cols
                ):
                    continue
                if eligible[next_row, next_col] and not found[next_row, next_col]:
                    found[next_row, next_col] = True
                    waiting[count] = next_row * cols + next_col
                    count += 1
    return found
