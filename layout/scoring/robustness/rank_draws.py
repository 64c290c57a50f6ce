"""Ranks of every alternative in every draw: arrays for small problems, the compiled loop for large ones, same result."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layout.scoring.fast import draw_loops, smaa_loops
from layout.scoring.fast.compiled import compiled, run_spans
from layout.scoring.fast.falling import falling_order
from layout.scoring.robustness.uncertain import CHUNK

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
NARROW = 32_767
"""Ranks that 16 bits hold: twice as many of them are compared at once."""


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


def weighted_sums(terms: Array, weights: Array, *, compile_it: bool) -> Array:
    """Return Σ weight × term of each draw, criterion after criterion: the same numbers by arrays and compiled.

    Parameters
    ----------
    terms
        Shape (draws, criteria, alternatives), or of one draw that holds for all.
    weights
        Shape (draws, criteria).
    compile_it
        Whether the compiled loop adds them.
    """
    total = np.zeros((len(weights), terms.shape[2]))
    if compile_it:
        compiled(draw_loops.sum_draws)(terms, weights, scores=total)
        return total
    for place in range(terms.shape[1]):
        total += weights[:, place, None] * terms[:, place]
    return total


def rank_sums(terms: Array, weights: Array, *, ranks: Ranks, compile_it: bool) -> None:
    """Write the competition ranks of each draw by its weighted sums, a few draws at a time; arguments as above.

    Parameters
    ----------
    ranks
        Written to, shape (draws, alternatives).
    """
    step = max(1, CACHED // ranks.shape[1])
    for begin in range(0, len(weights), step):
        some = terms if len(terms) == 1 else terms[begin : begin + step]
        scores = weighted_sums(some, weights[begin : begin + step], compile_it=compile_it)
        (rank_rows_by_loops if compile_it else rank_rows)(scores, ranks=ranks[begin : begin + step])


def rank_rows(scores: Array, *, ranks: Ranks) -> None:
    """Write the competition ranks of each row of scores, shape (draws, alternatives), more is better."""
    order = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    fresh = np.ones(ranks.shape, dtype=bool)
    fresh[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    places = np.maximum.accumulate(np.where(fresh, np.arange(1, ranks.shape[1] + 1), 0), axis=1)
    np.put_along_axis(ranks, order, places.astype(np.int32), axis=1)


def rank_rows_by_loops(scores: Array, *, ranks: Ranks) -> None:
    """Write the ranks that `rank_rows` writes, by compiled loops."""
    compiled(smaa_loops.rank_order)(scores, falling_order(scores), ranks=ranks)


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
    # whole chunks of draws, since values are drawn by the chunk
    step = step // CHUNK * CHUNK or step
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
            _win(ranks, wins, chosen, compile_it=large)
        spans.append((counts, totals, wins))

    run_spans(work, draws, threads=threads if large else 1, unit=CHUNK)
    totals = np.stack([span[1] for span in spans])
    return RankCounts(
        counts=np.sum([span[0] for span in spans], axis=0, dtype=np.int64),
        total=totals[:, 0].sum(axis=0),
        best=totals[:, 1].min(axis=0),
        worst=totals[:, 2].max(axis=0),
        first=first,
        wins=_all_wins(np.sum([span[2] for span in spans], axis=0, dtype=np.int64), draws),
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


def _win(
    ranks: Ranks, wins: npt.NDArray[np.int32], chosen: npt.NDArray[np.intp], *, compile_it: bool
) -> None:
    """Add a block of ranks of the chosen alternatives to the wins right of the diagonal, and shared ranks left of it."""
    sites = ranks.shape[1]
    tied = bool((ranks.sum(axis=1) != sites * (sites + 1) // 2).any())
    some = np.ascontiguousarray(ranks[:, chosen], dtype=np.int16 if sites <= NARROW else np.int32)
    if compile_it:
        compiled(smaa_loops.count_wins)(some, wins, tied=tied)
        return
    for site in range(some.shape[1]):
        mine, others = some[:, site, None], some[:, site + 1 :]
        wins[site, site + 1 :] += (mine < others).sum(axis=0, dtype=np.int32)
        wins[site + 1 :, site] += (mine == others).sum(axis=0, dtype=np.int32)


def _all_wins(counted: npt.NDArray[np.int64], draws: int) -> npt.NDArray[np.int64]:
    """Return the wins of both sides of the diagonal: the second stands before the first in all other draws."""
    wins = np.triu(counted, 1)
    return wins + np.tril(draws - wins.T - np.tril(counted, -1), -1)
