"""Kernels that grow a region from a seed to a given number of cells, and then mend it cell by cell."""

import heapq
import math

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel

Floats = npt.NDArray[np.float64]
Cells = npt.NDArray[np.int64]
Stamps = npt.NDArray[np.int32]

FREE, CHOSEN = 0, 1


@kernel
def grow(scores: Floats, state: Stamps, seed: int, settings: tuple[int, bool, float]) -> Cells:
    """Return the flat indices of a region grown from a seed by always taking the best cell that touches it.

    Parameters
    ----------
    scores
        Shape (rows, columns), NaN where a cell is not eligible.
    state
        Same shape, all `FREE`; changed and put back.
    seed
        Flat index of an eligible cell.
    settings
        Cells wanted, whether corners connect, and how much shape counts (0 to 1): a cell's worth is then partly the share
        of its four sides that touch the region.

    Returns
    -------
    numpy.ndarray
        Fewer than wanted where the connected cells around the seed are fewer.
    """
    wanted, queen, shape = settings
    cols = scores.shape[1]
    chosen = np.empty(wanted, np.int64)
    count = 0
    waiting = [(0.0, seed)]
    while waiting and count < wanted:
        _, cell = heapq.heappop(waiting)
        row, col = cell // cols, cell % cols
        if state[row, col] == CHOSEN:
            continue
        state[row, col] = CHOSEN
        chosen[count] = cell
        count += 1
        for down in range(-1, 2):
            for right in range(-1, 2):
                if open_cell(scores, state, (row + down, col + right), queen or down == 0 or right == 0):
                    near = (row + down) * cols + col + right
                    heapq.heappush(waiting, (-_worth(scores, state, near, shape), near))
    for place in range(count):
        state[chosen[place] // cols, chosen[place] % cols] = FREE
    return chosen[:count]


@kernel
def open_cell(scores: Floats, owner: Stamps, cell: tuple[int, int], connected: bool) -> bool:  # noqa: FBT001 - a kernel's arguments go by position
    """Return whether a cell is inside, eligible, free, and connected."""
    row, col = cell
    inside = 0 <= row < scores.shape[0] and 0 <= col < scores.shape[1]
    return connected and inside and bool(owner[row, col] == FREE) and not math.isnan(scores[row, col])


@kernel
def _worth(scores: Floats, state: Stamps, cell: int, shape: float) -> float:
    """Return what a cell is worth to the region it touches."""
    cols = scores.shape[1]
    row, col = cell // cols, cell % cols
    if shape == 0.0:
        return float(scores[row, col])
    return float((1.0 - shape) * scores[row, col] + shape * touching(state, row, col, CHOSEN) / 4.0)


@kernel
def touching(owner: Stamps, row: int, col: int, held: int) -> int:
    """Return how many of the four sides of a cell touch a region."""
    rows, cols = owner.shape
    sides = 0
    if row > 0 and owner[row - 1, col] == held:
        sides += 1
    if row + 1 < rows and owner[row + 1, col] == held:
        sides += 1
    if col > 0 and owner[row, col - 1] == held:
        sides += 1
    if col + 1 < cols and owner[row, col + 1] == held:
        sides += 1
    return sides


@kernel
def perimeter(cells: Cells, state: Stamps) -> int:
    """Return the perimeter of a region in cell edges; `state` is all `FREE` before and after."""
    cols = state.shape[1]
    for cell in cells:
        state[cell // cols, cell % cols] = CHOSEN
    edges = 0
    for cell in cells:
        edges += 4 - touching(state, cell // cols, cell % cols, CHOSEN)
    for cell in cells:
        state[cell // cols, cell % cols] = FREE
    return edges


@kernel
def connected_without(owner: Stamps, left_out: int, size: int, queen: bool) -> bool:  # noqa: FBT001 - as above
    """Return whether a region of `size` cells stays connected without one of them; `owner` is the same afterwards."""
    rows, cols = owner.shape
    held = owner[left_out // cols, left_out % cols]
    if size <= 1:
        return False
    owner[left_out // cols, left_out % cols] = FREE
    reached = [np.int64(left_out)]
    waiting = [np.int64(left_out)]
    while waiting:
        cell = waiting.pop()
        row, col = cell // cols, cell % cols
        first = cell == left_out
        for down in range(-1, 2):
            for right in range(-1, 2):
                near_row, near_col = row + down, col + right
                if (down != 0 and right != 0 and not queen) or not (
                    0 <= near_row < rows and 0 <= near_col < cols
                ):
                    continue
                if owner[near_row, near_col] == held:
                    owner[near_row, near_col] = -held
                    reached.append(np.int64(near_row * cols + near_col))
                    waiting.append(np.int64(near_row * cols + near_col))
                    if first:
                        break
            if first and len(reached) > 1:
                break
    for cell in reached:
        owner[cell // cols, cell % cols] = held
    return bool(len(reached) - 1 == size - 1)


@kernel
def mend(scores: Floats, state: Stamps, cells: Cells, queen: bool, rounds: int) -> Cells:  # noqa: FBT001 - as above
    """Return a region after exchanging its worst cells for better ones beside it, as long as it stays connected.

    Only the sum of scores is looked at; a region whose shape counts is not mended.
    """
    cols = scores.shape[1]
    region = cells.copy()
    for cell in region:
        state[cell // cols, cell % cols] = CHOSEN
    for _ in range(rounds):
        best, best_score = -1, -math.inf
        for cell in region:
            row, col = cell // cols, cell % cols
            for down in range(-1, 2):
                for right in range(-1, 2):
                    if open_cell(scores, state, (row + down, col + right), queen or down == 0 or right == 0):
                        score = scores[row + down, col + right]
                        if score > best_score:
                            best, best_score = (row + down) * cols + col + right, score
        if best < 0 or not _exchange(scores, state, region, (best, queen)):
            break
    for cell in region:
        state[cell // cols, cell % cols] = FREE
    return region


@kernel
def _exchange(scores: Floats, state: Stamps, region: Cells, wanted: tuple[int, bool]) -> bool:
    """Take in one cell for the worst that can be spared; return whether that was better."""
    best, queen = wanted
    cols = scores.shape[1]
    gain = scores[best // cols, best % cols]
    more = np.append(region, best)
    state[best // cols, best % cols] = CHOSEN
    values = np.array([scores[cell // cols, cell % cols] for cell in region])
    for place in np.argsort(values):
        if values[place] >= gain:
            break
        if connected_without(state, region[place], more.shape[0], queen):
            state[region[place] // cols, region[place] % cols] = FREE
            region[place] = best
            return True
    state[best // cols, best % cols] = FREE
    return False


@kernel
def gap_between(one: Cells, other: Cells, cols: int) -> float:
    """Return the distance between the edges of two regions in cells; 0 where they touch, -1 where they share a cell."""
    least = np.int64(1) << 60
    for first in one:
        for second in other:
            if first == second:
                return -1.0
            down = max(abs(first // cols - second // cols) - 1, 0)
            right = max(abs(first % cols - second % cols) - 1, 0)
            least = min(least, down * down + right * right)
    return math.sqrt(least)
