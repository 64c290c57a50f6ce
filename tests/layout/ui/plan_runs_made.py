"""A layout plan solved as the page solves it, with every study."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from layout.ui.jobs import Job
from layout.ui.kept.plans import PlanRun, solve_case, study
from layout.workflow.allocation.upload import Bundle, bundle_at
from tests.layout.report.plan_dossiers import EVERYTHING
from tests.layout.workflow.allocation_cases import write_rich


@cache
def rich_bundle() -> Bundle:
    """Return the rich case with its files."""
    with TemporaryDirectory() as folder:
        return bundle_at(write_rich(Path(folder)))


@cache
def plain_plan() -> PlanRun:
    """Return the rich case solved, nothing studied."""
    return solve_case(rich_bundle(), rich_bundle().case, job=Job("test", 30.0))


@cache
def studied_plan() -> PlanRun:
    """Return the rich case solved with every study."""
    job = Job("test", 60.0)
    found = solve_case(rich_bundle(), rich_bundle().case.model_copy(update={"illustrative": False}), job=job)
    return study(found, EVERYTHING, limit_s=30.0, job=job)
