"""Further studies of a layout plan as plain values: different plans, Pareto front, forced choices, land, robustness."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, get_args

from geodata.text import Language
from layout.allocation.forced import price_of_choice
from layout.allocation.pareto import pareto_front
from layout.allocation.plan import Placement, Plan
from layout.allocation.portfolio import different_plans
from layout.allocation.robustness import robustness
from layout.allocation.shadow import land_prices
from layout.allocation.terms import ObjectiveId
from layout.allocation.verify import verify
from layout.errors import CaseError
from layout.workflow.allocation.allocate import AllocationRun
from layout.workflow.allocation.draws import score_sampler

DRAW_GAP = 1e-3
"""Gap at which the plan of a draw counts as optimal: many draws near the best say more than a few at the best."""


@dataclass(frozen=True, slots=True)
class Studies:
    """Which studies are wanted.

    Parameters
    ----------
    alternatives
        Number of truly different plans, the best included; 0 for none.
    pareto
        Two or three objectives; empty for no front.
    forced
        Pairs (project, park); the park None keeps the project out.
    land_prices
        Whether to price a further hectare in every park.
    draws
        Number of draws of the values; 0 for none.
    """

    alternatives: int = 0
    pareto: tuple[str, ...] = ()
    forced: tuple[tuple[str, str | None], ...] = ()
    land_prices: bool = False
    draws: int = 0


def run_studies(run: AllocationRun, wanted: Studies, *, language: Language) -> dict[str, Any]:
    """Return the results of the studies by their names; each has the time limit of the run; none without a plan.

    Raises
    ------
    CaseError
        A study names what the case does not have.
    """
    found: dict[str, Any] = {}
    if run.solution.plan is None:
        return found
    if wanted.alternatives:
        found["alternatives"] = _alternatives(run, wanted.alternatives)
    if wanted.pareto:
        found["pareto"] = _pareto(run, wanted.pareto)
    if wanted.forced:
        found["forced"] = _forced(run, wanted.forced, language)
    if wanted.land_prices:
        found["land_prices"] = _land(run)
    if wanted.draws:
        found["robustness"] = _robustness(run, wanted.draws)
    return found


def _keys(run: AllocationRun) -> list[str]:
    """Return the keys of the projects."""
    return [project.project_id for project in run.problem.projects]


def _alternatives(run: AllocationRun, count: int) -> list[dict[str, Any]]:
    """Return different plans, the best first."""
    found = []
    for item in different_plans(run.problem, count, options=run.options):
        plan, level = item.solution.plan, item.solution.levels[0]
        if plan is not None and not verify(run.problem, plan):
            figures = {"status": item.solution.status, "objective": level.value, "bound": level.bound}
            assigned = plan.assignment(_keys(run))
            rows = _placements(plan)
            found.append({**figures, "moved": list(item.moved), "assignment": assigned, "placements": rows})
    return found


def _placements(plan: Plan) -> list[dict[str, Any]]:
    """Return the placements of a plan as plain values, with the land released for each."""
    return [asdict(item) for item in plan.placements]


def plan_in(study: Mapping[str, Any]) -> Plan:
    """Return the plan that stands in the result of a study.

    Parameters
    ----------
    study
        One of the alternatives or one plan of the front.
    """
    return Plan(tuple(Placement(**item) for item in study["placements"]))


def _pareto(run: AllocationRun, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the plans of the front."""
    objectives: list[ObjectiveId] = []
    for name in names:
        known: tuple[ObjectiveId, ...] = get_args(ObjectiveId)
        matching = [key for key in known if key == name]
        if not matching:
            raise CaseError(
                en=f"pareto: unknown objective {name!r}; expected {', '.join(known)}.",
                zh=f"pareto：未知目标 {name!r}；可用的有 {', '.join(known)}。",
            )
        objectives += matching
    return [
        {
            "figures": dict(point.figures),
            "proved": point.proved,
            "assignment": point.plan.assignment(_keys(run)),
            "placements": _placements(point.plan),
        }
        for point in pareto_front(run.problem, objectives, options=run.options)
        if not verify(run.problem, point.plan)
    ]


def _forced(
    run: AllocationRun, choices: Sequence[tuple[str, str | None]], language: Language
) -> list[dict[str, Any]]:
    """Return the price of each forced choice."""
    found = []
    for project, park in choices:
        choice = price_of_choice(
            run.problem, run.solution, project_id=project, park_id=park, options=run.options
        )
        figures = {
            "before": choice.before,
            "after": choice.after,
            "change": choice.change,
            "exact": choice.exact,
        }
        text = choice.sentence().pick(language)
        found.append({"project_id": project, "park_id": park, **figures, "sentence": text})
    return found


def _land(run: AllocationRun) -> list[dict[str, Any]]:
    """Return the price of a further hectare in every park."""
    return [
        {"park_id": item.park_id, "dual": item.dual, "exact": item.exact, "proved": item.proved}
        for item in land_prices(run.problem, run.solution, options=run.options)
    ]


def _robustness(run: AllocationRun, draws: int) -> dict[str, Any]:
    """Return how firm each assignment is, and the regret of the plan."""
    plan = run.solution.plan
    if plan is None:
        return {}
    options = replace(run.options, watch=None, gap=max(run.options.gap or 0.0, DRAW_GAP))
    problem, parts = run.problem, run.assembled.parts
    sampler = None
    if parts is not None and problem.values is not None:
        sampler = score_sampler(parts, problem.values, low=problem.value_low, high=problem.value_high)
    found = robustness(problem, plan, options=options, draws=draws, sampler=sampler)
    parks = [park.park_id for park in run.problem.parks]
    shares = {
        key: {park: round(float(share), 4) for park, share in zip(parks, row, strict=True) if share > 0}
        for key, row in zip(_keys(run), found.acceptability, strict=True)
    }
    unplaced = dict(zip(_keys(run), (round(float(share), 4) for share in found.unplaced), strict=True))
    regret = (
        {"mean": float(found.regret.mean()), "greatest": float(found.regret.max())} if found.draws else {}
    )
    return {
        "weights_drawn": sampler is not None,
        "draws": found.draws,
        "proved": found.proved,
        "acceptability": shares,
        "unplaced": unplaced,
        "regret": regret,
    }
