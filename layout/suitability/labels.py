"""Kernels that find connected cells in a strip of stored scores, keeping no raster of labels."""

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Codes = npt.NDArray[np.uint16]
Labels = npt.NDArray[np.int32]
Stats = npt.NDArray[np.int64]

CELLS, TOTAL, TOP, LEFT, BOTTOM, RIGHT, SEED_ROW, SEED_COL = range(8)
"""Columns of the statistics: cells, sum of codes, first and last row and column, and one cell of the region."""
COLUMNS = 8
"""Tables may have more columns, which are sums, and last some that are minima: what else is told of a region, see `facts`."""
NO_SCORE = 65_535


@kernel
def root_of(parents: Labels, label: int) -> int:
    """Return the representative of a label, shortening the way for the next call."""
    while parents[label] != label:
        parents[label] = parents[parents[label]]
        label = parents[label]
    return label


@kernel
def join(parents: Labels, one: int, other: int) -> int:
    """Make two labels one and return its representative, which is the smaller of the two."""
    one, other = root_of(parents, one), root_of(parents, other)
    if one > other:
        one, other = other, one
    parents[other] = one
    return one


@kernel
def doubled(parents: Labels, stats: Stats) -> tuple[Labels, Stats]:
    """Return both tables with twice the room."""
    size = parents.shape[0]
    more, wider = np.empty(2 * size, np.int32), np.empty((2 * size, stats.shape[1]), np.int64)
    more[:size] = parents
    wider[:size] = stats
    return more, wider


@kernel
def label_run(above: Labels, start: int, end: int, parents: Labels) -> int:
    """Return the label of a run of cells after joining it with those of the row above it; -1 where nothing touches it."""
    label, last = -1, -1
    for near in range(start, end):
        found = above[near]
        if found < 0 or found == last:
            continue
        last = found
        label = root_of(parents, found) if label < 0 else join(parents, label, found)
    return label


@kernel
def add_run(stats: Stats, label: int, row: int, run: tuple[int, int, int]) -> None:
    """Add a run of cells (first column, last column plus one, sum of codes) to the statistics of its label."""
    stats[label, CELLS] += run[1] - run[0]
    stats[label, TOTAL] += run[2]
    stats[label, BOTTOM] = row
    stats[label, LEFT] = min(stats[label, LEFT], run[0])
    stats[label, RIGHT] = max(stats[label, RIGHT], run[1] - 1)


@kernel
def label_strip(codes: Codes, least: int, queen: bool, edges: Labels) -> Stats:  # noqa: FBT001 - as above
    """Return the statistics of the connected regions of a strip; rows and columns count from the strip's corner.

    Parameters
    ----------
    codes
        Stored scores, shape (rows, columns).
    least
        Cells with this code or more count, except those that are not scored.
    queen
        Whether cells that touch at a corner are connected, not only those that share an edge.
    edges
        Shape (2, columns), filled with the region of each cell of the first and the last row, -1 for none.

    Returns
    -------
    numpy.ndarray
        int64, shape (regions, 8), columns as named above.
    """
    rows, cols = codes.shape
    room = 4 * cols + 16
    parents, stats = np.empty(room, np.int32), np.empty((room, COLUMNS), np.int64)
    lines = np.full((2, cols), -1, np.int32)
    aside = 1 if queen else 0
    count = 0
    for row in range(rows):
        if count + cols >= parents.shape[0]:  # no more than half as many runs can begin in a row
            parents, stats = doubled(parents, stats)
        here = lines[row % 2]
        count = label_row(codes[row], (least, aside, row, count), (lines[1 - row % 2], here), parents, stats)
        if row == 0:
            edges[0] = here
    edges[1] = lines[(rows - 1) % 2]
    return compact_labels(parents, stats[:count], edges)


@kernel
def label_row(
    codes: Codes,
    numbers: tuple[int, int, int, int],
    lines: tuple[Labels, Labels],
    parents: Labels,
    stats: Stats,
) -> int:
    """Label the runs of one row; return how many labels there are then.

    Parameters
    ----------
    codes
        Stored scores, shape (columns,).
    numbers
        Least code that counts, columns aside that touch (0 rook, 1 queen), row, and labels so far.
    lines
        The labels of the row above, -1 for none, and those of this row, filled.
    parents, stats
        The tables, with room for the row's labels.
    """
    least, aside, row, count = numbers
    above, here = lines
    cols = codes.shape[0]
    here[:] = -1
    col = 0
    while col < cols:
        if codes[col] < least or codes[col] == NO_SCORE:
            col += 1
            continue
        start, total = col, 0
        while col < cols and codes[col] >= least and codes[col] != NO_SCORE:
            total += codes[col]
            col += 1
        label = label_run(above, max(start - aside, 0), min(col + aside, cols), parents)
        if label < 0:
            label = count
            parents[count] = count
            stats[count, :COLUMNS] = (0, 0, row, start, row, start, row, start)
            count += 1
        add_run(stats, label, row, (start, col, total))
        here[start:col] = label
    return count


@kernel
def label_cells(codes: Codes, least: int, queen: bool, numbers: Labels, cells: Labels) -> None:  # noqa: FBT001 - as above
    """Fill `cells`, shape (rows, columns), with the number of each cell's region of a strip, -1 for none.

    Parameters
    ----------
    codes, least, queen
        As for `label_strip`.
    numbers
        The number wanted for each region that `label_strip` returns, in its order.
    """
    rows, cols = codes.shape
    room = 4 * cols + 16
    parents, stats = np.empty(room, np.int32), np.empty((room, COLUMNS), np.int64)
    nothing, aside, count = np.full(cols, -1, np.int32), 1 if queen else 0, 0
    for row in range(rows):
        if count + cols >= parents.shape[0]:
            parents, stats = doubled(parents, stats)
        above = nothing if row == 0 else cells[row - 1]
        count = label_row(codes[row], (least, aside, row, count), (above, cells[row]), parents, stats)
    own, _ = _regions_of_labels(parents, count)
    for label in range(count):
        own[label] = numbers[own[label]]
    for row in range(rows):
        for col in range(cols):
            if cells[row, col] >= 0:
                cells[row, col] = own[cells[row, col]]


@kernel
def _regions_of_labels(parents: Labels, count: int) -> tuple[Labels, int]:
    """Return the region of each label, counted in the order of their representatives, and how many regions there are."""
    numbers = np.empty(count, np.int32)
    found = 0
    for label in range(count):
        root = root_of(parents, label)
        if root == label:
            numbers[label] = found
            found += 1
        else:
            numbers[label] = numbers[root]
    return numbers, found


@kernel
def compact_labels(parents: Labels, stats: Stats, edges: Labels, minima: int = 0) -> Stats:
    """Return one row for each region after adding up its labels; `edges` is renumbered.

    Parameters
    ----------
    parents, stats
        The tables of labels.
    edges
        Labels of cells, -1 for none; changed to regions.
    minima
        How many of the last columns are minima.
    """
    kept, numbers = gather(parents, stats, minima)
    for side in range(2):
        for col in range(edges.shape[1]):
            if edges[side, col] >= 0:
                edges[side, col] = numbers[edges[side, col]]
    return kept


@kernel
def merge_stats(stats: Stats, into: int, more: Stats, minima: int = 0) -> None:
    """Add the statistics of one region to those of another; the seed that comes first in reading order stays.

    Parameters
    ----------
    stats, into
        Table and row that grow.
    more
        The other row.
    minima
        How many of the last columns are minima.
    """
    stats[into, CELLS] += more[CELLS]
    stats[into, TOTAL] += more[TOTAL]
    row, col = more[SEED_ROW], more[SEED_COL]
    if row < stats[into, SEED_ROW] or (row == stats[into, SEED_ROW] and col < stats[into, SEED_COL]):
        stats[into, SEED_ROW], stats[into, SEED_COL] = row, col
    stats[into, TOP], stats[into, LEFT] = min(stats[into, TOP], more[TOP]), min(stats[into, LEFT], more[LEFT])
    stats[into, BOTTOM] = max(stats[into, BOTTOM], more[BOTTOM])
    stats[into, RIGHT] = max(stats[into, RIGHT], more[RIGHT])
    sums = stats.shape[1] - minima
    for column in range(COLUMNS, sums):
        stats[into, column] += more[column]
    for column in range(sums, stats.shape[1]):
        stats[into, column] = min(stats[into, column], more[column])


@kernel
def join_rows(parents: Labels, upper: Labels, lower: Labels, queen: bool) -> None:  # noqa: FBT001 - as above
    """Join the regions of two neighbouring rows, given by their labels in `parents`, -1 for none."""
    cols = upper.shape[0]
    for col in range(cols):
        if lower[col] < 0:
            continue
        first, last = (max(col - 1, 0), min(col + 1, cols - 1)) if queen else (col, col)
        for near in range(first, last + 1):
            if upper[near] >= 0:
                join(parents, upper[near], lower[col])


@kernel
def gather(parents: Labels, stats: Stats, minima: int = 0) -> tuple[Stats, Labels]:
    """Return one row for each region of a table in which labels have been joined, in order of their first labels, and each label's region.

    Parameters
    ----------
    parents, stats
        The tables of labels.
    minima
        How many of the last columns are minima.
    """
    numbers, found = _regions_of_labels(parents, stats.shape[0])
    kept = np.empty((found, stats.shape[1]), np.int64)
    for label in range(stats.shape[0]):
        if parents[label] == label:
            kept[numbers[label]] = stats[label]
        else:
            merge_stats(kept, numbers[label], stats[label], minima)
    return kept, numbers
