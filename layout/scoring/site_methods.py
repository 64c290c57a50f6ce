"""The methods of plain tables over value functions: scales from 0 to 1 that are fixed, gaps by the policy of the case."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.entities.vocabulary import MethodId, MissingPolicy
from layout.entities.wording import plain, say
from layout.scoring.labels import PLAIN, Labels
from layout.scoring.matrix import DecisionMatrix
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.methods.preference import Preference
from layout.scoring.methods.promethee import row_flows
from layout.scoring.missing import CompletedMatrix
from layout.scoring.problem import Problem
from layout.scoring.ranks import competition_ranks
from layout.scoring.result import MethodResult
from layout.scoring.solution import Solution

Array = npt.NDArray[np.float64]
Scale = Callable[[Array], Array]
Ends = Callable[[Problem, MethodPlan, Array], Array]
TO_UNIT: Mapping[MethodId, Scale] = {
    "vikor": lambda scores: 1.0 - scores,
    "spotis": lambda scores: 1.0 - scores,
    "promethee2": lambda scores: 0.5 * (1.0 + scores),
}
"""How the score of a method becomes one from 0 to 1 of which more is better; as it is for the others."""


def site_problem(
    matrix: DecisionMatrix, completed: CompletedMatrix, *, policy: MissingPolicy, labels: Labels = PLAIN
) -> Problem:
    """Return the sites as a problem of values between 0 and 1, all of them the more the better.

    Parameters
    ----------
    matrix, completed
        Values and weights, and the same after the policy.
    policy
        With `renormalise` a gap does not count; with the others it holds the value that the policy puts there.
    labels
        How names and values are shown.
    """
    unknown = matrix.value.isna().to_numpy()
    return Problem(
        alternatives=matrix.value.index,
        criteria=matrix.value.columns,
        matrix=np.ascontiguousarray(completed.value),
        sense=np.ones(unknown.shape[1]),
        weights=completed.full_weights,
        unknown=unknown if policy == "renormalise" and unknown.any() else None,
        labels=labels,
    )


def known_sites(problem: Problem) -> npt.NDArray[np.bool_]:
    """Return which sites have a value on a criterion with weight; the others have no score and take no part."""
    if problem.unknown is None:
        return np.ones(len(problem.alternatives), dtype=bool)
    known: npt.NDArray[np.bool_] = problem.row_weights.sum(axis=1) > 0
    return known


def site_plan(
    method: MethodId, criteria: int, *, v: float, preference: Preference, alpha: float | None
) -> MethodPlan:
    """Return a method with its parameters on the fixed scale from 0 to 1.

    Parameters
    ----------
    method, criteria
        Which one, over how many criteria.
    v, preference, alpha
        Parameters of VIKOR, PROMETHEE and OWA.
    """
    return MethodPlan(
        method=method,
        normalisation="none",
        v=v,
        reference="fixed",
        preferences=(preference,) * criteria,
        bounds=np.tile([0.0, 1.0], (criteria, 1)),
        alpha=alpha,
    )


def score_by_plan(problem: Problem, plan: MethodPlan, *, completed: CompletedMatrix) -> MethodResult:
    """Return scores from 0 to 1, ranks, and the range of each score, by any method.

    The range of a site lets its own values lie anywhere that position precision and gaps leave, the others where
    they are; for the methods that compare sites (VIKOR, PROMETHEE) that is not the range of all sites at once.

    Parameters
    ----------
    problem, plan
        Sites and method.
    completed
        Least and greatest values.
    """
    method: MethodId = plan.method if plan.method != "electre_tri" else "weighted_sum"
    known = known_sites(problem)
    if not known.any():
        blank = pd.Series(np.nan, index=problem.alternatives)
        return _result(plan, (blank, blank, blank), {})
    compared = problem.only(known)
    solution = solve(compared, plan)
    unit: Scale = TO_UNIT.get(method, np.asarray)
    ends: Ends = ENDS.get(method, _alone)
    known_scores = unit(solution.scores.to_numpy(dtype=np.float64))
    edges = np.sort(
        [unit(ends(compared, plan, values[known])) for values in (completed.low, completed.high)], axis=0
    )

    def column(values: Array) -> pd.Series:
        return pd.Series(values, index=compared.alternatives).reindex(problem.alternatives)

    ends_of = (np.fmin(edges[0], known_scores), np.fmax(edges[1], known_scores))
    scored = (column(known_scores), column(ends_of[0]), column(ends_of[1]))
    return _result(plan, scored, _tables(solution))


def _result(
    plan: MethodPlan, scored: tuple[pd.Series, pd.Series, pd.Series], tables: Mapping[str, pd.DataFrame]
) -> MethodResult:
    """Return scores with their ends as the result of a method."""
    scores, low, high = scored
    return MethodResult(
        method_id=plan.method,
        title=say(f"scoring.method.{plan.method}"),
        variant=say(f"scoring.method.{plan.method}_variant", **_parameters(plan)),
        scores=scores,
        ranks=competition_ranks(scores),
        low=low,
        high=high,
        tables=tables,
    )


def _parameters(plan: MethodPlan) -> dict[str, str]:
    """Return the parameters that the name of a variant tells."""
    given = plan.preferences[0] if plan.preferences else Preference()
    thresholds = {"q": given.q, "p": given.p, "s": given.s}
    shown = ", ".join(f"{name} = {plain(value)}" for name, value in thresholds.items() if value)
    return {
        "v": plain(plan.v),
        "alpha": plain(plan.alpha if plan.alpha is not None else 1.0),
        "preference": f"{given.kind} ({shown})" if shown else given.kind,
    }


def _tables(solution: Solution) -> dict[str, pd.DataFrame]:
    """Return the intermediate tables, series by site or criterion as frames of one column or row."""
    criteria = solution.problem.criteria
    return {
        name: table
        if isinstance(table, pd.DataFrame)
        else (table.to_frame(name).T if table.index is criteria else table.to_frame(name))
        for name, table in solution.tables.items()
    }


def _alone(problem: Problem, plan: MethodPlan, values: Array) -> Array:
    """Return the scores with other values, for a method that scores every site by itself."""
    changed = replace(problem.with_values(values), unknown=None)
    return solve(changed, plan).scores.to_numpy(dtype=np.float64)


def _vikor_ends(problem: Problem, plan: MethodPlan, values: Array) -> Array:
    """Return Q with other values of each site in turn, S and R measured against the present best and worst."""
    present = solve(problem, plan).tables
    regret = problem.weights * (1.0 - values)
    shares = []
    for name, amounts in (("S", regret.sum(axis=1)), ("R", regret.max(axis=1))):
        found = present[name].to_numpy(dtype=np.float64)
        low, high = float(np.nanmin(found)), float(np.nanmax(found))
        scaled = (amounts - low) / (high - low) if high > low else np.zeros_like(amounts)
        shares.append(np.clip(scaled, 0.0, 1.0))
    ends: Array = plan.v * shares[0] + (1.0 - plan.v) * shares[1]
    return ends


def _promethee_ends(problem: Problem, plan: MethodPlan, values: Array) -> Array:
    """Return the net flow with other values of each site in turn, against the present values of the others."""
    known = np.ones(values.shape, dtype=bool) if problem.unknown is None else ~problem.unknown
    flows = np.empty(len(values))
    for row in range(len(values)):
        rest = np.arange(len(values)) != row
        over, under = row_flows(
            values[row],
            (problem.matrix[rest], known[rest]),
            weights=problem.weights,
            preferences=plan.preferences or (),
        )
        flows[row] = (over - under).sum() / max(len(values) - 1, 1)
    return flows


ENDS: Mapping[MethodId, Ends] = {"vikor": _vikor_ends, "promethee2": _promethee_ends}
"""How the range of a score is found where sites are compared with each other."""
