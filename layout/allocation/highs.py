"""The one place that talks to HiGHS.

`highspy` is HiGHS's own maintained interface. It is used and not `scipy.optimize.milp`, which carries the same solver
but takes no starting plan, reports no progress, cannot be cancelled and returns no dual values.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import highspy
import numpy as np

from layout.allocation.linear import Floats, Linear

SolverStatus = Literal["optimal", "feasible", "infeasible", "unknown"]

SEARCHES = ("feasibility_jump", "root_reduced_cost", "rins", "rens")
"""Searches for a first plan inside the solver, which a small model with a starting plan does without."""

SLACK = 1e-9
THREADS = 1
"""One thread, so that a run gives the same plan on every machine."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solution has come.

    Parameters
    ----------
    stage
        What is being done: `relaxation`, `exact`, `search` or `bound`.
    elapsed_s
        Seconds since this stage began.
    best, bound
        Best plan and bound so far, of the objective as it is minimised; infinite where there is none yet.
    """

    stage: str
    elapsed_s: float
    best: float
    bound: float


Watch = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of one call of the solver.

    Parameters
    ----------
    time_limit_s
        Seconds; the best plan so far is returned then.
    gap
        Relative gap at which a plan counts as optimal.
    seed
        Seed of the solver.
    nodes
        Greatest number of nodes, or None. Unlike seconds they stop at the same place on every machine.
    heuristics
        Share of the effort that goes into finding plans; 0 leaves all of it to the bound.
    small
        Whether the model is small: the solver's own searches for a first plan cost more than they bring there.
    stage
        Name in the progress.
    watch
        Told of progress.
    cancel
        Set from outside to stop.
    """

    time_limit_s: float = 60.0
    gap: float = 1e-6
    seed: int = 0
    nodes: int | None = None
    heuristics: float | None = None
    small: bool = False
    stage: str = "exact"
    watch: Watch | None = None
    cancel: threading.Event | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the solver returned.

    Parameters
    ----------
    status
        `optimal` within the gap, `feasible` with a plan, `infeasible` proved, or `unknown`.
    x
        Values of the columns, or None.
    value, bound
        Objective of the plan and its lower bound.
    row_dual, column_dual
        Duals of a relaxation; empty for a mixed-integer model.
    """

    status: SolverStatus
    x: Floats | None
    value: float
    bound: float
    row_dual: Floats
    column_dual: Floats


def minimise(
    model: Linear, settings: Settings, *, start: Floats | None = None, relaxed: bool = False
) -> Outcome:
    """Return the least-cost solution of a model, or the best found within the limits.

    Parameters
    ----------
    model
        What is solved.
    settings
        Limits, seed, progress and cancelling.
    start
        A solution to start from, shape (columns,).
    relaxed
        Whether to drop integrality and return the duals.
    """
    if model.columns == 0:
        return _without_columns(model)
    solver = _loaded(model, relaxed=relaxed)
    _set_options(solver, settings)
    if start is not None and not relaxed:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        solver.setSolution(solution)
    if settings.watch is not None or settings.cancel is not None:
        _listen(solver, settings)
    solver.run()
    return _outcome(solver, model, relaxed=relaxed)


def _without_columns(model: Linear) -> Outcome:
    """Return the outcome of a model in which nothing can be decided."""
    holds = bool(np.all(model.row_lower <= SLACK) and np.all(model.row_upper >= -SLACK))
    empty = np.zeros(0)
    if not holds:
        return Outcome("infeasible", None, np.inf, np.inf, empty, empty)
    return Outcome("optimal", empty, model.offset, model.offset, np.zeros(model.rows), empty)


def _loaded(model: Linear, *, relaxed: bool) -> highspy.Highs:
    """Return a solver that holds the model."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = model.columns, model.rows
    lp.offset_ = model.offset
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.cost, model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.row_lower, model.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = model.start.astype(np.int32)
    lp.a_matrix_.index_ = model.index.astype(np.int32)
    lp.a_matrix_.value_ = model.entry
    if not relaxed:
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole if integral else real for integral in model.integral]
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.passModel(lp)
    return solver


def _set_options(solver: highspy.Highs, settings: Settings) -> None:
    """Hand the limits to the solver."""
    solver.setOptionValue("threads", THREADS)
    solver.setOptionValue("random_seed", settings.seed)
    solver.setOptionValue("time_limit", max(0.01, settings.time_limit_s))
    solver.setOptionValue("mip_rel_gap", settings.gap)
    solver.setOptionValue("mip_abs_gap", 1e-9)
    if settings.nodes is not None:
        solver.setOptionValue("mip_max_nodes", settings.nodes)
    if settings.heuristics is not None:
        solver.setOptionValue("mip_heuristic_effort", settings.heuristics)
    if settings.small:
        for name in SEARCHES:
            solver.setOptionValue(f"mip_heuristic_run_{name}", False)  # noqa: FBT003 - the solver's own signature


def _listen(solver: highspy.Highs, settings: Settings) -> None:
    """Report progress, and stop when told to."""

    def report(event: highspy.HighsCallbackEvent) -> None:
        data = event.data_out
        if settings.watch is not None:
            progress = Progress(settings.stage, data.running_time, data.mip_primal_bound, data.mip_dual_bound)
            settings.watch(progress)

    def stop(event: highspy.HighsCallbackEvent) -> None:
        if settings.cancel is not None and settings.cancel.is_set():
            event.interrupt()

    solver.cbMipLogging.subscribe(report)
    solver.cbMipImprovingSolution.subscribe(report)
    for interrupt in (solver.cbMipInterrupt, solver.cbSimplexInterrupt, solver.cbIpmInterrupt):
        interrupt.subscribe(stop)


def _outcome(solver: highspy.Highs, model: Linear, *, relaxed: bool) -> Outcome:
    """Return what the solver found."""
    status, info = solver.getModelStatus(), solver.getInfo()
    solution = solver.getSolution()
    empty = np.zeros(0)
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    # every objective is bounded by construction, so the solver's "unbounded or infeasible" means infeasible
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return Outcome("infeasible", None, np.inf, np.inf, empty, empty)
    if not found:
        bound = -np.inf if relaxed else float(info.mip_dual_bound)
        return Outcome("unknown", None, np.inf, bound, empty, empty)
    x = np.array(solution.col_value, dtype=np.float64)
    value = float(info.objective_function_value)
    optimal = status in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty}
    if relaxed:
        duals = np.array(solution.row_dual), np.array(solution.col_dual)
        return Outcome("optimal" if optimal else "feasible", x, value, value if optimal else -np.inf, *duals)
    x[model.integral] = np.round(x[model.integral])
    if not model.integral.any():
        return Outcome(
            "optimal" if optimal else "feasible", x, value, value if optimal else -np.inf, empty, empty
        )
    return Outcome("optimal" if optimal else "feasible", x, value, float(info.mip_dual_bound), empty, empty)
