"""Row loops of the large problems, written for the compiler: one pass over memory each.

Rows are contiguous; a loop writes into arrays that it is given, between the rows `begin` and `end`, so that several
threads can share the work. Nothing here touches the interpreter, and sums run in a fixed order.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def end_chunks(values: Array, chunk: int, *, rows: tuple[int, int], out: Array) -> None:
    """Write least and greatest value of each column of each chunk of rows into `out` (chunks, 2, criteria)."""
    criteria = values.shape[1]
    low, high = np.empty(criteria), np.empty(criteria)
    for first in range(rows[0], rows[1], chunk):
        for column in range(criteria):
            low[column] = high[column] = values[first, column]
        for row in range(first, min(first + chunk, rows[1])):
            for column in range(criteria):
                low[column] = min(low[column], values[row, column])
                high[column] = max(high[column], values[row, column])
        for column in range(criteria):
            out[first // chunk, 0, column] = low[column]
            out[first // chunk, 1, column] = high[column]


def sum_chunks(values: Array, chunk: int, *, rows: tuple[int, int], out: Array) -> None:
    """Write least, greatest, Σ and Σ² of each column of each chunk of rows into `out` (chunks, 4, criteria)."""
    criteria = values.shape[1]
    low, high = np.empty(criteria), np.empty(criteria)
    total, square = np.empty(criteria), np.empty(criteria)
    for first in range(rows[0], rows[1], chunk):
        for column in range(criteria):
            low[column] = high[column] = values[first, column]
            total[column] = square[column] = 0.0
        for row in range(first, min(first + chunk, rows[1])):
            for column in range(criteria):
                value = values[row, column]
                low[column] = min(low[column], value)
                high[column] = max(high[column], value)
                total[column] += value
                square[column] += value * value
        place = first // chunk
        for column in range(criteria):
            out[place, 0, column] = low[column]
            out[place, 1, column] = high[column]
            out[place, 2, column] = total[column]
            out[place, 3, column] = square[column]


def linear_rows(values: Array, slope: Array, *, base: Array, rows: tuple[int, int], scores: Array) -> None:
    """Write Σ slope × (value − base) of each row."""
    for row in range(rows[0], rows[1]):
        total = 0.0
        for column in range(values.shape[1]):
            total += slope[column] * (values[row, column] - base[column])
        scores[row] = total


def topsis_rows(values: Array, slope: Array, *, ends: Array, rows: tuple[int, int], scores: Array) -> None:
    """Write the closeness of each row; `ends` are the best and the worst raw value, shape (2, criteria)."""
    for row in range(rows[0], rows[1]):
        near = 0.0
        far = 0.0
        for column in range(values.shape[1]):
            value = values[row, column]
            to_ideal = slope[column] * (value - ends[0, column])
            to_anti = slope[column] * (value - ends[1, column])
            near += to_ideal * to_ideal
            far += to_anti * to_anti
        near = np.sqrt(near)
        far = np.sqrt(far)
        scores[row] = far / (near + far)


def vikor_rows(values: Array, slope: Array, *, best: Array, rows: tuple[int, int], out: Array) -> None:
    """Write S = Σ and R = max of slope × (best − value) of each row into `out` (2, rows)."""
    for row in range(rows[0], rows[1]):
        total = 0.0
        most = 0.0
        for column in range(values.shape[1]):
            regret = slope[column] * (best[column] - values[row, column])
            total += regret
            most = max(most, regret)
        out[0, row] = total
        out[1, row] = most


def mix_rows(parts: Array, shares: Array, *, least: Array, rows: tuple[int, int], scores: Array) -> None:
    """Write Σ shares × (part − least) over the two rows of `parts`."""
    for row in range(rows[0], rows[1]):
        scores[row] = shares[0] * (parts[0, row] - least[0]) + shares[1] * (parts[1, row] - least[1])


def count_sides(
    scores: Array, pivots: Array, *, sign: float, rows: tuple[int, int], counts: npt.NDArray[np.int64]
) -> None:
    """Count how many scores times `sign` lie at or above how many of the `pivots`."""
    for row in range(rows[0], rows[1]):
        side = 0
        for place in range(pivots.shape[0]):
            side += sign * scores[row] >= pivots[place]
        counts[side] += 1


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
    for row in range(rows[0], rows[1]):
        turned = sign * scores[row]
        side = 0
        for place in range(pivots.shape[0]):
            side += turned >= pivots[place]
        level = np.int64(np.rint(turned / magnitude * 1e12)) + 1_000_000_000_000
        keys[places[side]] = np.uint64((level << 23) | row)
        places[side] += 1


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
