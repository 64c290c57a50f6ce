"""Loops of the large problems, written for the compiler: one pass over memory each.

Values have the shape (criteria, rows). Where they lie criterion after criterion, the rows of one criterion are
neighbours in memory, which lets the processor take several rows at a time without changing the order of any sum over
criteria; where they lie row after row, a tile of rows is fetched once and read from the fastest memory. A loop writes into arrays that it is given, between the rows `begin` and `end`, so that several threads can share the work.
Nothing here touches the interpreter.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
TILE = 64
"""Rows that are worked on at once: short enough for the fastest memory, and all criteria are fetched side by side."""


def end_chunks(values: Array, chunk: int, *, rows: tuple[int, int], out: Array) -> None:
    """Write least and greatest value of each criterion in each chunk of rows into `out` (chunks, 2, criteria)."""
    low, high = np.empty((values.shape[0], TILE)), np.empty((values.shape[0], TILE))
    for first in range(rows[0], rows[1], chunk):
        last = min(first + chunk, rows[1])
        for column in range(values.shape[0]):
            low[column] = values[column, first]
            high[column] = values[column, first]
        for begin in range(first, last, TILE):
            for column in range(values.shape[0]):
                tile = values[column, begin : min(begin + TILE, last)]
                least, most = low[column], high[column]
                for lane in range(tile.shape[0]):
                    least[lane] = min(least[lane], tile[lane])
                    most[lane] = max(most[lane], tile[lane])
        for column in range(values.shape[0]):
            out[first // chunk, 0, column] = low[column].min()
            out[first // chunk, 1, column] = high[column].max()


def sum_chunks(values: Array, chunk: int, *, rows: tuple[int, int], out: Array) -> None:
    """Write Σ and Σ² of each criterion in each chunk of rows into `out` (chunks, 4, criteria), after the two ends.

    A chunk is summed in 64 lanes, the n-th adding every 64th row from the n-th on, and the lanes are summed at its end.
    """
    total, square = np.empty((values.shape[0], TILE)), np.empty((values.shape[0], TILE))
    low, high = np.empty((values.shape[0], TILE)), np.empty((values.shape[0], TILE))
    for first in range(rows[0], rows[1], chunk):
        last = min(first + chunk, rows[1])
        total[:] = 0.0
        square[:] = 0.0
        for column in range(values.shape[0]):
            low[column] = values[column, first]
            high[column] = values[column, first]
        for begin in range(first, last, TILE):
            for column in range(values.shape[0]):
                tile = values[column, begin : min(begin + TILE, last)]
                least, most, plain, squared = low[column], high[column], total[column], square[column]
                for lane in range(tile.shape[0]):
                    value = tile[lane]
                    least[lane] = min(least[lane], value)
                    most[lane] = max(most[lane], value)
                    plain[lane] += value
                    squared[lane] += value * value
        for column in range(values.shape[0]):
            out[first // chunk, 0, column] = low[column].min()
            out[first // chunk, 1, column] = high[column].max()
            out[first // chunk, 2, column] = total[column].sum()
            out[first // chunk, 3, column] = square[column].sum()


def linear_rows(
    values: Array, slope: Array, *, base: Array, start: float, rows: tuple[int, int], scores: Array
) -> None:
    """Write `start` + Σ slope × (value − base) of each row, added criterion after criterion."""
    for first in range(rows[0], rows[1], TILE):
        last = min(first + TILE, rows[1])
        total = scores[first:last]
        total[:] = start
        for column in range(values.shape[0]):
            tile, steep, low = values[column, first:last], slope[column], base[column]
            for row in range(last - first):
                total[row] += steep * (tile[row] - low)


def topsis_rows(values: Array, slope: Array, *, ends: Array, rows: tuple[int, int], scores: Array) -> None:
    """Write the closeness of each row; `ends` are the best and the worst raw value, shape (2, criteria)."""
    near, far = np.empty(TILE), np.empty(TILE)
    for first in range(rows[0], rows[1], TILE):
        last = min(first + TILE, rows[1])
        near[:] = 0.0
        far[:] = 0.0
        for column in range(values.shape[0]):
            tile, steep = values[column, first:last], slope[column]
            best, worst = ends[0, column], ends[1, column]
            for row in range(last - first):
                to_ideal = steep * (tile[row] - best)
                to_anti = steep * (tile[row] - worst)
                near[row] += to_ideal * to_ideal
                far[row] += to_anti * to_anti
        closeness = scores[first:last]
        for row in range(last - first):
            to_anti = np.sqrt(far[row])
            closeness[row] = to_anti / (np.sqrt(near[row]) + to_anti)


def vikor_rows(values: Array, slope: Array, *, best: Array, rows: tuple[int, int], out: Array) -> None:
    """Write S = Σ and R = max of slope × (best − value) of each row into `out` (2, rows)."""
    for first in range(rows[0], rows[1], TILE):
        last = min(first + TILE, rows[1])
        total, most = out[0, first:last], out[1, first:last]
        total[:] = 0.0
        most[:] = 0.0
        for column in range(values.shape[0]):
            tile, steep, ideal = values[column, first:last], slope[column], best[column]
            for row in range(last - first):
                regret = steep * (ideal - tile[row])
                total[row] += regret
                most[row] = max(most[row], regret)


def mix_rows(parts: Array, shares: Array, *, least: Array, rows: tuple[int, int], scores: Array) -> None:
    """Write Σ shares × (part − least) over the two rows of `parts`."""
    for row in range(rows[0], rows[1]):
        scores[row] = shares[0] * (parts[0, row] - least[0]) + shares[1] * (parts[1, row] - least[1])


def count_sides(
    scores: Array, pivots: Array, *, sign: float, rows: tuple[int, int], counts: npt.NDArray[np.int64]
) -> None:
    """Count how many scores times `sign` lie at or above how many of the rising `pivots`."""
    below = rows[1] - rows[0]
    for place in range(pivots.shape[0]):
        above = 0
        for row in range(rows[0], rows[1]):
            above += sign * scores[row] >= pivots[place]
        counts[place] = below - above
        below = above
    counts[pivots.shape[0]] = below


def deal_keys(
    scores: Array,
    pivots: Array,
    *,
    scale: tuple[float, float],
    rows: tuple[int, int],
    places: npt.NDArray[np.int64],
    keys: npt.NDArray[np.uint64],
) -> None:
    """Write score and row of each row as one whole number to the next place of its side, moving the place on.

    `scale` is sign and greatest magnitude: the high bits of a key are the score as a share of it, to 12 decimals.
    """
    sign, magnitude = scale
    # places in memory of this thread alone: a line of memory that two threads write to goes back and forth
    mine = places.copy()
    made, sides = np.empty(TILE, np.uint64), np.empty(TILE, np.int64)
    for first in range(rows[0], rows[1], TILE):
        tile = scores[first : min(first + TILE, rows[1])]
        sides[:] = 0
        for place in range(pivots.shape[0]):
            pivot = pivots[place]
            for row in range(tile.shape[0]):
                sides[row] += sign * tile[row] >= pivot
        for row in range(tile.shape[0]):
            level = np.int64(np.rint(sign * tile[row] / magnitude * 1e12)) + 1_000_000_000_000
            made[row] = np.uint64((level << 23) | (first + row))
        for row in range(tile.shape[0]):
            side = sides[row]
            keys[mine[side]] = made[row]
            mine[side] += 1
    places[:] = mine


def write_ranks(
    ordered: npt.NDArray[np.uint64], ranks: npt.NDArray[np.int64], *, rows: tuple[int, int]
) -> None:
    """Write the competition rank of each row from keys in order; equal scores share the better rank."""
    first = rows[0]
    level = np.uint64(0)
    for place in range(rows[0], rows[1]):
        key = ordered[place]
        if key >> np.uint64(23) != level:
            level = key >> np.uint64(23)
            first = place
        ranks[np.int64(key & np.uint64(8388607))] = first + 1
