"""Ranks of every alternative in every draw: arrays for small problems, the compiled loop for large ones, same result."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layout.scoring.fast import smaa_loops
from layout.scoring.fast.compiled import compiled, run_spans

Array = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int32]
RankBlock = Callable[[int, int], Ranks]
"""Ranks of the draws begin … end, shape (draws, alternatives)."""
COMPILED_FROM = 2_000_000
"""Draws × alternatives from which compiling pays."""
CELLS = 2_000_000
"""Ranks held at once by a thread."""
CACHED = 60_000
"""Scores held at once by the compiled loops."""


@dataclass(frozen=True, eq=False)
class RankCounts:
    """What is counted over all draws.

    Parameters
    ----------
    counts
        How often each alternative reached each rank, shape (alternatives, ranks kept).
    total, best, worst
        Sum of ranks, best and worst rank, shape (alternatives,).
    first
        The alternative ranked first in each draw (of equal ones the earliest), shape (draws,).
    wins
        In how many draws one chosen alternative stood before another, shape (chosen, chosen).
    """

    counts: npt.NDArray[np.int64]
    total: npt.NDArray[np.int64]
    best: npt.NDArray[np.int64]
    worst: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    wins: npt.NDArray[np.int64]


def ranks_by_arrays(columns: Array, weights: Array, *, ranks: Ranks) -> None:
    """Write competition ranks of each draw; the same numbers as the compiled loop, which adds in the same order.

    Parameters
    ----------
    columns
        Values, shape (criteria, alternatives), or (criteria, draws, alternatives) where they differ from draw to draw.
    weights
        Shape (draws, criteria).
    ranks
        Written to, shape (draws, alternatives).
    """
    scores = np.zeros(ranks.shape)
    for place, column in enumerate(columns):
        scores += weights[:, place, None] * column
    rank_rows(scores, ranks=ranks)


def rank_rows(scores: Array, *, ranks: Ranks) -> None:
    """Write the competition ranks of each row of scores, shape (draws, alternatives), more is better."""
    order = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    fresh = np.ones(ranks.shape, dtype=bool)
    fresh[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    places = np.maximum.accumulate(np.where(fresh, np.arange(1, ranks.shape[1] + 1), 0), axis=1)
    np.put_along_axis(ranks, order, places.astype(np.int32), axis=1)


def ranks_by_loops(columns: Array, weights: Array, *, ranks: Ranks) -> None:
    """Write the same ranks by compiled loops, a few draws at a time so that they stay in the cache."""
    sites = columns.shape[1]
    step = max(1, CACHED // sites)
    scores = np.empty((step, sites))
    score = compiled(smaa_loops.score_draws)
    for begin in range(0, len(weights), step):
        drawn = weights[begin : begin + step]
        some = scores[: len(drawn)]
        score(columns, drawn, scores=some)
        rank_rows_by_loops(some, ranks=ranks[begin : begin + step])


def rank_rows_by_loops(scores: Array, *, ranks: Ranks) -> None:
    """Write the ranks that `rank_rows` writes, by compiled loops."""
    order = np.empty(scores.shape, dtype=np.int32)
    compiled(smaa_loops.deal_scores)(scores, order)
    compiled(smaa_loops.settle_order)(scores, order)
    compiled(smaa_loops.rank_order)(scores, order, ranks=ranks)


def count_draws(
    block: RankBlock,
    shape: tuple[int, int],
    *,
    kept: int,
    chosen: npt.NDArray[np.intp],
    threads: int | None = None,
) -> RankCounts:
    """Return the counts over all draws; whole numbers only, so no split of the work changes them.

    Parameters
    ----------
    block
        Gives the ranks of a span of draws.
    shape
        Numbers of draws and alternatives.
    kept
        Ranks 1 … kept are counted one by one.
    chosen
        The alternatives that are compared pair by pair.
    threads
        As many as the machine has where None.
    """
    draws, sites = shape
    step = max(1, min(256, CELLS // sites))
    large = draws * sites >= COMPILED_FROM
    first = np.empty(draws, dtype=np.int64)
    spans: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], npt.NDArray[np.int32]]] = []

    def work(begin: int, end: int) -> None:
        counts = np.zeros((sites, kept), dtype=np.int32)
        totals = np.zeros((3, sites), dtype=np.int64)
        totals[1] = sites + 1
        wins = np.zeros((len(chosen), len(chosen)), dtype=np.int32)
        for start in range(begin, end, step):
            ranks = block(start, min(start + step, end))
            first[start : start + len(ranks)] = np.argmin(ranks, axis=1)
            _count(ranks, counts, totals, compile_it=large)
            _win(np.ascontiguousarray(ranks[:, chosen]), wins, compile_it=large)
        spans.append((counts, totals, wins))

    run_spans(work, draws, threads=threads if large else 1, unit=1)
    totals = np.stack([span[1] for span in spans])
    return RankCounts(
        counts=np.sum([span[0] for span in spans], axis=0, dtype=np.int64),
        total=totals[:, 0].sum(axis=0),
        best=totals[:, 1].min(axis=0),
        worst=totals[:, 2].max(axis=0),
        first=first,
        wins=np.sum([span[2] for span in spans], axis=0, dtype=np.int64),
    )


def _count(
    ranks: Ranks, counts: npt.NDArray[np.int32], totals: npt.NDArray[np.int64], *, compile_it: bool
) -> None:
    """Add a block of ranks to the counts."""
    if compile_it:
        compiled(smaa_loops.count_ranks)(ranks, counts, totals=totals)
        return
    sites, kept = counts.shape
    inside = ranks <= kept
    cells = (np.arange(sites)[None, :] * kept + ranks - 1)[inside]
    counts += np.bincount(cells, minlength=sites * kept).reshape(sites, kept).astype(np.int32)
    totals[0] += ranks.sum(axis=0)
    totals[1] = np.minimum(totals[1], ranks.min(axis=0))
    totals[2] = np.maximum(totals[2], ranks.max(axis=0))


def _win(ranks: Ranks, wins: npt.NDArray[np.int32], *, compile_it: bool) -> None:
    """Add a block of ranks of the chosen alternatives to the wins."""
    if compile_it:
        compiled(smaa_loops.count_wins)(ranks, wins)
        return
    for site in range(ranks.shape[1]):
        wins[site] += (ranks[:, site, None] < ranks).sum(axis=0, dtype=np.int32)
