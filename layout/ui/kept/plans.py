"""The latest layout plans of this server, found again by the checksum of case, files and plan: page, map and downloads share them."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd

from layout.config.allocation import Allocation, AllocationCase
from layout.config.allocation_toml import dump_allocation_case
from layout.errors import LayoutError
from layout.ui.jobs import Job
from layout.ui.kept.latest import Latest
from layout.workflow.allocation.map import park_symbols, plan_lines
from layout.workflow.allocation.problem import INPUT_KEYS, Inputs, settle
from layout.workflow.allocation.upload import Bundle, open_inputs

if TYPE_CHECKING:
    from layout.allocation.highs import Progress
    from layout.workflow.allocation.allocate import AllocationRun
    from layout.workflow.allocation.studies import Studies

KEPT_RUNS: Final = 24
_TOKEN_LENGTH: Final = 20


class UnknownPlanError(LayoutError, KeyError):
    """A layout plan that this server does not hold (any more)."""


@dataclass(eq=False)
class PlanRun:
    """A solved case with what has been studied of it.

    Parameters
    ----------
    token
        First digits of the SHA-256 of files, case and plan.
    bundle, case
        The files, and the case as it was solved.
    run
        What came out.
    when
        When it was solved (UTC).
    studies
        Results of further studies as plain values, by their name.
    """

    token: str
    bundle: Bundle
    case: AllocationCase
    run: "AllocationRun"
    when: datetime
    studies: dict[str, Any] = field(default_factory=dict)


_runs: Latest[PlanRun] = Latest(KEPT_RUNS)


def case_token(bundle: Bundle, case: AllocationCase) -> str:
    """Return the key of a case with its files: the same question has the same key."""
    text = bundle.token + dump_allocation_case(case)
    return hashlib.sha256(text.encode()).hexdigest()[:_TOKEN_LENGTH]


def inputs_of(bundle: Bundle, *, scores: bool = True) -> Inputs:
    """Return tables and values of a bundle, read and scored once; raises as `open_inputs`."""
    setting = bundle.case.allocation
    return _inputs(_Key(bundle, _input_part(setting), bundle.token), scores=scores)


@dataclass(frozen=True)
class _Key:
    """A bundle as the key of a cache: its files and the part of its case that inputs depend on."""

    bundle: Bundle = field(compare=False)
    part: str
    token: str


def _input_part(setting: Allocation) -> str:
    """Return what inputs depend on as text."""
    data = setting.model_dump(mode="json", include=set(INPUT_KEYS), exclude_none=True)
    return repr(sorted(data.items()))


@lru_cache(maxsize=8)
def _inputs(key: _Key, *, scores: bool) -> Inputs:
    """Return the inputs of a bundle."""
    return open_inputs(key.bundle, scores=scores)


def solve_case(bundle: Bundle, case: AllocationCase, *, job: Job) -> PlanRun:
    """Return the plan of a case, solved while the job is told of progress and can cancel; kept for page and map.

    Raises
    ------
    CaseError, MissingDataError
        As `layout.workflow.allocation.allocate.run_case`.
    """
    from layout.workflow.allocation.allocate import options_of, run_assembled  # noqa: PLC0415 - the solver loads when it is used

    job.stage = "inputs"
    assembled = settle(case, inputs_of(replace(bundle, case=case)))
    job.stage = "solve"
    options = replace(options_of(case), watch=lambda progress: _hear(job, progress), cancel=job.cancel)
    run = run_assembled(case, assembled, options=options)
    run = replace(run, options=replace(run.options, watch=None, cancel=None))
    placed = "" if run.report is None else repr(run.report.plan)
    text = f"{case_token(bundle, case)}{run.solution.status}{placed}"
    token = hashlib.sha256(text.encode()).hexdigest()[:_TOKEN_LENGTH]
    return _runs.keep(token, PlanRun(token, bundle, case, run, datetime.now(tz=UTC)))


def study(found: PlanRun, wanted: "Studies", *, limit_s: float, job: Job) -> PlanRun:
    """Return the run with the results of further studies added.

    Parameters
    ----------
    found
        A run with a plan.
    wanted
        Which studies.
    limit_s
        Seconds for each.
    job
        Told of progress; it can cancel.
    """
    from layout.workflow.allocation.studies import run_studies  # noqa: PLC0415 - the solver loads when it is used

    job.stage = "study"
    options = replace(found.run.options, time_limit_s=limit_s, cancel=job.cancel)
    results = run_studies(replace(found.run, options=options), wanted, language="zh")
    forced = [*found.studies.get("forced", []), *results.pop("forced", [])]
    latest = {(item["project_id"], item["park_id"]): item for item in forced}
    found.studies |= results
    if latest:
        found.studies["forced"] = list(latest.values())
    return found


def find_plan(token: str) -> PlanRun:
    """Return the run with this token.

    Raises
    ------
    UnknownPlanError
        It was never solved here, or later ones have taken its place.
    """
    found = _runs.find(token)
    if found is not None:
        return found
    raise UnknownPlanError(
        en=f"layout plan {token!r}: not among the latest {KEPT_RUNS} of this server; solve the case again",
        zh=f"布局方案 {token!r}：不在本服务器最近 {KEPT_RUNS} 次求解之内；请重新求解",
    )


def plan_frame(token: str, part: str) -> gpd.GeoDataFrame:
    """Return the parks or the lines of a plan for the map; nothing where the run has no plan.

    Parameters
    ----------
    token
        Key of the run.
    part
        `parks` or `lines`.
    """
    run = find_plan(token).run
    report = run.report or run.baseline
    if part == "parks":
        return park_symbols(run.problem, report)
    return plan_lines(run.problem, report.plan)


def _hear(job: Job, progress: "Progress") -> None:
    """Keep how far the solver has come."""
    job.stage, job.best, job.bound = progress.stage, progress.best, progress.bound
