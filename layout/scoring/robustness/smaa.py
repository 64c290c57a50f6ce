"""SMAA-2 (Lahdelma and Salminen 2001): how often each alternative gets each rank when weights and values are open.

The original model is additive. Any other method can take its place: it is then applied to every draw.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.errors import CaseError
from layout.scoring.robustness.central import central_weights
from layout.scoring.robustness.draw_models import DrawModel
from layout.scoring.robustness.model_ranks import (
    count_hits,
    draws_at_once,
    model_hits,
    model_ranks,
    parts_of,
)
from layout.scoring.robustness.rank_draws import (
    COMPILED_FROM,
    RankBlock,
    RankCounts,
    count_draws,
    rank_sums,
    weighted_sums,
)
from layout.scoring.robustness.uncertain import UncertainValues, ValueStream
from layout.scoring.robustness.weight_spaces import WeightSpace, draw_weights

Array = npt.NDArray[np.float64]
PAIRS_AT_MOST = 1000
RANKS_AT_MOST = 100
CELLS_AT_MOST = 4_000_000
CONFIDENCE_DRAWS = 1000
LEAST_CONFIDENCE_DRAWS = 100
CONFIDENCE_CELLS = 1_000_000_000
"""Scores × criteria spent on confidence factors by a method that is not additive, unless that leaves too few draws."""
ADDITIVE = "weighted_sum"


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
    model
        Id of the method that scored the draws; the additive model is `weighted_sum`.
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
    model: str = ADDITIVE


def run_smaa(
    values: UncertainValues,
    names: tuple[pd.Index, pd.Index],
    *,
    settings: SmaaSettings,
    model: DrawModel | None = None,
) -> SmaaResult:
    """Return SMAA-2 of additive values, or of the values by any method.

    Parameters
    ----------
    values
        Values with their ranges, shape (alternatives, criteria): normalised, more is better; or as `model` takes them.
    names
        Alternatives and criteria.
    settings
        Weights, draws, seed.
    model
        The method that scores each draw; Σ weight × value where None.

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
    large = settings.draws * sites >= COMPILED_FROM
    model = None if model is None else replace(model, compiled=large)
    chosen = _leaders(_middle_scores(values, weights.mean(axis=0), model))
    rank_block = (
        _additive_ranks(values, weights, settings)
        if model is None
        else model_ranks(values, weights, model=model, settings=(settings.draws, settings.seed))
    )
    counted = count_draws(
        rank_block,
        (settings.draws, sites),
        kept=kept,
        chosen=chosen,
        threads=settings.threads,
    )
    central = central_weights(values, weights, counted=counted, block=rank_block)
    return _result(
        counted,
        (central, _confidence(values, central, settings, model=model)),
        names=names,
        settings=settings,
        chosen=chosen,
        model=ADDITIVE if model is None else model.method,
    )


def _middle_scores(values: UncertainValues, weights: Array, model: DrawModel | None) -> Array:
    """Return the scores of the middle values by the mean weights, shape (alternatives,)."""
    if model is None:
        found: Array = values.middle @ weights
        return found
    scored: Array = model.scores(model.terms(np.ascontiguousarray(values.middle.T[None])), weights[None])[0]
    return scored


def _additive_ranks(values: UncertainValues, weights: Array, settings: SmaaSettings) -> RankBlock:
    """Return what gives the ranks of a span of draws by the additive model."""
    return lambda begin, end: _rank_block(values, weights, (begin, end), settings=settings)


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
    if values.certain:
        columns = np.ascontiguousarray(values.low.T[None])
        rank_sums(columns, weights[begin:end], ranks=ranks, compile_it=large)
        return ranks
    stream = ValueStream(values, settings.seed, compiled=large)
    for first, last, drawn in stream.spans(begin, end, step=draws_at_once(values.low.size)):
        rank_sums(drawn, weights[first:last], ranks=ranks[first - begin : last - begin], compile_it=large)
    return ranks


def _confidence(
    values: UncertainValues, central: Array, settings: SmaaSettings, *, model: DrawModel | None
) -> Array:
    """Return how often each alternative is first with its central weights while the values vary."""
    winners = np.flatnonzero(~np.isnan(central[:, 0]))
    confidence = np.full(len(values.low), np.nan)
    draws = 1 if values.certain else min(settings.draws, CONFIDENCE_DRAWS)
    if model is None:
        hits = _additive_hits(values, central, winners=winners, draws=draws, settings=settings)
    else:
        affordable = CONFIDENCE_CELLS // (values.low.size * len(winners))
        draws = min(draws, max(affordable, LEAST_CONFIDENCE_DRAWS))
        hits = model_hits(
            values, central[winners], winners=winners, model=model, settings=(draws, settings.seed)
        )
    confidence[winners] = hits / draws
    return confidence


def _additive_hits(
    values: UncertainValues,
    central: Array,
    *,
    winners: npt.NDArray[np.intp],
    draws: int,
    settings: SmaaSettings,
) -> Array:
    """Return in how many draws of the values each of the winners is first with its central weights."""
    given = central[winners]
    large = settings.draws * len(values.low) >= COMPILED_FROM

    def leads(drawn: Array, hits: Array) -> None:
        for draw in range(len(drawn)):
            for some in parts_of(len(winners), len(values.low)):
                scores = weighted_sums(drawn[draw : draw + 1], given[some], compile_it=large)
                own, top = scores[np.arange(len(scores)), winners[some]], scores.max(axis=1)
                hits[some] += own >= top - 1e-12 * np.abs(top)

    stream = ValueStream(values, settings.seed, compiled=large)
    return count_hits(stream, leads, draws=draws, winners=len(winners))


def _result(
    counted: RankCounts,
    central: tuple[Array, Array],
    *,
    names: tuple[pd.Index, pd.Index],
    settings: SmaaSettings,
    chosen: npt.NDArray[np.intp],
    model: str,
) -> SmaaResult:
    """Return the counts as named shares; `central` holds the central weights and the confidence factors."""
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
        central_weights=pd.DataFrame(central[0], index=alternatives, columns=criteria),
        confidence=pd.Series(central[1], index=alternatives),
        pairwise=pd.DataFrame(counted.wins / draws, index=leaders, columns=leaders),
        expected_rank=pd.Series(counted.total / draws, index=alternatives),
        rank_best=pd.Series(counted.best, index=alternatives),
        rank_worst=pd.Series(counted.worst, index=alternatives),
        holistic=pd.Series(shares @ (steps[:kept] / steps[0]), index=alternatives),
        error=1.96 * 0.5 / float(np.sqrt(draws)),
        model=model,
    )
