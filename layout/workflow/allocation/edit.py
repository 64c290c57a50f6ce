"""Changes of a layout plan's case that the page offers: objectives, choices of projects, limits, solver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from layout.allocation.problem import Park, Project
from layout.allocation.terms import ObjectiveId
from layout.config.allocation import AllocationCase, ObjectiveSetting
from layout.workflow.allocation.limits import chain_links

Mode = Literal["case", "single", "weighted", "lexicographic"]
MODES: tuple[Mode, ...] = ("case", "single", "weighted", "lexicographic")
LIMIT_KINDS = ("quotas", "targets", "incompatible", "min_clusters")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided for one project.

    Parameters
    ----------
    project_id
        The project.
    park_id
        The park that it must go to, or "".
    banned
        Parks that it must not go to.
    out
        Whether it goes nowhere.
    """

    project_id: str
    park_id: str = ""
    banned: tuple[str, ...] = ()
    out: bool = False

    @property
    def free(self) -> bool:
        """Return whether nothing was decided."""
        return not (self.park_id or self.banned or self.out)


@dataclass(frozen=True)
class Edits:
    """What the page changes in a case.

    Parameters
    ----------
    mode
        `case` keeps the objectives of the case; else `objectives` take their place.
    objectives
        Objectives in their order with weight (weighted) or with what later ones may take (lexicographic, a share).
    choices
        Decisions on projects; None keeps those of the case.
    place_all
        Whether every project must be placed; None as in the case.
    most_parks, budget_cny
        Further limits; None for none.
    dropped
        Limits of the case that are off, by `limit_key`.
    time_limit_s
        Seconds; None as in the case.
    """

    mode: Mode = "case"
    objectives: tuple[tuple[ObjectiveId, float], ...] = ()
    choices: tuple[Choice, ...] | None = None
    place_all: bool | None = None
    most_parks: int | None = None
    budget_cny: float | None = None
    dropped: frozenset[str] = field(default_factory=frozenset)
    time_limit_s: float | None = None


BUDGET = "page_budget"


def edited(case: AllocationCase, edits: Edits) -> AllocationCase:
    """Return the case with the changes of the page; it is a case file like any other.

    Raises
    ------
    CaseError
        The changes contradict each other.
    """
    setting = case.allocation
    data = setting.model_dump(exclude_none=True)
    if edits.mode != "case":
        data |= _objectives(edits)
        if edits.mode == "single":
            data.pop("objectives", None)
        else:
            data.pop("objective", None)
    for kind in LIMIT_KINDS:
        kept = [item for item in getattr(setting, kind) if limit_key(kind, item) not in edits.dropped]
        data[kind] = [item.model_dump(exclude_none=True) for item in kept]
    if edits.choices is not None:
        data |= _choices(case, edits.choices)
    if edits.place_all is not None:
        data["place"] = "all" if edits.place_all else "any"
    if edits.most_parks is not None:
        data["opened"] = {**data["opened"], "maximum": edits.most_parks}
    if edits.budget_cny is not None:
        budget = {"id": BUDGET, "measure": "cost_cny", "maximum": edits.budget_cny}
        data["quotas"] = [item for item in data["quotas"] if item["id"] != BUDGET] + [budget]
    if edits.time_limit_s is not None:
        data["solver"] = {**data["solver"], "time_limit_s": edits.time_limit_s}
    whole = case.model_dump(exclude_none=True) | {"allocation": data}
    return AllocationCase.model_validate(whole)


def _objectives(edits: Edits) -> dict[str, Any]:
    """Return the objectives of the page as keys of the case."""
    if edits.mode == "single":
        return {"objective": edits.objectives[0][0]}
    lexicographic = edits.mode == "lexicographic"
    return {
        "objectives": [
            ObjectiveSetting(
                id=key,
                weight=1.0 if lexicographic else number,
                priority=place if lexicographic else 1,
                tolerance=number if lexicographic else 0.0,
            ).model_dump(exclude_none=True)
            for place, (key, number) in enumerate(edits.objectives, start=1)
        ]
    }


def _choices(case: AllocationCase, choices: Sequence[Choice]) -> dict[str, Any]:
    """Return the decisions on projects as keys of the case; reasons that the case gave are kept."""
    setting = case.allocation
    reasons = {
        (kind, item.project, item.park): item.reason.model_dump()
        for kind, items in (("fixed", setting.fixed), ("forbidden", setting.forbidden))
        for item in items
        if item.reason is not None
    }

    def pair(kind: str, project: str, *, park: str) -> dict[str, Any]:
        reason = reasons.get((kind, project, park))
        return {"project": project, "park": park} | ({} if reason is None else {"reason": reason})

    return {
        "fixed": [pair("fixed", item.project_id, park=item.park_id) for item in choices if item.park_id],
        "forbidden": [
            pair("forbidden", item.project_id, park=park) for item in choices for park in item.banned
        ],
        "left_out": [item.project_id for item in choices if item.out],
    }


def choices_of(case: AllocationCase, projects: Sequence[Project]) -> tuple[Choice, ...]:
    """Return the decisions that a case holds, one for each project."""
    setting = case.allocation
    fixed = {item.project: item.park for item in setting.fixed}
    banned: dict[str, list[str]] = {}
    for item in setting.forbidden:
        banned.setdefault(item.project, []).append(item.park)
    return tuple(
        Choice(
            key := project.project_id,
            fixed.get(key, ""),
            tuple(banned.get(key, ())),
            key in setting.left_out,
        )
        for project in projects
    )


def limit_key(kind: str, item: object) -> str:
    """Return the key by which a limit of a case can be switched off."""
    name = getattr(item, "id", None) or getattr(item, "cluster", None) or getattr(item, "chain", None)
    return f"{kind}:{name}"


def limits_of(case: AllocationCase) -> dict[str, object]:
    """Return every limit of a case that can be switched off, by its key."""
    return {limit_key(kind, item): item for kind in LIMIT_KINDS for item in getattr(case.allocation, kind)}


def offered_objectives(
    case: AllocationCase, projects: Sequence[Project], *, parks: Sequence[Park]
) -> tuple[ObjectiveId, ...]:
    """Return the objectives that a case has the data for."""
    setting = case.allocation
    known: Mapping[ObjectiveId, bool] = {
        "value": setting.values is not None or setting.scoring_case is not None,
        "output": all(project.output_cny >= 0 for project in projects),
        "shortfall": bool(setting.targets),
        "compactness": bool(setting.links) or (setting.compactness.chains and bool(chain_links(projects))),
        "new_land": True,
        "cost": any(
            park.build_cost_cny_per_ha or park.release_cost_cny_per_ha or park.opening_cost_cny
            for park in parks
        ),
        "balance": setting.balance is not None,
        "disruption": setting.existing is not None,
    }
    return tuple(key for key, there in known.items() if there)
