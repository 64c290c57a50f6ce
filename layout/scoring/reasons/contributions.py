"""What each criterion gives to a score: the parts of a waterfall, for methods whose score is a sum of them."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.scoring.solution import Solution

Array = npt.NDArray[np.float64]
PARTS_OF = {"weighted_sum": "normalised", "promethee2": "criterion_flows", "spotis": "distance"}
"""The table whose rows, times the weights, add up to the score."""


def additive_parts(solution: Solution) -> Array | None:
    """Return what one unit of weight of each criterion gives, more is better; None where the score is no such sum.

    Where cells do not count, a change of weights also changes how the rest of the row is scaled, so it is none.
    """
    return _parts(solution) if solution.problem.unknown is None else None


def adds_up(solution: Solution) -> bool:
    """Return whether the score is the sum of the contributions."""
    return _parts(solution) is not None


def _parts(solution: Solution) -> Array | None:
    """Return what stands beside the weights in the sum that the score is, None where it is no sum."""
    name = PARTS_OF.get(solution.method)
    table = solution.tables.get(name) if name else None
    if table is None:
        return None
    sign = 1.0 if solution.higher_is_better else -1.0
    parts: Array = sign * table.to_numpy(dtype=np.float64)
    return parts


def contributions(solution: Solution) -> pd.DataFrame:
    """Return weight × part of each criterion, alternatives × criteria; rows add up to the score where it is a sum.

    For methods whose score is no sum the parts are those of the value that the method compares (normalised, or the
    regret of VIKOR with a minus): they say on which criteria an alternative is strong, not how many points it got.
    """
    parts, problem = _parts(solution), solution.problem
    by_row = (
        solution.method != "promethee2"
    )  # whose flows by criterion already allow for cells that do not count
    if parts is None:
        regret = solution.tables.get("regret")
        if regret is not None:
            return problem.frame(-regret.to_numpy(dtype=np.float64))
        table = solution.tables.get("normalised")
        parts = problem.oriented if table is None else table.to_numpy(dtype=np.float64)
    return problem.frame(parts * (problem.row_weights if by_row else problem.weights))


def waterfall(solution: Solution, alternative: str) -> pd.DataFrame:
    """Return the steps of a waterfall of one alternative: contribution, and where the step begins and ends.

    Parameters
    ----------
    solution
        Result of a method.
    alternative
        Its name.

    Returns
    -------
    pandas.DataFrame
        Index criteria, the largest contribution first; columns contribution, begin, end.
    """
    row = contributions(solution).iloc[solution.problem.place(alternative)]
    row = row.sort_values(ascending=False, kind="stable")
    ends = row.cumsum()
    return pd.DataFrame({"contribution": row, "begin": ends - row, "end": ends})
