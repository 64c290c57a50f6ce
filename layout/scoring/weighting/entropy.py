"""Entropy weights, both published variants (they give different weights, so each has its own name)."""

import numpy as np
import numpy.typing as npt

from layout.errors import WeightError
from layout.scoring.normalise import minmax
from layout.scoring.problem import Problem

Array = npt.NDArray[np.float64]


def entropy_kernel(shares: Array) -> Array:
    """Return 1 − entropy of each column, 0 where its values are all alike, 1 where one value has everything.

    Parameters
    ----------
    shares
        Shape (alternatives, criteria), 0 or more, each column of sum 1; 0 · ln 0 counts as 0.
    """
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    entropy = -(shares * logs).sum(axis=0) / np.log(len(shares))
    diversity: Array = np.maximum(1.0 - entropy, 0.0)
    return diversity


def entropy_weights(problem: Problem) -> Array:
    """Return weights from the entropy of raw shares x / Σx (Shannon; Hwang and Yoon 1981, section 3.2).

    The objective plays no part. Values must be 0 or more; an offset added to a column changes its weight.

    Raises
    ------
    WeightError
        A negative value, a column of sum 0, fewer than two alternatives, or no criterion that differs.
    """
    values = problem.matrix
    negative = (values < 0).any(axis=0) | (values.sum(axis=0) <= 0)
    if negative.any():
        name = problem.criteria[int(np.flatnonzero(negative)[0])]
        raise WeightError(
            en=f"{name}: entropy weights need values of 0 or more with a sum above 0; take entropy_minmax, or rescale the column.",
            zh=f"{name}：熵权法要求取值不小于 0 且合计大于 0；请改用 entropy_minmax，或调整该列。",
        )
    return _weights(problem, values / values.sum(axis=0))


def entropy_minmax_weights(problem: Problem) -> Array:
    """Return weights from the entropy of shares of min-max values, turned where less is better.

    The variant usual in Chinese planning literature (极差标准化熵权法): any real values, no offset added, 0 · ln 0 = 0;
    a constant criterion gets no weight.

    Raises
    ------
    WeightError
        Fewer than two alternatives, or no criterion that differs.
    """
    scaled = minmax(problem.matrix, problem.sense)
    return _weights(problem, scaled / scaled.sum(axis=0))


def _weights(problem: Problem, shares: Array) -> Array:
    """Return the diversities divided by their sum."""
    if len(problem.alternatives) > 1:
        diversity = entropy_kernel(shares)
        # alike to the last bits is alike
        diversity[np.ptp(problem.matrix, axis=0) == 0] = 0.0
        if diversity.sum() > 0:
            weights: Array = diversity / diversity.sum()
            return weights
    raise WeightError(
        en="Entropy weights: the alternatives do not differ on any criterion; give direct weights.",
        zh="熵权法：各方案在所有指标上均无差异；请直接给定权重。",
    )
