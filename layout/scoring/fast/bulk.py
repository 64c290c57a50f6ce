"""Weighted sum, TOPSIS and VIKOR of very many alternatives: two passes over memory and the ranks, on all threads."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layout.scoring.fast import loops
from layout.scoring.fast.compiled import CHUNK, compiled, run_spans
from layout.scoring.fast.ranking import fast_ranks
from layout.scoring.normalise import Normalisation
from layout.scoring.ranks import ALIKE

Array = npt.NDArray[np.float64]
SUMMED = ("vector", "sum")
"""Normalisations that need sums."""
SPANS = 4
"""Spans of rows for each thread."""


@dataclass(frozen=True, eq=False)
class Columns:
    """What normalisation needs to know of each criterion, shape (criteria,) each.

    Parameters
    ----------
    low, high, total, square
        Least and greatest value, sum, sum of squares; the sums are NaN where they were not asked for.
    """

    low: Array
    high: Array
    total: Array
    square: Array


@dataclass(frozen=True, eq=False)
class BulkResult:
    """Scores and ranks of many alternatives.

    Parameters
    ----------
    scores, ranks
        Shape (alternatives,); ranks are competition ranks, int64.
    columns
        Least, greatest, sum and sum of squares of each criterion.
    parts
        VIKOR: S and R, shape (2, alternatives); empty for the others.
    """

    scores: Array
    ranks: npt.NDArray[np.int64]
    columns: Columns
    parts: Array


def column_statistics(values: Array, *, sums: bool = True, threads: int | None = None) -> Columns:
    """Return the statistics of each column; sums are built chunk by chunk, so threads change no bit of them.

    Parameters
    ----------
    values
        Shape (alternatives, criteria). As in all of this module they may lie in memory criterion after criterion,
        which is read the fastest, or row after row: the loops take them as they lie and nothing is copied.
    sums
        Whether sums and sums of squares are wanted as well.
    threads
        As many as the machine has where None.
    """
    count, columns = len(values), values.T
    chunks = np.full((-(-count // CHUNK), 4, values.shape[1]), np.nan)
    loop = compiled(loops.sum_chunks if sums else loops.end_chunks)
    run_spans(
        lambda begin, end: loop(columns, CHUNK, rows=(begin, end), out=chunks),
        count,
        threads=threads,
        per_thread=SPANS,
    )
    return Columns(
        low=chunks[:, 0].min(axis=0),
        high=chunks[:, 1].max(axis=0),
        total=chunks[:, 2].sum(axis=0),
        square=chunks[:, 3].sum(axis=0),
    )


def slopes(columns: Columns, normalisation: Normalisation) -> Array:
    """Return how much one unit of each criterion is worth after normalisation, shape (criteria,), 0 where constant."""
    span = columns.high - columns.low
    divisor = {
        "minmax": span,
        "vector": np.sqrt(columns.square),
        "max": columns.high,
        "sum": columns.total,
        "none": np.ones_like(span),
    }[normalisation]
    slope: Array = np.divide(1.0, divisor, out=np.zeros_like(span), where=(divisor > 0) & (span > 0))
    return slope


def is_linear(sense: Array, normalisation: Normalisation) -> bool:
    """Return whether the normalisation is a straight line on every criterion (1/x of `sum` is not)."""
    return normalisation != "sum" or bool((sense > 0).all())


def bulk_weighted_sum(
    values: Array, weights: Array, *, sense: Array, normalisation: Normalisation, threads: int | None = None
) -> BulkResult:
    """Return the weighted sum; `values` shape (alternatives, criteria), finite; linear normalisations only."""
    turned = values.T
    columns = column_statistics(values, sums=normalisation in SUMMED, threads=threads)
    slope = slopes(columns, normalisation)
    falling = sense < 0
    base = np.zeros_like(slope)
    constant = 0.0
    if normalisation == "minmax":
        base = np.where(falling, columns.high, columns.low)
        constant = float(weights[columns.high == columns.low].sum())
    else:
        # a constant column still has its own normalised value
        slope = np.where(columns.high > columns.low, slope, _constant_slope(columns, normalisation))
        constant = float(weights[falling].sum()) if normalisation in ("vector", "max") else 0.0
    scores = np.empty(len(values))
    loop = compiled(loops.linear_rows)
    signed = weights * slope * sense
    run_spans(
        lambda begin, end: loop(turned, signed, base=base, start=constant, rows=(begin, end), scores=scores),
        len(values),
        threads=threads,
        per_thread=SPANS,
    )
    return BulkResult(scores, fast_ranks(scores, threads=threads), columns, np.empty((0, 0)))


def _constant_slope(columns: Columns, normalisation: Normalisation) -> Array:
    """Return the slope of constant columns, which `slopes` gives as 0."""
    wide = Columns(columns.low - 1.0, columns.high, columns.total, columns.square)
    return slopes(wide, normalisation)


def bulk_topsis(
    values: Array, weights: Array, *, sense: Array, normalisation: Normalisation, threads: int | None = None
) -> BulkResult:
    """Return TOPSIS closeness with observed ideals; arguments as `bulk_weighted_sum`.

    Distances need no offset of the normalisation: slope × (value − best value present) is the weighted difference.
    """
    turned = values.T
    columns = column_statistics(values, sums=normalisation in SUMMED, threads=threads)
    rising = sense > 0
    ends = np.stack(
        [np.where(rising, columns.high, columns.low), np.where(rising, columns.low, columns.high)]
    )
    slope = weights * slopes(columns, normalisation)
    scores = np.empty(len(values))
    loop = compiled(loops.topsis_rows)
    run_spans(
        lambda begin, end: loop(turned, slope, ends=ends, rows=(begin, end), scores=scores),
        len(values),
        threads=threads,
        per_thread=SPANS,
    )
    return BulkResult(scores, fast_ranks(scores, threads=threads), columns, np.empty((0, 0)))


def bulk_vikor(
    values: Array, weights: Array, *, sense: Array, v: float, threads: int | None = None
) -> BulkResult:
    """Return Q with S and R; arguments as `bulk_weighted_sum`, VIKOR scales by the span of each criterion."""
    turned = values.T
    columns = column_statistics(values, sums=False, threads=threads)
    best = np.where(sense > 0, columns.high, columns.low)
    slope = weights * slopes(columns, "minmax") * sense
    parts = np.empty((2, len(values)))
    loop, mix = compiled(loops.vikor_rows), compiled(loops.mix_rows)
    run_spans(
        lambda begin, end: loop(turned, slope, best=best, rows=(begin, end), out=parts),
        len(values),
        threads=threads,
        per_thread=SPANS,
    )
    ends = column_statistics(parts.T, sums=False, threads=threads)
    low, high = ends.low, ends.high
    shares = np.divide(np.array([v, 1.0 - v]), high - low, out=np.zeros(2), where=high - low > ALIKE * high)
    scores = np.empty(len(values))
    run_spans(
        lambda begin, end: mix(parts, shares, least=low, rows=(begin, end), scores=scores),
        len(values),
        threads=threads,
        per_thread=SPANS,
    )
    ranks = fast_ranks(scores, higher_is_better=False, threads=threads)
    return BulkResult(scores, ranks, columns, parts)
