"""Ranks of draws by a method that is not additive, a few draws at a time so that they stay in the cache."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from layout.scoring.fast.compiled import run_spans
from layout.scoring.robustness.draw_models import DrawModel
from layout.scoring.robustness.rank_draws import CACHED, RankBlock, Ranks, rank_rows, rank_rows_by_loops
from layout.scoring.robustness.uncertain import CHUNK, UncertainValues, ValueStream

Array = npt.NDArray[np.float64]


def draws_at_once(cells: int) -> int:
    """Return how many draws of so many cells are worked on at once."""
    return max(1, CACHED // cells)


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
    sites = len(values.low)
    write = rank_rows_by_loops if model.compiled else rank_rows
    stream = ValueStream(values, settings[1], compiled=model.compiled)
    # flows are worked on criterion by criterion: more draws at once stay in the cache
    step = max(draws_at_once(values.low.size), CHUNK if model.method == "promethee2" else 1)
    fixed = model.terms(np.ascontiguousarray(values.low.T[None])) if values.certain else None

    def ranked(begin: int, end: int) -> Ranks:
        ranks = np.empty((end - begin, sites), dtype=np.int32)
        if fixed is not None:
            few = draws_at_once(sites)
            for first in range(begin, end, few):
                last = min(first + few, end)
                write(model.scores(fixed, weights[first:last]), ranks=ranks[first - begin : last - begin])
            return ranks
        for first, last, drawn in stream.spans(begin, end, step=step):
            scores = model.scores(model.terms(drawn), weights[first:last])
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

    def leads(drawn: Array, hits: Array) -> None:
        terms = model.terms(drawn)
        for draw in range(len(drawn)):
            part = tuple(term[draw : draw + 1] for term in terms)
            for some in parts_of(len(winners), len(values.low)):
                hits[some] += model.leads(part, central[some], sites=winners[some])

    return count_hits(
        ValueStream(values, seed, compiled=model.compiled), leads, draws=draws, winners=len(winners)
    )


def parts_of(winners: int, sites: int) -> list[slice]:
    """Return the winners in parts whose scores are held at once."""
    step = draws_at_once(sites)
    return [slice(begin, begin + step) for begin in range(0, winners, step)]


def count_hits(
    stream: ValueStream, leads: Callable[[Array, Array], None], *, draws: int, winners: int
) -> Array:
    """Return what `leads` counts over draws of the values, shape (winners,).

    Parameters
    ----------
    stream
        Draws of the values; where they are certain one stands for all.
    leads
        Takes drawn values, shape (draws, criteria, alternatives), and adds to an array of shape (winners,).
    draws, winners
        How many there are.
    """
    values = stream.values
    found: list[Array] = []

    def work(begin: int, end: int) -> None:
        hits = np.zeros(winners)
        for _, _, drawn in stream.spans(begin, end, step=draws_at_once(values.low.size)):
            leads(drawn, hits)
        found.append(hits)

    if values.certain:
        hits = np.zeros(winners)
        leads(np.ascontiguousarray(values.low.T[None]), hits)
        return hits * draws
    run_spans(work, draws, unit=CHUNK)
    total: Array = np.sum(found, axis=0)
    return total
