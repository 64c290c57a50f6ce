"""Kernel that counts the classes of stored scores, and finds the class that most cells of a square have."""

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Codes = npt.NDArray[np.uint16]
Classes = npt.NDArray[np.uint8]


@kernel
def count_classes(
    codes: Codes, table: Classes, factor: int, counts: npt.NDArray[np.int64], most: Classes
) -> None:
    """Add the cells of each class to `counts` and fill `most` with the class of each square of `factor` x `factor` cells.

    Parameters
    ----------
    codes
        Shape (rows, columns), beginning at the corner of a square.
    table
        Class of each possible code; 0 for none.
    factor
        Edge of a square in cells.
    counts
        Shape (classes,).
    most
        Shape (squares down, squares across). Cells beyond the edge have class 0; of classes with as many cells the lowest wins.
    """
    rows, cols = codes.shape
    kinds = counts.shape[0]
    votes = np.zeros((most.shape[1], kinds), np.int32)
    for down in range(most.shape[0]):
        votes[:] = 0
        for row in range(down * factor, min((down + 1) * factor, rows)):
            for across in range(most.shape[1]):
                for col in range(across * factor, min((across + 1) * factor, cols)):
                    votes[across, table[codes[row, col]]] += 1
        for across in range(most.shape[1]):
            inside, best = 0, 0
            for kind in range(kinds):
                counts[kind] += votes[across, kind]
                inside += votes[across, kind]
            votes[across, 0] += factor * factor - inside
            for kind in range(1, kinds):
                if votes[across, kind] > votes[across, best]:
                    best = kind
            most[down, across] = best
