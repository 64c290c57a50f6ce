"""Kernels of the exact Euclidean distance transform, one row at a time.

The transform is separable (Felzenszwalb and Huttenlocher 2012, Distance transforms of sampled functions; Meijster,
Roerdink and Hesselink 2000): first the distance along each column to the nearest marked cell, then along each row the
lower envelope of the parabolas that stand on these. Everything is in whole cells, so that the squares are exact
integers, the same whichever window they are computed in. Distances beyond the reach are not told apart.
"""

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Ints = npt.NDArray[np.int32]
Gaps = npt.NDArray[np.int16]
Bytes = npt.NDArray[np.uint8]

FAR = 16_000
"""A gap that no reach can bridge; reaches are smaller. A strip adds its rows to it, and the sum still fits 16 bits."""


@kernel
def gaps_below(marks: Bytes, bit: int, below: Gaps, gaps: Gaps) -> None:
    """Fill `gaps` with the distance along the column to the nearest marked cell at or below each cell.

    Parameters
    ----------
    marks
        Shape (rows, columns); `bit` is set in the cells that count.
    below
        Shape (columns,): the distance from the first row below the block, `FAR` where there is nothing.
    gaps
        Shape (rows, columns), filled.
    """
    rows = marks.shape[0]
    for row in range(rows - 1, -1, -1):
        _step(marks[row], bit, below if row == rows - 1 else gaps[row + 1], gaps[row])


@kernel
def _step(marks: Bytes, bit: int, before: Gaps, gaps: Gaps) -> None:
    """Fill `gaps` of one row from those of the row before it; without a limit, so that it fits vector registers."""
    for col in range(marks.shape[0]):
        gaps[col] = 0 if marks[col] & bit else before[col] + 1


@kernel
def nearest_gap(marks: Bytes, bit: int, above: Gaps, gaps: Gaps) -> None:
    """Bring one row of `gaps` down to the nearest marked cell above or below; `above` moves down one row.

    Parameters
    ----------
    marks, gaps
        One row, shape (columns,); `gaps` holds the distance downwards.
    above
        The distance upwards from the row above, shape (columns,), changed to that of this row.
    """
    _step(marks, bit, above, above)
    for col in range(marks.shape[0]):
        gaps[col] = min(gaps[col], above[col])


@kernel
def squares_along_row(gaps: Gaps, reach: int, scratch: Ints, squares: Ints, aside: int = 0) -> None:
    """Fill `squares` with the squared distance in cells to the nearest marked cell, at most `reach` squared.

    Parameters
    ----------
    gaps
        Distance along the column, shape (columns,).
    reach
        In cells, less than `FAR`.
    scratch
        Shape (3, columns + 1).
    squares
        Shape (columns,), filled.
    aside
        So many columns at both ends are only looked at, and not filled.
    """
    cols = gaps.shape[0]
    stands, starts, heights = scratch[0], scratch[1], scratch[2]
    cap = reach * reach
    count = _envelope(gaps, reach, scratch)
    if count == 0:
        squares[:] = cap
        return
    starts[count] = cols
    for place in range(count):
        stand, height = stands[place], heights[place]
        for col in range(max(starts[place], aside), min(starts[place + 1], cols - aside)):
            away = col - stand
            squares[col] = min(away * away + height, cap)


@kernel
def _envelope(gaps: Gaps, reach: int, scratch: Ints) -> int:
    """Fill `scratch` with column, first cell and height of the parabolas of the lower envelope; return how many there are."""
    cols = gaps.shape[0]
    stands, starts, heights = scratch[0], scratch[1], scratch[2]
    none = 1 << 40
    top, stand, first, low = -1, 0, 0, 0
    before, height, after = none, none, _height(gaps[0], reach)
    for col in range(cols):
        before, height = height, after
        after = _height(gaps[col + 1], reach) if col + 1 < cols else none
        if 2 * height >= before + after + 2 or height == none:
            continue  # its neighbours are as near everywhere
        start = 0
        while top >= 0:
            away, near = first - stand, first - col
            if away * away + low <= near * near + height:
                apart = col - stand  # it takes over behind `first`, so that the rise is not negative
                rise = (col + stand) * apart + height - low
                start = (rise >> 1) + 1 if apart == 1 else int(rise / (2.0 * apart)) + 1
                break
            top -= 1
            if top >= 0:
                stand, first, low = int(stands[top]), int(starts[top]), int(heights[top])
        if start < cols:
            top += 1
            stands[top], starts[top], heights[top] = col, start, height
            stand, first, low = col, start, height
    return top + 1


@kernel
def _height(gap: int, reach: int) -> int:
    """Return the height of the parabola over a column, or a number above all heights where nothing is in reach."""
    return gap * gap if gap <= reach else 1 << 40
