"""The loop of the dominance test, written for the compiler."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


def find_dominators(values: Array, order: Places, *, found: Places) -> None:
    """Write a row that dominates each row into `found`, where none does −1 stands.

    Parameters
    ----------
    values
        More is better, shape (alternatives, criteria).
    order
        The rows by falling sum: a row is compared with those before it that nothing dominates.
    found
        Written to, shape (alternatives,).
    """
    front, members = np.empty(values.shape), np.empty(len(order), np.intp)
    size = 0
    for row in order:
        mine = values[row]
        found[row] = -1
        for place in range(size):
            other = front[place]
            better, column = False, 0
            while column < len(mine) and other[column] >= mine[column]:
                better = better or other[column] > mine[column]
                column += 1
            if better and column == len(mine):
                found[row] = members[place]
                break
        if found[row] < 0:
            front[size] = mine
            members[size] = row
            size += 1
