"""Weighted sum (simple additive weighting; Fishburn 1967): score = Σ weight × value."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.entities.wording import say
from layout.scoring.matrix import DecisionMatrix
from layout.scoring.missing import CompletedMatrix
from layout.scoring.ranks import competition_ranks
from layout.scoring.result import MethodResult

Array = npt.NDArray[np.float64]


def weighted_sum_kernel(values: Array, weights: Array) -> Array:
    """Return Σ weight × value of each row.

    Parameters
    ----------
    values
        Shape (sites, criteria), between 0 and 1.
    weights
        Shape (criteria,) or (sites, criteria), each row of sum 1; a row of sum 0 gives NaN.

    Returns
    -------
    numpy.ndarray
        Shape (sites,).
    """
    spread = np.broadcast_to(weights, values.shape)
    total = (np.ascontiguousarray(values) * spread).sum(axis=1)
    return np.where(spread.sum(axis=1) > 0, total, np.nan)


def score_by_weighted_sum(matrix: DecisionMatrix, completed: CompletedMatrix) -> MethodResult:
    """Return scores and ranks by weighted sum, with the contribution of each criterion.

    The tables are `weights` (after the missing-data policy) and `contributions` (weight × value, which add up to
    the score).
    """
    index, columns = matrix.value.index, matrix.value.columns
    known = completed.weights.sum(axis=1) > 0

    def series(values: Array) -> pd.Series:
        return pd.Series(np.where(known, values, np.nan), index=index)

    scores = series(weighted_sum_kernel(completed.value, completed.weights))
    contributions = np.where(known[:, None], completed.value * completed.weights, np.nan)
    return MethodResult(
        method_id="weighted_sum",
        title=say("scoring.method.weighted_sum"),
        variant=say("scoring.method.weighted_sum_variant"),
        scores=scores,
        ranks=competition_ranks(scores),
        low=series(weighted_sum_kernel(completed.low, completed.full_weights)),
        high=series(weighted_sum_kernel(completed.high, completed.full_weights)),
        tables={
            "weights": pd.DataFrame(completed.weights, index=index, columns=columns),
            "contributions": pd.DataFrame(contributions, index=index, columns=columns),
        },
    )
