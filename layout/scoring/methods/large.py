"""The same methods for very many alternatives: compiled, in two passes, with the tables by criterion only."""

import numpy as np
import pandas as pd

from layout.entities.wording import say
from layout.scoring.fast.bulk import (
    BulkResult,
    Columns,
    bulk_topsis,
    bulk_vikor,
    bulk_weighted_sum,
    is_linear,
)
from layout.scoring.normalise import Normalisation
from layout.scoring.problem import LARGE_FROM, Problem
from layout.scoring.solution import Solution, Table, all_first

LARGE_METHODS = ("weighted_sum", "topsis", "vikor")


def is_large(problem: Problem, method: str, *, normalisation: Normalisation) -> bool:
    """Return whether the compiled way is tried: many alternatives, a method it knows, a normalisation by lines."""
    many = len(problem.alternatives) >= LARGE_FROM and method in LARGE_METHODS
    return many and is_linear(problem.sense, normalisation)


def solve_large(problem: Problem, method: str, *, normalisation: Normalisation, v: float) -> Solution | None:
    """Return scores and ranks, the same as by the ordinary way to rounding.

    None where a normalisation divides by values that are not above 0: the ordinary way explains what is wrong.

    Parameters
    ----------
    problem
        Alternatives, criteria, objectives, weights.
    method
        weighted_sum, topsis (observed ideals) or vikor.
    normalisation
        A linear one; VIKOR scales by the span of each criterion whatever it is.
    v
        VIKOR: weight of group utility.
    """
    values, weights, sense = problem.matrix, problem.weights, problem.sense
    tables: dict[str, Table] = {}
    if method == "vikor":
        found = bulk_vikor(values, weights, sense=sense, v=v)
        tables = {
            "S": problem.column(found.parts[0]),
            "R": problem.column(found.parts[1]),
            "Q": problem.column(found.scores),
            "compromise_set": _compromise(problem, found),
        }
    else:
        run = bulk_topsis if method == "topsis" else bulk_weighted_sum
        found = run(values, weights, sense=sense, normalisation=normalisation)
    if normalisation not in ("minmax", "none") and not (found.columns.low > 0).all():
        return None
    tables |= _column_tables(problem, found.columns)
    return Solution(
        method=method,
        normalisation=normalisation,
        problem=problem,
        scores=problem.column(found.scores),
        higher_is_better=method != "vikor",
        ranks=_ranks(problem, found),
        tables=tables,
        notes=(
            *((say("mcda.note.all_equal"),) if np.isnan(found.scores[0]) else ()),
            say("mcda.note.large", limit=LARGE_FROM),
        ),
    )


def _column_tables(problem: Problem, columns: Columns) -> dict[str, Table]:
    """Return the best and the worst value of each criterion."""
    rising = problem.sense > 0
    return {
        "best": problem.row(np.where(rising, columns.high, columns.low)),
        "worst": problem.row(np.where(rising, columns.low, columns.high)),
    }


def _ranks(problem: Problem, found: BulkResult) -> pd.Series:
    """Return the ranks by alternative; those that are all equal, without a score, share the first."""
    if np.isnan(found.scores[0]):
        return all_first(problem)
    numbers = pd.arrays.IntegerArray(found.ranks, np.zeros(len(found.ranks), dtype=bool))
    return pd.Series(numbers, index=problem.alternatives, copy=False)


def _compromise(problem: Problem, found: BulkResult) -> pd.Series:
    """Return the Q of the members of VIKOR's compromise set, as `compromise_set` finds it, without sorting all."""
    q, count = found.scores, len(found.scores)
    first = int(np.argmin(q))
    # C1 holds where nobody else lies within DQ of the first
    near = np.flatnonzero(q <= q[first] + 2.0 / (count - 1))
    members = near[q[near] - q[first] < 1.0 / (count - 1)]
    leads = any(np.isclose(part[first], part.min(), rtol=1e-12, atol=0.0) for part in found.parts)
    if len(members) == 1 and not leads:
        # a first that stands alone is followed by rank 2
        second = np.flatnonzero(found.ranks == 2)[:1]  # noqa: PLR2004 - a rank
        members = np.concatenate([members, second])
    members = members[np.argsort(q[members], kind="stable")]
    return pd.Series(q[members], index=problem.alternatives[members])
