"""Finds the best solution of one linear model: HiGHS alone where it is good, relaxation and search where it is not."""

import time
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from layout.allocation.bound import Bound, least_cost
from layout.allocation.build import Built
from layout.allocation.highs import Outcome, Progress, Settings, Watch, minimise
from layout.allocation.linear import Floats, Linear
from layout.allocation.options import SMALL_GAP, Method, Options
from layout.allocation.search import search
from layout.allocation.start import completed, guided_start, holds

LARGE_GAP = 1e-4
SMALL_PAIRS = 3_000
"""Up to so many pairs HiGHS alone is used."""

BOUND_S = 5.0
"""Seconds that the bound has for itself once the plan is done, beside as long again as the plan took."""

NEAR = 0.02
"""Where one resource binds and a greedy plan is this near the relaxation, HiGHS alone is fastest."""

FEW_PATIENCE = 60
"""Rounds without a better plan after which HiGHS takes over where one resource binds; it has three quarters of the time for itself."""

NO_PRICE = 1e-9
TIGHT_SHARE = 0.3
"""A resource binds where it has a price in more than this share of the parks that limit it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best solution of a model and what is known of it.

    Parameters
    ----------
    outcome
        Solution, cost, lower bound and status.
    method
        `exact` or `search`.
    reproducible
        Whether the plan is the same in every run: neither the clock nor a cancelling ended the work.
    """

    outcome: Outcome
    method: Method
    reproducible: bool


def optimise(built: Built, linear: Linear, *, options: Options, start: Floats | None = None) -> Found:
    """Return the best solution of a model within the limits.

    Parameters
    ----------
    built, linear
        The problem's columns, and the model with its objective.
    options
        Method, time, gap, seed.
    start
        Columns of the pairs of a plan to start from, or None.
    """
    found = _optimise(built, linear, options=options, start=start)
    if found.outcome.x is None or np.isfinite(found.outcome.bound):
        return found
    return replace(found, outcome=replace(found.outcome, bound=least_cost(built, linear)))


def _optimise(built: Built, linear: Linear, *, options: Options, start: Floats | None) -> Found:
    """Return the best solution of a model within the limits, with whatever bound the solvers gave."""
    begun = time.monotonic()
    options = with_gap(options, built)
    full = completed(built, linear, pairs=start, settings=_quiet(options, 5.0)) if start is not None else None
    if options.method == "exact" or (options.method == "auto" and _is_small(built)):
        return _exact(linear, options, full, begun)
    relaxation = minimise(linear, options.settings("relaxation", options.time_limit_s), relaxed=True)
    if relaxation.status != "optimal":
        if relaxation.status == "infeasible":
            return Found(relaxation, "exact", reproducible=True)
        return _exact(linear, options, full, begun)
    guided = guided_start(built, linear, relaxation=relaxation, settings=_quiet(options, 5.0))
    return _large(built, linear, options, relaxation, _better(linear, full, guided), begun=begun)


def _large(
    built: Built, linear: Linear, options: Options, relaxation: Outcome, start: Floats | None, *, begun: float
) -> Found:
    """Return the best solution of a large model: search, HiGHS alone, or the one after the other."""
    few = options.method == "auto" and _binding(linear, relaxation) <= 1
    if few and (start is None or _distance(linear, start, relaxation) <= NEAR):
        return _exact(linear, options, start, begun)
    if start is None:
        first = minimise(linear, replace(options.settings("exact", _left(options, begun)), nodes=1))
        if first.x is None or first.status == "optimal":
            return _exact(linear, options, first.x, begun)
        start = first.x
    if not few:
        return _searched(built, linear, options, relaxation, start, begun=begun)
    quarter = options.time_limit_s - 0.75 * _left(options, begun)
    few_rounds = replace(options.search, patience=FEW_PATIENCE)
    short = replace(options, search=few_rounds, time_limit_s=quarter)
    found = _searched(built, linear, short, relaxation, start, begun=begun)
    if found.outcome.status == "optimal":
        return found
    return _finished(linear, options, found, begun)


def with_gap(options: Options, built: Built) -> Options:
    """Return the options with a gap; the one given, or the one that suits the size of the problem."""
    if options.gap is not None:
        return options
    return replace(options, gap=SMALL_GAP if _is_small(built) else LARGE_GAP)


def _is_small(built: Built) -> bool:
    """Return whether HiGHS alone is used."""
    return int((built.presence >= 0).sum()) <= SMALL_PAIRS


def _quiet(options: Options, limit_s: float) -> Settings:
    """Return limits for a small task beside the main one."""
    return replace(options.settings("start", min(limit_s, options.time_limit_s)), watch=None, cancel=None)


def _left(options: Options, begun: float) -> float:
    """Return the seconds that are left."""
    return max(0.01, options.time_limit_s - (time.monotonic() - begun))


def _better(linear: Linear, first: Floats | None, second: Floats | None) -> Floats | None:
    """Return the cheaper of two solutions, either of which may be missing."""
    if first is None or second is None:
        return second if first is None else first
    return first if linear.cost @ first <= linear.cost @ second else second


def _exact(linear: Linear, options: Options, start: Floats | None, begun: float) -> Found:
    """Return what HiGHS alone finds."""
    outcome = minimise(linear, options.settings("exact", _left(options, begun)), start=start)
    if outcome.x is not None and not holds(linear, outcome.x):
        # integers were rounded: solve the continuous rest anew so that every row holds to the last digit
        rest = np.flatnonzero(~linear.integral)
        again = minimise(linear.restricted(rest, outcome.x), options.settings("exact", 5.0))
        if again.x is not None:
            outcome.x[rest] = again.x
    return Found(outcome, "exact", reproducible=outcome.status in {"optimal", "infeasible"})


def _distance(linear: Linear, x: Floats, relaxation: Outcome) -> float:
    """Return how far a solution may be from the best, by the relaxation, relative."""
    value = float(linear.cost @ x) + linear.offset
    return (value - relaxation.bound) / max(1e-12, abs(value))


def _finished(linear: Linear, options: Options, found: Found, begun: float) -> Found:
    """Return what HiGHS makes of the search's plan in the time that is left, with the better of both bounds."""
    last = _exact(linear, options, found.outcome.x, begun)
    if last.outcome.x is None:
        return found
    bound = min(max(last.outcome.bound, found.outcome.bound), last.outcome.value)
    return Found(replace(last.outcome, bound=bound), "search", reproducible=last.reproducible)


def _binding(linear: Linear, relaxation: Outcome) -> int:
    """Return how many kinds of resource (land counts as one) have a price in the relaxation in many parks."""
    rows: dict[str, list[float]] = {}
    for group, price in zip(linear.group, np.abs(relaxation.row_dual).tolist(), strict=True):
        if group[0] == "land":
            rows.setdefault("land", []).append(price)
        elif group[0] == "resource":
            rows.setdefault(group[1], []).append(price)
    return sum(
        sum(price > NO_PRICE for price in prices) > TIGHT_SHARE * len(prices) for prices in rows.values()
    )


def _searched(
    built: Built, linear: Linear, options: Options, relaxation: Outcome, start: Floats, *, begun: float
) -> Found:
    """Return what the search finds, with a bound that HiGHS tightens by cutting planes meanwhile."""
    root = Bound(built, linear, relaxation=relaxation, best=float(linear.cost @ start) + linear.offset)
    root.begin(replace(options, watch=None), _left(options, begun))
    settings = options.settings("search", _left(options, begun))
    settings = replace(settings, watch=_with_bound(options.watch, root))
    result = search(built, linear, start=start, relaxation=relaxation, settings=settings, size=options.search)
    # the bound may go on for as long again as the work on the plan has taken, not for all the time there is
    patience = min(_left(options, begun) + 0.5, time.monotonic() - begun + BOUND_S)
    bound = root.join(patience, cancel=options.cancel)
    gap = (result.value - bound) / max(1e-12, abs(result.value))
    empty = np.zeros(0)
    status: Literal["optimal", "feasible"] = "optimal" if gap <= settings.gap else "feasible"
    outcome = Outcome(status, result.x, result.value, min(bound, result.value), empty, empty)
    return Found(outcome, "search", reproducible=result.complete)


def _with_bound(watch: Watch | None, root: Bound) -> Watch | None:
    """Return a watch that is told the bound as it stands."""
    if watch is None:
        return None

    def told(progress: Progress) -> None:
        watch(replace(progress, bound=root.bound))

    return told
