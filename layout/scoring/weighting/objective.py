"""Weights from the data alone: which of the methods, and the one function that runs any of them."""

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from layout.scoring.problem import Problem
from layout.scoring.weighting.critic import critic_weights
from layout.scoring.weighting.entropy import entropy_minmax_weights, entropy_weights
from layout.scoring.weighting.merec import merec_weights

Array = npt.NDArray[np.float64]
ObjectiveWeighting = Literal["equal", "entropy", "entropy_minmax", "critic", "merec"]
OBJECTIVE_WEIGHTINGS: tuple[ObjectiveWeighting, ...] = get_args(ObjectiveWeighting)


def equal_weights(problem: Problem) -> Array:
    """Return the same weight for every criterion."""
    count = len(problem.criteria)
    return np.full(count, 1.0 / count)


RUNNERS: dict[ObjectiveWeighting, Callable[[Problem], Array]] = {
    "equal": equal_weights,
    "entropy": entropy_weights,
    "entropy_minmax": entropy_minmax_weights,
    "critic": critic_weights,
    "merec": merec_weights,
}


def objective_weights(problem: Problem, method: ObjectiveWeighting) -> Array:
    """Return weights of sum 1 by `method`, shape (criteria,).

    Such weights say how the alternatives differ, not what matters: an attribute on which all sites are alike gets
    none, however important it is.

    Raises
    ------
    WeightError
        The data leave the method undefined.
    """
    return RUNNERS[method](problem)
