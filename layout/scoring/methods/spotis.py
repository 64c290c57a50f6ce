"""SPOTIS (Dezert, Tchamova, Han and Tacnet 2020): distance to the ideal within fixed bounds, free of rank reversal."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from layout.errors import CaseError
from layout.scoring.problem import Problem
from layout.scoring.solution import Solution, solution_of

Array = npt.NDArray[np.float64]


def spotis_kernel(values: Array, ideal: Array, *, spans: Array) -> Array:
    """Return |value − ideal| / span, shape (alternatives, criteria).

    Parameters
    ----------
    values
        Raw values, shape (alternatives, criteria).
    ideal, spans
        Ideal value and length of the bounds of each criterion, shape (criteria,).
    """
    distance: Array = np.abs(values - ideal) / spans
    return distance


def solve_spotis(
    problem: Problem, *, bounds: Array, expected: Sequence[float | None] | None = None
) -> Solution:
    """Return the weighted distance to the ideal as score (low is good).

    An alternative is measured against the bounds alone, so no other alternative can change its score or the order
    of two: there is no rank reversal as long as the bounds stay.

    Parameters
    ----------
    problem
        Alternatives, criteria, objectives, weights.
    bounds
        Shape (criteria, 2): least and greatest value that the criterion may take.
    expected
        Expected solution point, one value a criterion or None for the bound that the objective asks for.

    Raises
    ------
    CaseError
        Bounds of no length, a value outside its bounds, or an expected value outside them.
    """
    low, high = bounds[:, 0], bounds[:, 1]
    _check(problem, low, high)
    ideal = np.where(problem.sense > 0, high, low)
    if expected is not None:
        ideal = np.array(
            [end if given is None else given for given, end in zip(expected, ideal, strict=True)]
        )
        outside = ~((ideal >= low) & (ideal <= high))
        if outside.any():
            place = int(np.flatnonzero(outside)[0])
            raise CaseError(
                en=f"{problem.criteria[place]}: found expected = {ideal[place]:g}, expected a value from {low[place]:g} to {high[place]:g}.",
                zh=f"{problem.criteria[place]}：expected 现为 {ideal[place]:g}，要求在 {low[place]:g} 至 {high[place]:g} 之间。",
            )
    distance = spotis_kernel(problem.matrix, ideal, spans=high - low)
    scores = problem.scored((distance * problem.row_weights).sum(axis=1))
    return solution_of(
        problem,
        scores,
        method="spotis",
        normalisation="none",
        tables={"ideal": problem.row(ideal), "distance": problem.frame(distance)},
    )


def _check(problem: Problem, low: Array, high: Array) -> None:
    """Refuse bounds of no length and values outside."""
    flat = ~(low < high)
    if flat.any():
        place = int(np.flatnonzero(flat)[0])
        raise CaseError(
            en=f"{problem.criteria[place]}: found bounds {low[place]:g} to {high[place]:g}, expected the lower one first and the two to differ.",
            zh=f"{problem.criteria[place]}：bounds 现为 {low[place]:g} 至 {high[place]:g}，要求前小后大且不相等。",
        )
    rows, columns = np.nonzero((problem.matrix < low) | (problem.matrix > high))
    if len(rows):
        row, column = rows[0], columns[0]
        cell = f"{problem.alternatives[row]} / {problem.criteria[column]}"
        raise CaseError(
            en=f"{cell}: found {problem.matrix[row, column]:g}, outside the bounds {low[column]:g} to {high[column]:g}; widen the bounds.",
            zh=f"{cell}：现为 {problem.matrix[row, column]:g}，超出 bounds 范围 {low[column]:g} 至 {high[column]:g}；请放宽范围。",
        )
