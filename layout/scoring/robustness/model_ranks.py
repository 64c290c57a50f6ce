"""Ranks of draws by a method that is not additive, a few draws at a time so that they stay in the cache."""

import numpy as np
import numpy.typing as npt

from layout.scoring.fast.compiled import run_spans
from layout.scoring.robustness.draw_models import DrawModel
from layout.scoring.robustness.rank_draws import (
    CACHED,
    COMPILED_FROM,
    RankBlock,
    Ranks,
    rank_rows,
    rank_rows_by_loops,
)
from layout.scoring.robustness.uncertain import CHUNK, UncertainValues, draw_span

Array = npt.NDArray[np.float64]
CELLS_AT_ONCE = 1_000_000
"""Drawn values that are held at once."""


def model_ranks(
    values: UncertainValues, weights: Array, *, model: DrawModel, settings: tuple[int, int]
) -> RankBlock:
    """Return what gives the ranks of a span of draws; the same whatever the spans.

    Parameters
    ----------
    values
        Values with their ranges, as the method takes them, shape (alternatives, criteria).
    weights
        Shape (draws, criteria).
    model
        The method.
    settings
        Draws and seed.
    """
    draws, seed = settings
    sites = len(values.low)
    write = rank_rows_by_loops if draws * sites >= COMPILED_FROM else rank_rows
    fixed = model.terms(values.low[None]) if values.certain else None
    step = max(1, CACHED // sites)
    if fixed is None:
        step = max(CHUNK, CELLS_AT_ONCE // values.low.size // CHUNK * CHUNK)

    def ranked(begin: int, end: int) -> Ranks:
        ranks = np.empty((end - begin, sites), dtype=np.int32)
        for first in range(begin, end, step):
            last = min(first + step, end)
            terms = model.terms(draw_span(values, (first, last), seed=seed)) if fixed is None else fixed
            scores = model.scores(terms, weights[first:last])
            write(scores, ranks=ranks[first - begin : last - begin])
        return ranks

    return ranked


def model_hits(
    values: UncertainValues,
    central: Array,
    *,
    winners: npt.NDArray[np.intp],
    model: DrawModel,
    settings: tuple[int, int],
) -> Array:
    """Return in how many draws of the values each of the winners is first with its central weights.

    Parameters
    ----------
    values
        Values with their ranges, shape (alternatives, criteria).
    central
        Central weights, shape (winners, criteria).
    winners
        Rows of the alternatives that were first in some draw.
    model
        The method.
    settings
        Draws of the values, one where they are certain, and seed.
    """
    draws, seed = settings
    found: list[Array] = []

    def work(begin: int, end: int) -> None:
        hits = np.zeros(len(winners))
        for draw in range(begin, end, CHUNK):
            span = (draw, min(draw + CHUNK, end))
            drawn = values.low[None] if values.certain else draw_span(values, span, seed=seed)
            terms = model.terms(drawn)
            for place, winner in enumerate(winners):
                scores = model.scores(terms, np.repeat(central[place : place + 1], len(drawn), axis=0))
                hits[place] += (scores[:, winner] >= scores.max(axis=1)).sum()
        found.append(hits)

    run_spans(work, draws, unit=CHUNK)
    total: Array = np.sum(found, axis=0)
    return total
