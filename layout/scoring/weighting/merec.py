"""MEREC weights (Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis and Antucheviciene 2021): effect of removing a criterion."""

import numpy as np
import numpy.typing as npt

from layout.errors import WeightError
from layout.scoring.problem import Problem

Array = npt.NDArray[np.float64]


def merec_kernel(values: Array, sense: Array) -> Array:
    """Return E_j = Σ_i |S'_ij − S_i| of each criterion, shape (criteria,).

    Parameters
    ----------
    values
        Above 0, shape (alternatives, criteria). Normalised as min / x where more is better and x / max where less is.
    sense
        +1 or −1, shape (criteria,).
    """
    scaled = np.where(sense > 0, values.min(axis=0) / values, values / values.max(axis=0))
    logs = np.abs(np.log(scaled))
    count = values.shape[1]
    overall = np.log1p(logs.sum(axis=1) / count)
    without = np.log1p(np.maximum(logs.sum(axis=1, keepdims=True) - logs, 0.0) / count)
    effect: Array = np.abs(without - overall[:, None]).sum(axis=0)
    return effect


def merec_weights(problem: Problem) -> Array:
    """Return MEREC weights of sum 1, shape (criteria,).

    Raises
    ------
    WeightError
        A value that is not above 0, or no criterion that differs.
    """
    wrong = (problem.matrix <= 0).any(axis=0)
    if wrong.any():
        name = problem.criteria[int(np.flatnonzero(wrong)[0])]
        raise WeightError(
            en=f"{name}: MEREC needs values above 0; rescale the column or choose another weighting.",
            zh=f"{name}：MEREC 要求取值大于 0；请调整该列或改用其他赋权方法。",
        )
    effect = merec_kernel(problem.matrix, problem.sense)
    if not effect.sum() > 0:
        raise WeightError(
            en="MEREC: the alternatives do not differ on any criterion; give direct weights.",
            zh="MEREC：各方案在所有指标上均无差异；请直接给定权重。",
        )
    weights: Array = effect / effect.sum()
    return weights
