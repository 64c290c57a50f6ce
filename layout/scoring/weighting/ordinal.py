"""Weights from a ranking of the criteria: rank order centroid, rank sum, rank reciprocal."""

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
OrdinalWeighting = Literal["roc", "rank_sum", "rank_reciprocal"]
ORDINAL_WEIGHTINGS: tuple[OrdinalWeighting, ...] = get_args(OrdinalWeighting)


def ordinal_weights(ranks: Array, method: OrdinalWeighting) -> Array:
    """Return weights of sum 1 from ranks of importance, shape (criteria,).

    Parameters
    ----------
    ranks
        1 for the most important; equal ranks share the mean of the places that they take.
    method
        roc: mean of all weights that respect the order, w_k = (1/n) Σ_{i ≥ k} 1/i (Barron and Barrett 1996).
        rank_sum: w_k ∝ n + 1 − k. rank_reciprocal: w_k ∝ 1/k (both Stillwell, Seaver and Edwards 1981).
    """
    count = len(ranks)
    places = np.arange(1, count + 1, dtype=np.float64)
    if method == "roc":
        steps = np.cumsum((1.0 / places)[::-1])[::-1] / count
    elif method == "rank_sum":
        steps = count + 1 - places
    else:
        steps = 1.0 / places
    steps = steps / steps.sum()
    order = np.argsort(ranks, kind="stable")
    weights = np.empty(count)
    weights[order] = steps
    for rank in np.unique(ranks):
        tied = ranks == rank
        weights[tied] = weights[tied].mean()
    return weights
