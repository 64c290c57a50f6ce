"""Kernels that mark the cells of flat shapes, for any window of a lattice.

Polygons cover the cells whose centres lie inside; lines mark the cells of Bresenham's line between the cells of their
ends, as GDAL's rasterisation does; `mark_near` marks the cells whose centres lie within a radius of a shape, solved for
each segment and row as an interval, so that no buffer polygon with its facets is made.

`counts` has one column more than the window: a start adds 1 at its column, an end subtracts 1 after its last; the running
sum along a row is positive where the row is covered.
"""

import math

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]


@kernel
def mark_inside(edges: Floats, counts: Counts, *, row0: int, col0: int) -> None:
    """Add the starts and ends of the polygons with these edges to `counts`.

    Parameters
    ----------
    edges
        Oriented edges, shape (n, 4), see `FlatShapes`.
    counts
        Shape (rows, columns + 1), changed in place.
    row0, col0
        First row and column of the window in the lattice.
    """
    rows, width = counts.shape
    for index in range(edges.shape[0]):
        u1, v1, u2, v2 = edges[index, 0], edges[index, 1], edges[index, 2], edges[index, 3]
        sign = 1
        if v1 > v2:
            u1, v1, u2, v2 = u2, v2, u1, v1
            sign = -1
        first = max(math.ceil(v1 - 0.5), row0)
        last = min(math.ceil(v2 - 0.5), row0 + rows)
        for row in range(first, last):
            cross = (row + 0.5 - v1) * (u2 - u1) / (v2 - v1) + u1
            col = max(math.floor(cross + 0.5) - col0, 0)
            if col < width:
                counts[row - row0, col] += sign


@kernel
def _reach(segment: Floats, centre: float, radius: float) -> tuple[float, float]:
    """Return the interval of columns within `radius` of a segment on the line of one row; empty if start > end."""
    u1, v1, u2, v2 = segment[0], segment[1], segment[2], segment[3]
    low, high = math.inf, -math.inf
    for u, v in ((u1, v1), (u2, v2)):
        rest = radius * radius - (centre - v) * (centre - v)
        if rest >= 0.0:
            half = math.sqrt(rest)
            low, high = min(low, u - half), max(high, u + half)
    du, dv = u2 - u1, v2 - v1
    square = du * du + dv * dv
    if square == 0.0:
        return low, high
    start, end = -math.inf, math.inf  # of the rectangle along the segment
    along = (centre - v1) * dv
    if du != 0.0:
        one, other = u1 - along / du, u1 + (square - along) / du
        start, end = min(one, other), max(one, other)
    elif along < 0.0 or along > square:
        return low, high
    across, wide = (centre - v1) * du, radius * math.sqrt(square)
    if dv != 0.0:
        one, other = u1 + (across - wide) / dv, u1 + (across + wide) / dv
        start, end = max(start, min(one, other)), min(end, max(one, other))
    elif abs(across) > wide:
        return low, high
    if start <= end:
        low, high = min(low, start), max(high, end)
    return low, high


@kernel
def mark_near(segments: Floats, counts: Counts, radius: float, *, row0: int, col0: int) -> None:
    """Add to `counts` the cells whose centres lie within `radius` cells of the segments; points are segments of length 0.

    Parameters
    ----------
    segments
        Shape (n, 4).
    counts
        Shape (rows, columns + 1), changed in place.
    radius
        In cells; the edge belongs to it.
    row0, col0
        First row and column of the window in the lattice.
    """
    rows, width = counts.shape
    for index in range(segments.shape[0]):
        segment = segments[index]
        top, bottom = min(segment[1], segment[3]) - radius, max(segment[1], segment[3]) + radius
        first = max(math.ceil(top - 0.5), row0)
        last = min(math.floor(bottom - 0.5), row0 + rows - 1)
        for row in range(first, last + 1):
            low, high = _reach(segment, row + 0.5, radius)
            if low > high:
                continue
            start = max(math.ceil(low - 0.5) - col0, 0)
            end = min(math.floor(high - 0.5) - col0 + 1, width - 1)
            if start < end:
                counts[row - row0, start] += 1
                counts[row - row0, end] -= 1


@kernel
def cover(counts: Counts, marks: Bytes, bit: int) -> None:
    """Set `bit` in `marks` (rows, columns) where the running sum of `counts` (rows, columns + 1) is positive."""
    for row in range(marks.shape[0]):
        total = 0
        for col in range(marks.shape[1]):
            total += counts[row, col]
            if total > 0:
                marks[row, col] |= bit


@kernel
def mark_lines(segments: Floats, marks: Bytes, bit: int, *, row0: int, col0: int) -> None:
    """Set `bit` in the cells that segments run through by Bresenham's line; a point is a segment of length 0.

    Parameters
    ----------
    segments
        Shape (n, 4).
    marks
        Shape (rows, columns), changed in place.
    bit
        The bit to set, such as 1, 2 or 4.
    row0, col0
        First row and column of the window in the lattice.
    """
    rows, cols = marks.shape
    for index in range(segments.shape[0]):
        col, row = math.floor(segments[index, 0]) - col0, math.floor(segments[index, 1]) - row0
        col2, row2 = math.floor(segments[index, 2]) - col0, math.floor(segments[index, 3]) - row0
        if max(col, col2) < 0 or min(col, col2) >= cols or max(row, row2) < 0 or min(row, row2) >= rows:
            continue
        wide, high = abs(col2 - col), abs(row2 - row)
        step_col, step_row = (1 if col2 >= col else -1), (1 if row2 >= row else -1)
        flat = wide >= high
        major, minor = (wide, high) if flat else (high, wide)
        decision = 2 * minor - major
        for _ in range(major + 1):
            if 0 <= row < rows and 0 <= col < cols:
                marks[row, col] |= bit
            aside = decision >= 0
            decision += 2 * (minor - major) if aside else 2 * minor
            col += step_col if flat or aside else 0
            row += step_row if aside or not flat else 0
