"""Kernels that bring several regions to a common number of cells, and trade cells between them for better ones."""

import heapq
import math

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from layout.suitability.region_grow import FREE, connected_without, open_cell, touching

Floats = npt.NDArray[np.float64]
Cells = npt.NDArray[np.int64]
Owner = npt.NDArray[np.int32]

_SIDES_WEIGHT = 4.0
Terms = tuple[int, int, bool, float, float]
"""Least and greatest size of a region, whether corners connect, least spacing in cells, and how much shape counts."""


@kernel
def extend(scores: Floats, owner: Owner, sizes: Cells, need: int, terms: Terms) -> int:
    """Add the best cells that touch a region until `need` are added; return how many are still missing.

    Parameters
    ----------
    scores
        Shape (rows, columns), NaN where a cell is not eligible.
    owner
        Same shape: 1 + number of the region that holds a cell, else `FREE`; changed.
    sizes
        Cells of each region; changed.
    need
        How many cells are to be added to all regions together.
    terms
        See `Terms`.
    """
    rows, cols = owner.shape
    waiting = [(math.inf, np.int64(0), np.int32(0))]
    for row in range(rows):
        for col in range(cols):
            if owner[row, col] != FREE:
                _offer(scores, owner, waiting, (row, col), terms)
    while need > 0 and len(waiting) > 1:
        _, cell, held = heapq.heappop(waiting)
        row, col = cell // cols, cell % cols
        if owner[row, col] != FREE or sizes[held - 1] >= terms[1]:
            continue
        if not apart(owner, row, col, int(held), terms[3]):
            continue
        owner[row, col] = held
        sizes[held - 1] += 1
        need -= 1
        _offer(scores, owner, waiting, (row, col), terms)
    return need


@kernel
def _offer(
    scores: Floats,
    owner: Owner,
    waiting: list[tuple[float, np.int64, np.int32]],
    where: tuple[int, int],
    terms: Terms,
) -> None:
    """Put the free cells that touch a held one on the heap of its region."""
    row, col = where
    held, shape = owner[row, col], terms[4]
    for down in range(-1, 2):
        for right in range(-1, 2):
            near_row, near_col = row + down, col + right
            if open_cell(scores, owner, (near_row, near_col), terms[2] or down == 0 or right == 0):
                worth = scores[near_row, near_col]
                if shape > 0.0:
                    sides = touching(owner, near_row, near_col, held)
                    worth = (1.0 - shape) * worth + shape * sides / _SIDES_WEIGHT
                heapq.heappush(waiting, (-worth, np.int64(near_row * owner.shape[1] + near_col), held))


@kernel
def apart(owner: Owner, row: int, col: int, held: int, spacing: float) -> bool:
    """Return whether no cell of another region has its edge nearer than `spacing` cells."""
    if spacing <= 0.0:
        return True
    far = math.ceil(spacing) + 1
    for near_row in range(max(row - far, 0), min(row + far + 1, owner.shape[0])):
        for near_col in range(max(col - far, 0), min(col + far + 1, owner.shape[1])):
            other = owner[near_row, near_col]
            if other != FREE and other - held != 0:
                down, right = max(abs(near_row - row) - 1, 0), max(abs(near_col - col) - 1, 0)
                if math.sqrt(down * down + right * right) < spacing:
                    return False
    return True


@kernel
def trade(scores: Floats, owner: Owner, sizes: Cells, rounds: int, terms: Terms) -> int:
    """Exchange held cells for better free ones, within a region or between two; return how many exchanges were made.

    The number of cells of all regions together stays; each keeps its range of sizes, stays connected and apart from the
    others. Only the sum of scores is looked at.
    """
    cols = owner.shape[1]
    for done in range(rounds):
        cell, held = _best_open(scores, owner, terms)
        if cell < 0:
            return done
        owner[cell // cols, cell % cols] = held
        sizes[held - 1] += 1
        worst = _worst_spared(scores, owner, sizes, (cell, held), terms)
        if worst < 0:
            owner[cell // cols, cell % cols] = FREE
            sizes[held - 1] -= 1
            return done
        sizes[owner[worst // cols, worst % cols] - 1] -= 1
        owner[worst // cols, worst % cols] = FREE
    return rounds


@kernel
def _best_open(scores: Floats, owner: Owner, terms: Terms) -> tuple[int, int]:
    """Return the best free cell that a region may take in, and that region; -1 where there is none.

    A region that is full may take one in as well: it then has to give one of its own.
    """
    rows, cols = owner.shape
    best, taker, best_score = -1, 0, -math.inf
    for row in range(rows):
        for col in range(cols):
            held = owner[row, col]
            if held == FREE:
                continue
            for down in range(-1, 2):
                for right in range(-1, 2):
                    cell = (row + down, col + right)
                    if open_cell(scores, owner, cell, terms[2] or down == 0 or right == 0):
                        score = scores[cell]
                        if score > best_score and apart(owner, cell[0], cell[1], held, terms[3]):
                            best, taker, best_score = cell[0] * cols + cell[1], held, score
    return best, taker


@kernel
def _worst_spared(scores: Floats, owner: Owner, sizes: Cells, taken: tuple[int, int], terms: Terms) -> int:
    """Return the worst held cell below the score of the one taken in that its region can spare; -1 where there is none."""
    cell, held = taken
    cols = owner.shape[1]
    gain = scores[cell // cols, cell % cols]
    low = np.flatnonzero((owner.ravel() != FREE) & (scores.ravel() < gain))
    values = scores.ravel()[low]
    for place in low[np.argsort(values)]:
        giver = owner[place // cols, place % cols]
        own = giver == held
        if sizes[held - 1] > terms[1] and not own:
            continue
        if not own and sizes[giver - 1] <= terms[0]:
            continue
        if connected_without(owner, place, int(sizes[giver - 1]), terms[2]):
            return int(place)
    return -1
