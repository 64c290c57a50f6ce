"""Makes, checks and explains a layout plan: case and tables -> problem -> plan -> verification -> effect."""

from dataclasses import dataclass, replace
from pathlib import Path

from geodata.embedded import table as facts_table
from layout.allocation.account import PlanReport
from layout.allocation.effect import cluster_effects, scope_effects
from layout.allocation.greedy import greedy_plan
from layout.allocation.measure import measure
from layout.allocation.options import Options
from layout.allocation.plan import Placement, Plan
from layout.allocation.problem import Problem
from layout.allocation.reasons import unplaced_reasons
from layout.allocation.solution import Solution
from layout.allocation.solve import solve
from layout.allocation.verify import Violation, verify
from layout.config.allocation import AllocationCase
from layout.config.allocation_toml import load_allocation_case
from layout.workflow.allocation.problem import Assembled, assemble
from layout.workflow.allocation.tables import read_table


@dataclass(frozen=True)
class AllocationRun:
    """A run of a layout plan.

    Parameters
    ----------
    case, assembled
        The case and the problem made of it.
    options
        How it was solved.
    solution
        The solution; its status is `invalid` and its plan withheld where the verification refused it.
    report
        The plan checked and measured, or None where there is none.
    baseline
        The plan that a person would make, checked and measured likewise; it need not be valid.
    refused
        What the verification found wrong with the solver's plan.
    """

    case: AllocationCase
    assembled: Assembled
    options: Options
    solution: Solution
    report: PlanReport | None
    baseline: PlanReport
    refused: tuple[Violation, ...]

    @property
    def problem(self) -> Problem:
        """Return the problem."""
        return self.assembled.problem


def options_of(case: AllocationCase) -> Options:
    """Return how a case wants to be solved."""
    solver = case.allocation.solver
    return Options(solver.method, solver.time_limit_s, solver.gap, solver.seed)


def allocate(path: str | Path, options: Options | None = None) -> AllocationRun:
    """Return the layout plan of a case file; raises as `run_case`."""
    return run_case(load_allocation_case(path), Path(path).parent, options=options)


def run_case(case: AllocationCase, folder: Path, *, options: Options | None = None) -> AllocationRun:
    """Return the layout plan of a case.

    Parameters
    ----------
    case
        The case.
    folder
        Where its tables lie.
    options
        How to solve; as the case says if not given.

    Raises
    ------
    CaseError
        The case or a table cannot be used as written.
    MissingDataError
        A figure that an objective or a limit needs is not known.
    """
    return run_assembled(case, assemble(case, folder), options=options or options_of(case))


def run_assembled(case: AllocationCase, assembled: Assembled, *, options: Options) -> AllocationRun:
    """Return the layout plan of a case whose problem has been put together already.

    Parameters
    ----------
    case, assembled
        The case, and the problem made of it.
    options
        How to solve, who is told of progress and how it is cancelled.
    """
    problem = assembled.problem
    solution = solve(problem, options)
    baseline = report_of(problem, greedy_plan(problem))
    report = None if solution.plan is None else report_of(problem, solution.plan)
    if report is not None and report.violations:
        # a plan that fails its verification is never handed on as one
        solution = replace(solution, status="invalid", plan=None)
        return AllocationRun(case, assembled, options, solution, None, baseline, report.violations)
    return AllocationRun(case, assembled, options, solution, report, baseline, ())


def report_of(problem: Problem, plan: Plan) -> PlanReport:
    """Return a plan checked and measured; one that names unknown keys is checked only."""
    violations = verify(problem, plan)
    if any(violation.kind == "unknown" for violation in violations):
        return PlanReport(plan, violations, {}, {}, (), ())
    return PlanReport(
        plan=plan,
        violations=violations,
        figures=measure(problem, plan),
        reasons=unplaced_reasons(problem, plan),
        scopes=scope_effects(problem, plan),
        clusters=cluster_effects(problem, plan, goals_cny=cluster_goals_cny()),
    )


def cluster_goals_cny() -> dict[str, float]:
    """Return the goal of each 33618 cluster that has one, CNY, from the embedded facts."""
    clusters = facts_table("clusters").dropna(subset=["target_output_cny"])
    return dict(zip(clusters["cluster_id"], clusters["target_output_cny"].astype(float), strict=True))


def check_plan(path: str | Path, case_path: str | Path) -> tuple[Assembled, PlanReport]:
    """Return what the independent verification and the measures say of a plan made elsewhere.

    Parameters
    ----------
    path
        A CSV with `project_id, park_id` and, where wanted, `share` and `low_efficiency_ha`; a blank park leaves the
        project out. Where `low_efficiency_ha` is not given, just as much land is released as the plan needs.
    case_path
        The case.

    Raises
    ------
    CaseError
        The plan, the case or a table cannot be used as written.
    """
    assembled = assemble(load_allocation_case(case_path), Path(case_path).parent)
    table = read_table(Path(path), ("project_id", "park_id"))
    placements = tuple(
        Placement(
            row.text("project_id"),
            row.text("park_id"),
            row.number("share", 1.0),
            row.number("low_efficiency_ha", 0.0),
        )
        for row in table.rows
        if row.text("park_id")
    )
    plan = Plan(placements)
    if "low_efficiency_ha" not in table.columns:
        plan = with_needed_release(assembled.problem, plan)
    return assembled, report_of(assembled.problem, plan)


def with_needed_release(problem: Problem, plan: Plan) -> Plan:
    """Return the plan with just as much low-efficiency land released as its parks need, shared out by land."""
    land = {project.project_id: project.land_ha for project in problem.projects}
    phase = dict(zip(land, problem.phases, strict=True))
    done = []
    for park in problem.parks:
        here = [item for item in plan.placements if item.park_id == park.park_id and item.project_id in land]
        total = sum(item.share * land[item.project_id] for item in here)
        used = [
            sum(item.share * land[item.project_id] for item in here if phase[item.project_id] <= number)
            for number in range(len(park.available_ha))
        ]
        need = max([0.0, *(taken - free for taken, free in zip(used, park.available_ha, strict=True))])
        need = min(need, park.low_efficiency_ha)
        done += [
            replace(
                item, low_efficiency_ha=need * item.share * land[item.project_id] / total if total else 0.0
            )
            for item in here
        ]
    known = {park.park_id for park in problem.parks}
    rest = [item for item in plan.placements if item.park_id not in known or item.project_id not in land]
    return Plan((*done, *rest))
