"""Runs that are kept, and repeated to the last bit."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.errors import DataFormatError
from layout.runs.model import Run, RunKind, new_run, result_digest
from layout.workflow.plain.mcda import run_mcda
from layout.workflow.plain.mcda_json import mcda_data, smaa_data
from layout.workflow.plain.smaa import run_smaa_table
from layout.workflow.runs.account import who
from layout.workflow.runs.kept_ranking import CASE, repeat_ranking
from layout.workflow.runs.kept_smaa import repeat_site_smaa

TABLE, SPEC = "table.csv", "spec.toml"
INPUTS: dict[RunKind, tuple[str, ...]] = {"mcda": (TABLE, SPEC), "smaa": (TABLE, SPEC), "score": (CASE,)}
"""What a run of each kind is computed from; SMAA of a case from the case instead."""
Plain = dict[str, Any]


@dataclass(frozen=True)
class Repetition:
    """A run computed again.

    Parameters
    ----------
    identical
        Whether every number came out the same to the last bit.
    digest
        Digest of the new result.
    changed
        Parts of the result that differ.
    environment_changed
        Whether versions differ from those of the kept run.
    """

    identical: bool
    digest: str
    changed: tuple[str, ...]
    environment_changed: bool


def finished_run(
    kind: RunKind, result: Plain, *, table: str | Path, spec: str | Path, settings: Plain | None = None
) -> Run:
    """Return a finished run of a plain table, ready to be kept.

    Parameters
    ----------
    kind
        mcda or smaa.
    result
        What it computed, as `mcda_data` or `smaa_data` give it.
    table, spec
        Paths of the inputs; their bytes become part of the run.
    settings
        Draws, seed and model for smaa.
    """
    inputs = {TABLE: Path(table).read_bytes(), SPEC: Path(spec).read_bytes()}
    title = f"{Path(table).stem} / {Path(spec).stem}"
    return new_run(kind, title, inputs=inputs, result=result, settings=settings, who=who())


def repeat_run(run: Run) -> Repetition:
    """Compute a kept run again from its own inputs and say whether it came out the same.

    Raises
    ------
    DataFormatError
        The run lacks an input.
    """
    of_case = run.kind == "smaa" and CASE in run.inputs
    missing = [] if of_case else [name for name in INPUTS[run.kind] if name not in run.inputs]
    if missing:
        raise DataFormatError(
            en=f"Run {run.run_id} ({run.kind}) cannot be repeated: it lacks {', '.join(missing)}.",
            zh=f"运行 {run.run_id}（{run.kind}）无法重算：缺少 {'、'.join(missing)}。",
        )
    again_of = {"score": repeat_ranking, "smaa": repeat_site_smaa if of_case else _from_files}
    result = again_of.get(run.kind, _from_files)(run)
    again = new_run(run.kind, run.title, inputs=run.inputs, result=result, settings=run.settings, who=who())
    keys = sorted(set(result) | set(run.result))
    changed = tuple(key for key in keys if result.get(key) != run.result.get(key))
    digest = result_digest(result)
    return Repetition(digest == run.digest, digest, changed, again.environment != run.environment)


def _from_files(run: Run) -> Plain:
    """Return the result of a plain table computed again from the files that were kept."""
    with tempfile.TemporaryDirectory() as folder:
        for name in (TABLE, SPEC):
            (Path(folder) / name).write_bytes(run.inputs[name])
        return _compute(run.kind, Path(folder) / TABLE, Path(folder) / SPEC, settings=run.settings)


def _compute(kind: RunKind, table: Path, spec: Path, *, settings: Plain) -> Plain:
    """Return the result of a run as plain data."""
    if kind == "smaa":
        numbers = {key: int(settings[key]) for key in ("draws", "seed")}
        # runs kept before there was a choice are additive
        found = run_smaa_table(table, spec, **numbers, drawn_by=settings.get("model", "additive"))
        return smaa_data(found.result, notes=found.notes, normalisation=found.normalisation)
    return mcda_data(run_mcda(table, spec))
