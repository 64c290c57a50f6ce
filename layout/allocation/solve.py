"""Solves a layout problem: one objective, a weighted sum, or one priority after the other."""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from layout.allocation.build import Built, build
from layout.allocation.conflict import find_conflict
from layout.allocation.decode import columns_of, plan_of
from layout.allocation.greedy import greedy_plan
from layout.allocation.linear import Floats, Linear
from layout.allocation.optimise import Found, optimise, with_gap
from layout.allocation.options import SMALL_GAP, Options
from layout.allocation.precheck import precheck
from layout.allocation.problem import Problem
from layout.allocation.solution import Level, Solution, Status
from layout.allocation.terms import MAXIMISED, ObjectiveTerm

LEVEL_SLACK = 1e-9


def solve(problem: Problem, options: Options = Options(), *, explain: bool = True) -> Solution:  # noqa: B008 - frozen
    """Return the best plan of a problem.

    Parameters
    ----------
    problem
        The problem.
    options
        Method, time, gap, seed, progress, cancelling.
    explain
        Whether to look for the smallest conflict where there is no plan.

    Returns
    -------
    Solution
        With the bound, always. Its plan has not been verified: `layout.allocation.verify` does that.
    """
    begun = time.monotonic()
    conflict = precheck(problem)
    if conflict is not None:
        return Solution(
            "infeasible", None, (), conflict, "precheck", reproducible=True, elapsed_s=_since(begun)
        )
    built = build(problem)
    return solve_built(built, built.linear, options=options, begun=begun, explain=explain)


def solve_built(
    built: Built, linear: Linear, *, options: Options, begun: float | None = None, explain: bool = False
) -> Solution:
    """Return the best plan of a model that may carry more rows than the problem has.

    Parameters
    ----------
    built
        The problem's columns.
    linear
        Its model, with further rows where wanted.
    options
        Method, time, gap, seed, progress, cancelling.
    begun
        When the work began, by the monotonic clock.
    explain
        Whether to look for the smallest conflict where there is no plan.
    """
    begun = time.monotonic() if begun is None else begun
    options = with_gap(options, built)
    levels: list[Level] = []
    best: Floats | None = columns_of(built, greedy_plan(built.problem))
    found: Found | None = None
    reproducible, method = True, ""
    for terms in priorities(built.problem.objectives):
        cost, constant = built.minimised(terms)
        left = replace(options, time_limit_s=max(0.05, options.time_limit_s - _since(begun)))
        found = optimise(built, linear.with_cost(cost, constant), options=left, start=best)
        method, reproducible = method or found.method, reproducible and found.reproducible
        if found.outcome.x is None:
            break
        best = found.outcome.x
        levels.append(_level(terms, found, SMALL_GAP if options.gap is None else options.gap))
        linear = _held(built, linear, terms, found)
    if found is None or not levels:
        status = _status_without(found, options)
        conflict = find_conflict(built.problem, options) if status == "infeasible" and explain else None
        return Solution(status, None, (), conflict, method, reproducible, _since(begun))
    status = (
        "optimal" if all(level.proved for level in levels) and found.outcome.x is not None else "feasible"
    )
    assert best is not None  # noqa: S101 - a level was reached, so there is a solution
    return Solution(status, plan_of(built, best), tuple(levels), None, method, reproducible, _since(begun))


def priorities(terms: Sequence[ObjectiveTerm]) -> list[tuple[ObjectiveTerm, ...]]:
    """Return the objectives grouped by priority, the first priority first."""
    ordered = sorted(terms, key=lambda term: term.priority)
    return [tuple(group) for _, group in groupby(ordered, key=lambda term: term.priority)]


def _since(begun: float) -> float:
    """Return the seconds since then."""
    return time.monotonic() - begun


def _status_without(found: Found | None, options: Options) -> Status:
    """Return the status where there is no plan."""
    if found is not None and found.outcome.status == "infeasible":
        return "infeasible"
    return "cancelled" if options.cancel is not None and options.cancel.is_set() else "unknown"


def _level(terms: tuple[ObjectiveTerm, ...], found: Found, gap: float) -> Level:
    """Return what a priority reached, a single objective in its own direction."""
    value, bound = found.outcome.value, found.outcome.bound
    if len(terms) == 1 and terms[0].objective_id in MAXIMISED:
        value, bound = -value, -bound
    relative = abs(value - bound) / max(abs(value), 1e-12) if value != bound else 0.0
    proved = found.outcome.status == "optimal" or relative <= gap
    return Level(tuple(term.objective_id for term in terms), value + 0.0, bound + 0.0, relative, proved)


def _held(built: Built, linear: Linear, terms: tuple[ObjectiveTerm, ...], found: Found) -> Linear:
    """Return the model with the row that keeps what this priority reached, less the tolerance it grants."""
    cost, constant = built.minimised(terms)
    value = found.outcome.value
    give = max(term.tolerance for term in terms) * abs(value) + LEVEL_SLACK * max(1.0, abs(value))
    return linear.with_row(
        cost, -float("inf"), upper=value + give - constant, group=("objective", terms[0].objective_id)
    )
