"""Kernels for the outlines of labelled cells: corners, found strip by strip, are joined to rings.

The corners alone say what the rings are: on a line of the grid the first corner of a label is joined to the second, the
third to the fourth, and so on, along rows as along columns. Only corners are kept, so that no vertex lies on a straight line.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Labels = npt.NDArray[np.int32]
Corners = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

NOTHING = -1
"""The label of cells that belong to no outline."""
OWNER, ROW, COL, LOWER, INSIDE = range(5)
"""Columns of corners: label, line of the grid below which and right of which it lies, whether it comes second of two corners at
one place from top to bottom, and whether the cell to the lower right has the label."""
COLUMNS = 5
_FALLING, _RISING, _STRAIGHT = 9, 6, (3, 5, 10, 12)


class Rings(NamedTuple):
    """Closed rings, those of a label together.

    Parameters
    ----------
    points
        int32, shape (points, 2): column and row of the lines of the grid; the first point of a ring is repeated at its end.
    starts
        int64, shape (rings + 1,): first point of each ring.
    owners
        int32, shape (rings,): label.
    outer
        bool, shape (rings,): whether it is an outer ring; these run counter-clockwise on a map with north above.
    """

    points: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    owners: Labels
    outer: Bools


@kernel
def _put(found: Corners, count: int, corner: tuple[int | np.integer[Any], ...]) -> int:
    """Write a corner and return how many there are then."""
    for column in range(COLUMNS):
        found[count, column] = corner[column]
    return count + 1


@kernel
def _corners_at(around: tuple[np.int32, ...], at: tuple[int, int], found: Corners, count: int) -> int:
    """Add the corners between four cells (upper left, upper right, lower left, lower right); return how many there are then."""
    for place in range(4):
        owner = around[place]
        if owner < 0:
            continue
        pattern, seen = 0, False
        for other in range(4):
            if around[other] == owner:
                pattern |= 1 << other
                seen = seen or other < place
        if seen or pattern in _STRAIGHT:
            continue
        inside = pattern >> 3
        if pattern not in (_FALLING, _RISING):
            count = _put(found, count, (np.int64(owner), at[0], at[1], 0, inside))
        else:  # two cells that touch at the corner keep a corner each; that of the left cell comes first
            falling = 1 if pattern == _FALLING else 0
            count = _put(found, count, (np.int64(owner), at[0], at[1], 1 - falling, 0))
            count = _put(found, count, (np.int64(owner), at[0], at[1], falling, falling))
    return count


@kernel
def _corners_between(upper: Labels, lower: Labels, row: int, found: Corners, count: int) -> int:
    """Add the corners on the line between two rows of labels; return how many there are then."""
    cols = upper.shape[0]
    a, c = np.int32(NOTHING), np.int32(NOTHING)
    for col in range(cols + 1):
        b, d = (upper[col], lower[col]) if col < cols else (np.int32(NOTHING), np.int32(NOTHING))
        if (a != b or c != d) and (a != c or b != d):
            count = _corners_at((a, b, c, d), (row, col), found, count)
        a, c = b, d
    return count


@kernel
def find_corners(labels: Labels, above: Labels, first: int, last: bool) -> Corners:  # noqa: FBT001 - a kernel's arguments go by position
    """Return the corners of a strip of labelled cells, shape (corners, 5), in reading order.

    Parameters
    ----------
    labels
        Shape (rows, columns); `NOTHING` or below belongs to no outline.
    above
        Shape (columns,): the labels of the row above the strip, `NOTHING` above the first.
    first
        Number of the strip's first row in the grid.
    last
        Whether nothing follows below the strip.
    """
    rows, cols = labels.shape
    nothing = np.full(cols, NOTHING, np.int32)
    found, count = np.empty((4 * cols + 4, COLUMNS), np.int32), 0
    for row in range(rows + 1 if last else rows):
        if count + 4 * cols + 4 > found.shape[0]:
            more = np.empty((2 * found.shape[0], COLUMNS), np.int32)
            more[:count] = found[:count]
            found = more
        upper = above if row == 0 else labels[row - 1]
        lower = nothing if row == rows else labels[row]
        count = _corners_between(upper, lower, first + row, found, count)
    return found[:count].copy()


@kernel
def _by_owner(corners: Corners, owners: int) -> tuple[Corners, npt.NDArray[np.int64]]:
    """Return the corners with those of a label together, else in their order, and the first of each label."""
    starts = np.zeros(owners + 1, np.int64)
    for corner in range(corners.shape[0]):
        starts[corners[corner, OWNER] + 1] += 1
    for owner in range(owners):
        starts[owner + 1] += starts[owner]
    places, ordered = starts[:-1].copy(), np.empty_like(corners)
    for corner in range(corners.shape[0]):
        owner = corners[corner, OWNER]
        ordered[places[owner]] = corners[corner]
        places[owner] += 1
    return ordered, starts


@kernel
def _partners(corners: Corners) -> npt.NDArray[np.int64]:
    """Return for each corner of one label the one above or below that it is joined to."""
    keys = np.empty(corners.shape[0], np.int64)
    for corner in range(corners.shape[0]):
        row, col = np.int64(corners[corner, ROW]), np.int64(corners[corner, COL])
        keys[corner] = (col << 32) | (row << 1) | corners[corner, LOWER]
    order, partner = np.argsort(keys), np.empty(corners.shape[0], np.int64)
    for place in range(0, corners.shape[0], 2):
        partner[order[place]], partner[order[place + 1]] = order[place + 1], order[place]
    return partner


@kernel
def _twin(corners: Corners, here: int) -> int:
    """Return the other corner of the label at the same place, -1 where there is none."""
    for near in (here - 1, here + 1):
        if (
            0 <= near < corners.shape[0]
            and corners[near, ROW] == corners[here, ROW]
            and corners[near, COL] == corners[here, COL]
        ):
            return near
    return -1


@kernel
def _close(corners: Corners, path: npt.NDArray[np.int64], points: npt.NDArray[np.int32]) -> bool:
    """Write the ring of a path of corners, its first point again at its end; return whether it is an outer one."""
    size, twice = path.shape[0], 0
    for place in range(size):
        here, after = path[place], path[(place + 1) % size]
        points[place, 0], points[place, 1] = corners[here, COL], corners[here, ROW]
        twice += np.int64(corners[after, COL]) * corners[here, ROW]
        twice -= np.int64(corners[here, COL]) * corners[after, ROW]
    points[size] = points[0]
    return twice > 0


@kernel
def _walk(
    corners: Corners,
    begin: int,
    ways: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]],
    rings: tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], Bools],
    counts: tuple[int, int],
) -> tuple[int, int]:
    """Walk around from a corner, and write a ring each time that a place is reached again.

    `ways` are partners, the step plus one at which a corner was seen, and room for the path; `rings` take points, ends and kinds; `counts` are the
    rings and points so far.
    """
    partner, seen, path = ways
    points, ends, outer = rings
    ring, count = counts
    size, here, down = 0, begin, corners[begin, INSIDE] == 1
    while seen[here] == 0:
        twin = _twin(corners, here)
        size += 1
        path[size - 1], seen[here] = here, size
        if twin >= 0 and 0 < seen[twin] < size and path[seen[twin] - 1] == twin:
            outer[ring] = _close(corners, path[seen[twin] - 1 : size - 1], points[count:])
            count += size - seen[twin] + 1
            ring += 1
            ends[ring] = count
            size = seen[twin]
        here = partner[here] if down else here ^ 1
        down = not down
    outer[ring] = _close(corners, path[:size], points[count:])
    count += size + 1
    ends[ring + 1] = count
    return ring + 1, count


@kernel
def trace_rings(corners: Corners, owners: int) -> Rings:
    """Return the rings of corners.

    Parameters
    ----------
    corners
        Results of `find_corners`, one strip after the other, with labels from 0 to `owners` - 1.
    owners
        Number of labels.
    """
    ordered, starts = _by_owner(corners, owners)
    most = corners.shape[0] // 4
    points, ends = np.empty((corners.shape[0] + most, 2), np.int32), np.zeros(most + 1, np.int64)
    owned, outer = np.empty(most, np.int32), np.empty(most, np.bool_)
    rings, count = 0, 0
    for owner in range(owners):
        mine = ordered[starts[owner] : starts[owner + 1]]
        partner, seen, path = _partners(mine), np.zeros(len(mine), np.int64), np.empty(len(mine), np.int64)
        for begin in range(mine.shape[0]):
            if seen[begin] == 0:
                before = rings
                ways, room = (partner, seen, path), (points, ends, outer)
                rings, count = _walk(mine, begin, ways, room, (rings, count))
                owned[before:rings] = owner
    return Rings(points[:count].copy(), ends[: rings + 1].copy(), owned[:rings].copy(), outer[:rings].copy())
