"""Normalisations of raw values, after which more is better on every criterion.

| name | more is better | less is better |
| --- | --- | --- |
| minmax | (x − min) / (max − min) | (max − x) / (max − min) |
| vector | x / ‖x‖ | 1 − x / ‖x‖ |
| max | x / max | 1 − x / max |
| sum | x / Σx | (1/x) / Σ(1/x) |
| none | x | −x |

All but `none` are relative to the alternatives compared: dropping one can change the values of the rest.
"""

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from layout.errors import CaseError
from layout.scoring.problem import Problem

Array = npt.NDArray[np.float64]
Normalisation = Literal["minmax", "vector", "sum", "max", "none"]
Reference = Literal["observed", "fixed"]
"""What distances are measured from: the best and worst value of each criterion that is present, or 1 and 0 of a scale."""
NORMALISATIONS: tuple[Normalisation, ...] = get_args(Normalisation)


def minmax(values: Array, sense: Array) -> Array:
    """Return each column between 0 (worst present) and 1 (best present); a constant column is 1."""
    low, high = values.min(axis=-2, keepdims=True), values.max(axis=-2, keepdims=True)
    span = high - low
    raised = np.where(sense > 0, values - low, high - values)
    scaled: Array = np.divide(raised, span, out=np.ones_like(values), where=span > 0)
    return scaled


def vector(values: Array, sense: Array) -> Array:
    """Return each column divided by its Euclidean length (Hwang and Yoon 1981), 1 minus that where less is better."""
    share = values / np.sqrt((values**2).sum(axis=-2, keepdims=True))
    turned: Array = np.where(sense > 0, share, 1.0 - share)
    return turned


def largest(values: Array, sense: Array) -> Array:
    """Return each column divided by its greatest value, 1 minus that where less is better."""
    share = values / values.max(axis=-2, keepdims=True)
    turned: Array = np.where(sense > 0, share, 1.0 - share)
    return turned


def total(values: Array, sense: Array) -> Array:
    """Return each column divided by its sum; where less is better, the reciprocals divided by theirs."""
    falling = sense < 0
    raised = np.divide(1.0, values, out=values.copy(), where=np.broadcast_to(falling, values.shape))
    normalised: Array = raised / raised.sum(axis=-2, keepdims=True)
    return normalised


def unchanged(values: Array, sense: Array) -> Array:
    """Return the values as they are, with the sign turned where less is better."""
    return values * sense


KERNELS: dict[Normalisation, Callable[[Array, Array], Array]] = {
    "minmax": minmax,
    "vector": vector,
    "sum": total,
    "max": largest,
    "none": unchanged,
}
"""Values of shape (…, alternatives, criteria) and senses of shape (criteria,) -> normalised values, table by table."""


def normalise(problem: Problem, normalisation: Normalisation) -> Array:
    """Return the values of `problem` normalised, shape (alternatives, criteria), more is better.

    Raises
    ------
    CaseError
        The normalisation is not defined for a criterion: zeros or negative values where it divides by them.
    """
    values, sense = problem.matrix, problem.sense
    if normalisation == "vector":
        _refuse(problem, ~(values != 0).any(axis=0), normalisation, ("only zeros", "全部为零"))
    elif normalisation == "max":
        _refuse(problem, values.max(axis=0) <= 0, normalisation, ("no value above 0", "没有大于 0 的值"))
    elif normalisation == "sum":
        negative = (values < 0).any(axis=0) | (values.sum(axis=0) <= 0)
        zero = (sense < 0) & (values == 0).any(axis=0)
        _refuse(problem, negative, normalisation, ("a negative value or no sum", "含负值或合计不为正"))
        _refuse(problem, zero, normalisation, ("a zero where less is better", "逆向指标含零值"))
    return KERNELS[normalisation](values, sense)


def _refuse(
    problem: Problem, wrong: npt.NDArray[np.bool_], name: Normalisation, found: tuple[str, str]
) -> None:
    """Raise for the first criterion that the normalisation is not defined for."""
    columns = problem.criteria[wrong]
    if len(columns):
        raise CaseError(
            en=f"{columns[0]}: found {found[0]}, which {name} normalisation cannot take; choose minmax or rescale the column.",
            zh=f"{columns[0]}：{found[1]}，无法采用 {name} 归一化；请改用 minmax，或调整该列数据。",
        )
