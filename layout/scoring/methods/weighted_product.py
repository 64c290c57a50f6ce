"""Weighted product (Bridgman 1922; Miller and Starr 1969): score = Π value ^ weight."""

import numpy as np
import numpy.typing as npt

from layout.entities.wording import say
from layout.errors import CaseError
from layout.scoring.normalise import Normalisation, normalise
from layout.scoring.problem import Problem
from layout.scoring.solution import Solution, solution_of

Array = npt.NDArray[np.float64]


def weighted_product_kernel(values: Array, weights: Array) -> Array:
    """Return Π value ^ weight of each row, shape (alternatives,).

    Parameters
    ----------
    values
        Shape (alternatives, criteria), 0 or more.
    weights
        Shape (criteria,) or (alternatives, criteria); a weight below 0 divides by the value.
    """
    product: Array = np.prod(values**weights, axis=1)
    return product


def solve_weighted_product(problem: Problem, *, normalisation: Normalisation = "none") -> Solution:
    """Return scores and ranks by the weighted product.

    With `none` the raw values are taken and falling criteria get a negative exponent, as in Bridgman (1922), which
    needs no common unit. A value of zero makes the whole product zero: the note says where that happened.

    Raises
    ------
    CaseError
        A value is negative, or zero where it would be divided by; or the normalisation is not defined.
    """
    if normalisation == "none":
        values, exponents = problem.matrix, problem.row_weights * problem.sense
        _refuse(problem, (values < 0) | ((values == 0) & (problem.sense < 0)))
    else:
        values, exponents = normalise(problem, normalisation), problem.row_weights
        _refuse(problem, values < 0)
    scores = problem.scored(weighted_product_kernel(values, exponents))
    emptied = int(((values == 0) & (problem.row_weights > 0)).any(axis=1).sum())
    return solution_of(
        problem,
        scores,
        method="weighted_product",
        normalisation=normalisation,
        tables={"normalised": problem.frame(values), "factors": problem.frame(values**exponents)},
        notes=(say("mcda.note.product_zero", count=emptied),) if emptied else (),
    )


def _refuse(problem: Problem, wrong: npt.NDArray[np.bool_]) -> None:
    """Raise for the first cell that a product cannot take."""
    rows, columns = np.nonzero(wrong)
    if len(rows):
        cell = f"{problem.alternatives[rows[0]]} / {problem.criteria[columns[0]]}"
        raise CaseError(
            en=f"{cell}: found {problem.matrix[rows[0], columns[0]]:g}, expected a value above 0 for a weighted product; rescale the column or choose another normalisation.",
            zh=f"{cell}：现为 {problem.matrix[rows[0], columns[0]]:g}，加权乘积要求大于 0 的值；请调整该列或改用其他归一化。",
        )
