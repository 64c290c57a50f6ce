"""Loops of SMAA by methods that are not additive, written for the compiler: drawn values and what is scored of them.

What is drawn lies criterion after criterion, shape (draws, criteria, sites). Parts of a score that hold for all draws
have a first axis of 1. Every sum is added in the order in which arrays add it, so that both give the same bits.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
TILE = 64
"""Sites that are sorted side by side."""


def lay_draws(
    raw: Array, cells: npt.NDArray[np.int64], *, ranges: Array, turn: tuple[float, float], columns: Array
) -> None:
    """Write middle + width × (raw − shift) × scale of the uncertain cells into `columns`, where the others stand.

    Parameters
    ----------
    raw
        Random numbers, shape (draws, uncertain cells).
    cells
        Place of each uncertain cell in a table of criteria × sites.
    ranges
        Middle and width of each uncertain cell, shape (2, uncertain cells).
    turn
        Shift and scale.
    columns
        Written to, shape (draws, criteria × sites).
    """
    shift, scale = turn
    middle, width = ranges[0], ranges[1]
    for draw in range(raw.shape[0]):
        drawn, table = raw[draw], columns[draw]
        for place in range(cells.shape[0]):
            table[cells[place]] = middle[place] + width[place] * ((drawn[place] - shift) * scale)


def sum_draws(terms: Array, weights: Array, *, scores: Array) -> None:
    """Write Σ weight × term of each site in each draw, criterion after criterion.

    Parameters
    ----------
    terms
        Shape (draws or 1, criteria, sites).
    weights
        Shape (draws, criteria).
    scores
        Written to, shape (draws, sites).
    """
    for draw in range(weights.shape[0]):
        part = terms[min(draw, terms.shape[0] - 1)]
        total = scores[draw]
        total[:] = 0.0
        for column in range(part.shape[0]):
            weight, row = weights[draw, column], part[column]
            for site in range(row.shape[0]):
                total[site] += weight * row[site]


def regret_draws(terms: Array, weights: Array, *, regrets: Array) -> None:
    """Write S = Σ and R = max of weight × term of VIKOR into `regrets` (2, draws, sites)."""
    for draw in range(weights.shape[0]):
        part = terms[min(draw, terms.shape[0] - 1)]
        total, most = regrets[0, draw], regrets[1, draw]
        total[:] = 0.0
        most[:] = 0.0
        for column in range(part.shape[0]):
            weight, row = weights[draw, column], part[column]
            for site in range(row.shape[0]):
                regret = weight * row[site]
                total[site] += regret
                most[site] = max(most[site], regret)


def sort_draws(values: Array, pairs: npt.NDArray[np.int64], *, order: Array) -> None:
    """Sort the criteria of each site from the greatest value down, equal ones in their order, by a sorting network.

    Parameters
    ----------
    values
        Shape (draws, criteria, sites); sorted in place.
    pairs
        Places that the network compares one after the other, shape (comparisons, 2).
    order
        Which criterion each value belongs to, written to, the shape of `values`.
    """
    columns = values.shape[1]
    keys, owners = np.zeros((columns, TILE)), np.empty((columns, TILE))
    for draw in range(values.shape[0]):
        for first in range(0, values.shape[2], TILE):
            width = min(TILE, values.shape[2] - first)
            for column in range(columns):
                keys[column, :width] = values[draw, column, first : first + width]
                owners[column] = column
            for pair in range(pairs.shape[0]):
                upper, lower = keys[pairs[pair, 0]], keys[pairs[pair, 1]]
                early, late = owners[pairs[pair, 0]], owners[pairs[pair, 1]]
                for lane in range(TILE):
                    one, other, mine, yours = upper[lane], lower[lane], early[lane], late[lane]
                    turned = (one < other) | ((one == other) & (mine > yours))
                    upper[lane] = other if turned else one
                    lower[lane] = one if turned else other
                    early[lane] = yours if turned else mine
                    late[lane] = mine if turned else yours
            for column in range(columns):
                values[draw, column, first : first + width] = keys[column, :width]
                order[draw, column, first : first + width] = owners[column, :width]


def reach_draws(order: Array, weights: Array, *, reached: Array) -> None:
    """Write the weight of the best 1, 2, … criteria of each site of OWA into `reached` (draws, criteria − 1, sites)."""
    for draw in range(weights.shape[0]):
        part, given = order[min(draw, order.shape[0] - 1)], weights[draw]
        for place in range(reached.shape[1]):
            owners, total = part[place], reached[draw, place]
            for site in range(total.shape[0]):
                total[site] = given[int(owners[site])]
            if place > 0:
                before = reached[draw, place - 1]
                for site in range(total.shape[0]):
                    total[site] = before[site] + total[site]


def step_draws(values: Array, raised: Array, *, scores: Array) -> None:
    """Write Σ value × step of what its place has `raised` the weight to, 1 at the last one."""
    last = values.shape[1] - 1
    for draw in range(raised.shape[0]):
        part = values[min(draw, values.shape[0] - 1)]
        total = scores[draw]
        total[:] = 0.0
        for place in range(last + 1):
            row = part[place]
            for site in range(total.shape[0]):
                upper = raised[draw, place, site] if place < last else 1.0
                lower = raised[draw, place - 1, site] if place > 0 else 0.0
                total[site] += (upper - lower) * row[site]
