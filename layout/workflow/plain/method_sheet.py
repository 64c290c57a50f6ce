"""What the method sheet of a plain table prints, gathered from the run, its certificate and its inputs."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from layout.criteria.value_functions import CategoryValue
from layout.runs.model import environment
from layout.scoring.robustness.certificate import Certificate
from layout.workflow.plain.certificate import certify_table
from layout.workflow.plain.mcda import McdaRun, run_mcda
from layout.workflow.plain.table import numbers

CERTIFIED_AT_MOST = 500
"""Alternatives up to which the sheet carries a certificate."""


@dataclass(frozen=True, eq=False)
class SheetContent:
    """Parts of a method sheet.

    Parameters
    ----------
    title
        Name of the table.
    run
        The ranking.
    raw
        Raw numbers of the criteria that have numbers.
    certificate
        The certificate, None for a great many alternatives.
    inputs, environment
        Checksums and versions as text.
    """

    title: str
    run: McdaRun
    raw: pd.DataFrame
    certificate: Certificate | None
    inputs: dict[str, str]
    environment: dict[str, str]


def sheet_content(table: str | Path, spec: str | Path) -> SheetContent:
    """Return what the sheet of a CSV table by a TOML specification prints; raises as `run_mcda`."""
    run = run_mcda(table, spec)
    names = run.solution.problem.alternatives
    raw = {
        name: numbers(run.table.cells[name]).reindex(names)
        for name, item in run.table.spec.criteria.items()
        if not isinstance(item.value, CategoryValue)
    }
    certified = 1 < len(names) <= CERTIFIED_AT_MOST
    versions = environment()
    return SheetContent(
        title=Path(table).stem,
        run=run,
        raw=pd.DataFrame(raw, index=names),
        certificate=certify_table(table, spec) if certified else None,
        inputs={
            Path(file).name: hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in (table, spec)
        },
        environment={
            "Python": versions["python"],
            **{name: str(version or "–") for name, version in versions["packages"].items()},
        },
    )
