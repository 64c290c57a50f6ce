from dataclasses import replace

import pytest

from geodata.errors import DataFormatError
from layout.resources import bundle_folder
from layout.runs.model import Run
from layout.workflow.plain.mcda import run_mcda
from layout.workflow.plain.mcda_json import mcda_data, smaa_data
from layout.workflow.plain.smaa import run_smaa_table
from layout.workflow.runs.kept_runs import finished_run, repeat_run, who

PLAIN = bundle_folder() / "cases" / "plain"
TABLE, SPEC = PLAIN / "sites.csv", PLAIN / "sites.toml"


@pytest.fixture(scope="module")
def kept() -> Run:
    return finished_run("mcda", mcda_data(run_mcda(TABLE, SPEC)), table=TABLE, spec=SPEC)


def test_repetition_is_identical_to_the_last_bit(kept: Run) -> None:
    again = repeat_run(kept)
    assert again.identical
    assert again.digest == kept.digest
    assert again.changed == ()
    assert not again.environment_changed


def test_smaa_repeats_from_its_draws_and_seed() -> None:
    found = run_smaa_table(TABLE, SPEC, draws=300, seed=9)
    data = smaa_data(found.result, notes=found.notes, normalisation=found.normalisation)
    settings = {"draws": 300, "seed": 9, "model": "method"}
    run = finished_run("smaa", data, table=TABLE, spec=SPEC, settings=settings)
    assert repeat_run(run).identical
    assert not repeat_run(replace(run, settings=settings | {"seed": 8})).identical


def test_smaa_that_was_kept_before_there_was_a_choice_is_repeated_additively() -> None:
    found = run_smaa_table(TABLE, SPEC, draws=300, seed=9, drawn_by="additive")
    data = smaa_data(found.result, notes=found.notes, normalisation=found.normalisation)
    run = finished_run("smaa", data, table=TABLE, spec=SPEC, settings={"draws": 300, "seed": 9})
    assert repeat_run(run).identical


def test_difference_is_told_by_part(kept: Run) -> None:
    scores = dict(kept.result["scores"])
    scores["Site A"] += 1e-16 + abs(scores["Site A"]) * 1e-15
    changed = repeat_run(replace(kept, result={**kept.result, "scores": scores}, environment={}))
    assert (changed.identical, changed.changed, changed.environment_changed) == (False, ("scores",), True)


def test_run_without_its_inputs_cannot_be_repeated(kept: Run) -> None:
    with pytest.raises(DataFormatError, match=r"lacks spec\.toml"):
        repeat_run(replace(kept, inputs={"table.csv": b""}))
    with pytest.raises(DataFormatError, match="cannot be repeated"):
        repeat_run(replace(kept, kind="score"))
    assert who()
