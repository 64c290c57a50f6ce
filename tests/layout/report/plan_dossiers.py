"""A solved layout plan with every study, as its report takes it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from layout.allocation.account import Dossier
from layout.workflow.allocation.allocate import AllocationRun, allocate
from layout.workflow.allocation.dossier import plan_dossier
from layout.workflow.allocation.studies import Studies, run_studies
from tests.layout.workflow.allocation_cases import write_rich

EVERYTHING = Studies(
    alternatives=2,
    pareto=("value", "new_land"),
    forced=(("A", "K2"), ("C", None)),
    land_prices=True,
    draws=6,
)


@cache
def rich_run() -> AllocationRun:
    """Return the run of the rich case."""
    with TemporaryDirectory() as folder:
        return allocate(write_rich(Path(folder)))


@cache
def rich_dossier() -> Dossier:
    """Return the dossier of the rich case with every study."""
    run = rich_run()
    return plan_dossier(run, run_studies(run, EVERYTHING, language="en"))


@cache
def infeasible_dossier() -> Dossier:
    """Return the dossier of a case in which every project must be placed and cannot be."""
    with TemporaryDirectory() as folder:
        path = write_rich(Path(folder))
        path.write_text(
            path.read_text(encoding="utf-8").replace("[allocation]", '[allocation]\nplace = "all"')
        )
        return plan_dossier(allocate(path), {})
