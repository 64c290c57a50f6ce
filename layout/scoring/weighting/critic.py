"""CRITIC weights (Diakoulaki, Mavrotas and Papayannakis 1995): contrast of a criterion × conflict with the others."""

import numpy as np
import numpy.typing as npt

from layout.errors import WeightError
from layout.scoring.normalise import minmax
from layout.scoring.problem import Problem
from layout.scoring.ranks import ALIKE

Array = npt.NDArray[np.float64]


def critic_kernel(scaled: Array) -> Array:
    """Return C_j = σ_j Σ_k (1 − r_jk) of each column, 0 for a constant one (Diakoulaki et al. 1995, eq. 4).

    Parameters
    ----------
    scaled
        Min-max values in the sense of each criterion, shape (alternatives, criteria).
    """
    deviation = scaled - scaled.mean(axis=0)
    length = np.sqrt((deviation**2).sum(axis=0))
    varies = length > 0
    direction = np.divide(deviation, length, out=np.zeros_like(deviation), where=varies)
    conflict = 1.0 - direction.T @ direction
    # criteria that agree entirely do not conflict, whatever the last bits of the correlation
    conflict[conflict < ALIKE] = 0.0
    conflict[:, ~varies] = 0.0
    np.fill_diagonal(conflict, 0.0)
    information: Array = length * conflict.sum(axis=1)
    return information


def critic_weights(problem: Problem) -> Array:
    """Return CRITIC weights of sum 1, shape (criteria,).

    Values are scaled in the sense of each objective, as in the paper: turning a criterion turns its correlations.

    Raises
    ------
    WeightError
        No criterion differs, or all criteria agree entirely: nothing conflicts and nothing can be weighed.
    """
    values = problem.matrix
    scaled = np.where(np.ptp(values, axis=0) > 0, minmax(values, problem.sense), 0.0)
    information = critic_kernel(scaled)
    if not information.sum() > 0:
        raise WeightError(
            en="CRITIC: the criteria do not vary, or all agree entirely; give direct weights.",
            zh="CRITIC：各指标没有差异或完全一致；请直接给定权重。",
        )
    weights: Array = information / information.sum()
    return weights
