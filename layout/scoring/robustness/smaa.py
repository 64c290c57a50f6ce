"""SMAA-2 (Lahdelma and Salminen 2001): how often each alternative gets each rank when weights and values are open."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.errors import CaseError
from layout.scoring.robustness.rank_draws import (
    COMPILED_FROM,
    RankCounts,
    count_draws,
    ranks_by_arrays,
    ranks_by_loops,
)
from layout.scoring.robustness.uncertain import CHUNK, UncertainValues, draw_span
from layout.scoring.robustness.weight_spaces import WeightSpace, draw_weights

Array = npt.NDArray[np.float64]
PAIRS_AT_MOST = 1000
RANKS_AT_MOST = 100
CELLS_AT_MOST = 4_000_000
CONFIDENCE_DRAWS = 1000
CELLS_AT_ONCE = 1_000_000
"""Drawn values that are held at once."""


@dataclass(frozen=True, eq=False)
class SmaaSettings:
    """How SMAA is run.

    Parameters
    ----------
    space
        Weights that are considered.
    draws, seed
        Number of draws, and the seed of all of them.
    threads
        As many as the machine has where None; the result does not depend on it.
    """

    space: WeightSpace
    draws: int = 10_000
    seed: int = 0
    threads: int | None = None


@dataclass(frozen=True, eq=False)
class SmaaResult:
    """What SMAA-2 tells.

    Parameters
    ----------
    settings
        How it was run.
    acceptability
        Share of draws in which each alternative has each rank, alternatives × ranks. With very many alternatives
        only the first ranks are kept.
    central_weights
        Mean of the weights that put the alternative first, NaN where none of the draws did.
    confidence
        Share of draws of the values in which the alternative is first with its central weights; NaN as above.
    pairwise
        Share of draws in which the row is ranked before the column; the leading alternatives where there are many.
    expected_rank, rank_best, rank_worst
        Mean, best and worst rank.
    holistic
        Σ acceptability × rank order centroid weight of the rank (Lahdelma and Salminen 2001), over the ranks kept.
    error
        Half-width of the 95 % interval of a share of 0.5 at this number of draws.
    """

    settings: SmaaSettings
    acceptability: pd.DataFrame
    central_weights: pd.DataFrame
    confidence: pd.Series
    pairwise: pd.DataFrame
    expected_rank: pd.Series
    rank_best: pd.Series
    rank_worst: pd.Series
    holistic: pd.Series
    error: float


def run_smaa(
    values: UncertainValues, names: tuple[pd.Index, pd.Index], *, settings: SmaaSettings
) -> SmaaResult:
    """Return SMAA-2 of additive values.

    Parameters
    ----------
    values
        Normalised values, more is better, with their ranges, shape (alternatives, criteria).
    names
        Alternatives and criteria.
    settings
        Weights, draws, seed.

    Raises
    ------
    CaseError
        No draws are asked for.
    WeightError
        The weight space is not stated whole or is empty.
    """
    if settings.draws < 1:
        raise CaseError(
            en=f"SMAA draws: found {settings.draws}, expected 1 or more.",
            zh=f"SMAA 抽样次数：现为 {settings.draws}，要求不小于 1。",
        )
    alternatives, criteria = names
    weights = draw_weights(settings.space, list(criteria), draws=settings.draws, seed=settings.seed)
    sites = len(alternatives)
    kept = sites if sites * sites <= CELLS_AT_MOST else RANKS_AT_MOST
    chosen = _leaders(values.middle @ weights.mean(axis=0))
    counted = count_draws(
        lambda begin, end: _rank_block(values, weights, (begin, end), settings=settings),
        (settings.draws, sites),
        kept=kept,
        chosen=chosen,
        threads=settings.threads,
    )
    central = _central(values, weights, counted.first)
    return _result(
        counted,
        central,
        _confidence(values, central, settings),
        names=names,
        settings=settings,
        chosen=chosen,
    )


def _leaders(scores: Array) -> npt.NDArray[np.intp]:
    """Return all alternatives where they are few, else the best by the mean weights, in the order of the table."""
    return np.sort(np.argsort(-scores, kind="stable")[:PAIRS_AT_MOST])


def _rank_block(
    values: UncertainValues, weights: Array, span: tuple[int, int], *, settings: SmaaSettings
) -> npt.NDArray[np.int32]:
    """Return the ranks of a span of draws, shape (draws, alternatives)."""
    begin, end = span
    sites = len(values.low)
    ranks = np.empty((end - begin, sites), dtype=np.int32)
    large = settings.draws * sites >= COMPILED_FROM
    kernel = ranks_by_loops if large else ranks_by_arrays
    if values.certain:
        kernel(np.ascontiguousarray(values.low.T), weights[begin:end], ranks=ranks)
        return ranks
    step = max(CHUNK, CELLS_AT_ONCE // values.low.size // CHUNK * CHUNK)
    for first in range(begin, end, step):
        last = min(first + step, end)
        drawn = np.moveaxis(draw_span(values, (first, last), seed=settings.seed), 2, 0)
        if not large:
            kernel(
                np.ascontiguousarray(drawn), weights[first:last], ranks=ranks[first - begin : last - begin]
            )
            continue
        for draw in range(first, last):
            columns = np.ascontiguousarray(drawn[:, draw - first])
            kernel(columns, weights[draw : draw + 1], ranks=ranks[draw - begin : draw - begin + 1])
    return ranks


def _central(values: UncertainValues, weights: Array, first: npt.NDArray[np.int64]) -> Array:
    """Return the central weights; alternatives that are certain and equal share those of the first of them."""
    sites = len(values.low)
    order = np.argsort(first, kind="stable")
    winners, begins, numbers = np.unique(first[order], return_index=True, return_counts=True)
    sums = np.add.reduceat(weights[order], begins, axis=0)
    central = np.full((sites, weights.shape[1]), np.nan)
    central[winners] = sums / numbers[:, None]
    if values.certain:
        _, earliest, group = np.unique(values.low, axis=0, return_index=True, return_inverse=True)
        central = central[earliest[group.ravel()]]
    return central


def _confidence(values: UncertainValues, central: Array, settings: SmaaSettings) -> Array:
    """Return how often each alternative is first with its central weights while the values vary."""
    sites = len(values.low)
    winners = np.flatnonzero(~np.isnan(central[:, 0]))
    confidence = np.full(sites, np.nan)
    draws = 1 if values.certain else min(settings.draws, CONFIDENCE_DRAWS)
    hits = np.zeros(len(winners))
    for draw in range(0, draws, CHUNK):
        span = (draw, min(draw + CHUNK, draws))
        drawn = values.low[None] if values.certain else draw_span(values, span, seed=settings.seed)
        scores = drawn @ central[winners].T
        own = scores[:, winners, np.arange(len(winners))]
        top = scores.max(axis=1)
        hits += (own >= top - 1e-12 * np.abs(top)).sum(axis=0)
    confidence[winners] = hits / draws
    return confidence


def _result(
    counted: RankCounts,
    central: Array,
    confidence: Array,
    *,
    names: tuple[pd.Index, pd.Index],
    settings: SmaaSettings,
    chosen: npt.NDArray[np.intp],
) -> SmaaResult:
    """Return the counts as named shares."""
    alternatives, criteria = names
    draws = settings.draws
    kept = counted.counts.shape[1]
    shares = counted.counts / draws
    # rank order centroid weights of all ranks, scaled so that certain first place is 1
    steps = np.cumsum((1.0 / np.arange(1, len(alternatives) + 1))[::-1])[::-1]
    ranks = pd.Index([str(rank) for rank in range(1, kept + 1)], name="rank")
    leaders = alternatives[chosen]
    return SmaaResult(
        settings=settings,
        acceptability=pd.DataFrame(shares, index=alternatives, columns=ranks),
        central_weights=pd.DataFrame(central, index=alternatives, columns=criteria),
        confidence=pd.Series(confidence, index=alternatives),
        pairwise=pd.DataFrame(counted.wins / draws, index=leaders, columns=leaders),
        expected_rank=pd.Series(counted.total / draws, index=alternatives),
        rank_best=pd.Series(counted.best, index=alternatives),
        rank_worst=pd.Series(counted.worst, index=alternatives),
        holistic=pd.Series(shares @ (steps[:kept] / steps[0]), index=alternatives),
        error=1.96 * 0.5 / float(np.sqrt(draws)),
    )
