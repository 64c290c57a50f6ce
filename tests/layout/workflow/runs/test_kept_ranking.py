import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import layout
from layout.runs import RunStore, compare_runs, run_from_bytes, run_to_bytes
from layout.runs.model import Run
from layout.workflow.ranking.proof import prove
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.runs.kept_ranking import CASE, ranking_data, ranking_run, repeat_ranking
from layout.workflow.runs.kept_runs import repeat_run
from tests.layout.workflow.ranked_cases import case

ROOT = Path(layout.__file__).parents[1]
SMALL = "chemical-new-materials"
LIGHT = {"draws": 200, "seed": 2}


@pytest.fixture(scope="module")
def kept() -> Run:
    result = rank_sites(case(SMALL, robustness=LIGHT))
    return ranking_run(result, prove(result))


def test_run_holds_the_case_the_tables_and_the_whole_result(kept: Run) -> None:
    assert set(kept.inputs) == {CASE}
    assert len(kept.settings["tables_sha256"]["parks"]) == 64
    for part in (
        "scores",
        "ranks",
        "weights",
        "contributions",
        "values",
        "robustness",
        "certificate",
        "places",
    ):
        assert kept.result[part]
    first = kept.result["alternatives"][0]
    assert kept.result["ranks"][first] == 1
    parts = sum(value or 0 for value in kept.result["contributions"][first].values())
    assert parts == pytest.approx(kept.result["scores"][first])
    assert kept.result["names"][first]["zh"]


def test_repetition_is_identical_to_the_last_bit(kept: Run) -> None:
    again = repeat_run(kept)
    assert again.identical
    assert again.digest == kept.digest
    assert repeat_ranking(kept) == kept.result


def test_other_case_is_not_identical_and_the_part_is_named(kept: Run) -> None:
    text = kept.inputs[CASE].decode().replace("weight = 20.0", "weight = 21.0", 1)
    changed = repeat_run(replace(kept, inputs={CASE: text.encode()}))
    assert not changed.identical
    assert "scores" in changed.changed


def test_run_without_proof_is_kept_and_repeated_too() -> None:
    result = rank_sites(case(SMALL))
    run = ranking_run(result)
    assert "certificate" not in run.result
    assert repeat_run(run).identical
    assert ranking_data(result) == run.result


def test_there_and_back_as_one_file_and_in_the_store(kept: Run, tmp_path: Path) -> None:
    back = run_from_bytes(run_to_bytes(kept), origin="run.cqlrun")
    assert (back.result, back.inputs, back.digest) == (kept.result, kept.inputs, kept.digest)
    store = RunStore(tmp_path)
    store.keep(replace(back, tags=frozenset({"final"})))
    assert repeat_run(store.open("final")).identical


def test_changed_weight_is_told_with_its_key(kept: Run) -> None:
    other = rank_sites(case(SMALL, criteria__land_fit__weight=60.0, robustness=LIGHT))
    found = compare_runs([kept, ranking_run(other, prove(other))])
    assert found.moved
    assert any(item.what == "case.toml: criteria.land_fit.weight" for item in found.differences)


def keep_one(folder: str, weight: float) -> None:
    result = rank_sites(case(SMALL, criteria__land_fit__weight=weight))
    RunStore(folder).keep(replace(ranking_run(result), tags=frozenset({f"w{weight:g}"})))


def test_two_sessions_at_once_never_mix(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    sessions = [context.Process(target=keep_one, args=(str(tmp_path), weight)) for weight in (5.0, 80.0)]
    for session in sessions:
        session.start()
    for session in sessions:
        session.join(timeout=55)
        assert session.exitcode == 0
    store = RunStore(tmp_path)
    assert len(store.heads()) == 2
    for weight in (5.0, 80.0):
        expected = ranking_data(rank_sites(case(SMALL, criteria__land_fit__weight=weight)))
        assert store.open(f"w{weight:g}").result == expected


ENDLESS = """
from dataclasses import replace
from layout.runs import RunStore
from layout.workflow.runs.kept_ranking import ranking_run
from layout.workflow.ranking.rank import rank_sites
from tests.layout.workflow.ranked_cases import case
import sys
result = rank_sites(case("chemical-new-materials"))
while True:
    run = ranking_run(result)
    RunStore(sys.argv[1]).keep(run)
    print(run.run_id, flush=True)
"""


def test_killed_session_loses_no_finished_run(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as session:
        assert session.stdout is not None
        told = [session.stdout.readline().strip() for _ in range(3)]
        time.sleep(0.02)
        os.kill(session.pid, signal.SIGKILL)
        told += [line.strip() for line in session.stdout if line.endswith("\n")]
    store = RunStore(tmp_path)
    there = {head.run_id for head in store.heads()}
    assert set(told) <= there
    digests = {store.open(run_id).digest for run_id in there}
    assert len(digests) == 1
