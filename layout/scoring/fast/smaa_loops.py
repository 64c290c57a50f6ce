"""Loops of SMAA, written for the compiler: ranks of every site in every draw, and what is counted of them."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int32]
TILE = 16
"""Draws that are compared at once: their ranks stay in the fastest memory."""
CROWDED = 64
"""Scores in one range above which the draw is sorted as a whole."""


def deal_scores(scores: Array, order: Ranks) -> None:
    """Write the sites of each draw into `order` (draws, sites), nearly from the highest score down.

    Scores are dealt into as many equal ranges as there are sites: what remains to be done is to settle each range.
    Where one range is crowded (an outlier stretches the scale) −1 is written at the first place, for the draw to be
    sorted whole.
    """
    sites = scores.shape[1]
    starts = np.empty(sites + 1, np.int32)
    for draw in range(scores.shape[0]):
        high = scores[draw].max()
        span = high - scores[draw].min()
        scale = (sites - 1) / span if span > 0.0 else 0.0
        starts[:] = 0
        for site in range(sites):
            starts[min(np.int32((high - scores[draw, site]) * scale), sites - 1) + 1] += 1
        if starts.max() > CROWDED:
            order[draw, 0] = -1
            continue
        for place in range(sites):
            starts[place + 1] += starts[place]
        for site in range(sites):
            place = min(np.int32((high - scores[draw, site]) * scale), sites - 1)
            order[draw, starts[place]] = site
            starts[place] += 1


def settle_order(scores: Array, order: Ranks) -> None:
    """Sort each nearly sorted row of `order` by falling score, by insertion; rows that begin with −1 are left."""
    for draw in range(order.shape[0]):
        for late in range(1, order.shape[1] if order[draw, 0] >= 0 else 0):
            moving = order[draw, late]
            value = scores[draw, moving]
            early = late
            while early > 0 and scores[draw, order[draw, early - 1]] < value:
                order[draw, early] = order[draw, early - 1]
                early -= 1
            order[draw, early] = moving


def rank_order(scores: Array, order: Ranks, *, ranks: Ranks) -> None:
    """Write the competition ranks of each draw into `ranks` (draws, sites)."""
    for draw in range(order.shape[0]):
        rank = 1
        previous = scores[draw, order[draw, 0]]
        for place in range(order.shape[1]):
            site = order[draw, place]
            if scores[draw, site] != previous:
                previous = scores[draw, site]
                rank = place + 1
            ranks[draw, site] = rank


def count_ranks(ranks: Ranks, counts: npt.NDArray[np.int32], *, totals: npt.NDArray[np.int64]) -> None:
    """Add to `counts` (sites, ranks) how often each rank was reached, and to `totals` (3, sites) Σ, best and worst."""
    most = counts.shape[1]
    for draw in range(ranks.shape[0]):
        for site in range(ranks.shape[1]):
            rank = ranks[draw, site]
            if rank <= most:
                counts[site, rank - 1] += 1
            totals[0, site] += rank
            totals[1, site] = min(totals[1, site], rank)
            totals[2, site] = max(totals[2, site], rank)


def count_wins(ranks: npt.NDArray[np.signedinteger], wins: npt.NDArray[np.int32], *, tied: bool) -> None:
    """Add to `wins` (sites, sites) right of the diagonal in how many draws the first is ranked before the second.

    Parameters
    ----------
    ranks
        Shape (draws, sites).
    wins
        Added to; left of the diagonal stands, turned, in how many draws the two are ranked alike.
    tied
        Whether there may be ranks that are shared: else there is nothing to count there.
    """
    draws, sites = ranks.shape
    before, alike = np.empty(sites, np.int16), np.empty(sites, np.int16)
    for first in range(0, draws, TILE):
        tile = ranks[first : first + TILE]
        for site in range(sites):
            width = sites - site - 1
            ahead, level = before[:width], alike[:width]
            ahead[:] = 0
            level[:] = 0
            for draw in range(tile.shape[0]):
                mine, others = tile[draw, site], tile[draw, site + 1 :]
                for other in range(width):
                    ahead[other] += mine < others[other]
                if tied:
                    for other in range(width):
                        level[other] += mine == others[other]
            row = wins[site, site + 1 :]
            for other in range(width):
                row[other] += ahead[other]
            if tied:
                for other in range(width):
                    wins[site + 1 + other, site] += level[other]
