import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import layout
from geodata.errors import DataFormatError, DataMissingError
from layout.runs import records
from layout.runs.model import Run, new_run
from layout.runs.store import RunStore

Finished = Callable[..., Run]
ROOT = Path(layout.__file__).parents[1]


def test_what_is_kept_is_what_comes_back(tmp_path: Path, finished: Finished) -> None:
    store = RunStore(tmp_path / "kept")
    run = replace(finished({"x": 1, "甲": 2}), tags=frozenset({"first", "定稿"}))
    store.keep(run)
    store.keep(run)
    back = store.open(run.run_id[:5])
    assert (back.result, back.inputs, back.environment, back.tags) == (
        run.result,
        run.inputs,
        run.environment,
        run.tags,
    )
    assert back.digest == run.digest
    [head] = store.heads()
    assert (head.title, head.who, head.tags) == ("sites 用地", "Li", ("first", "定稿"))


def test_newest_first_and_a_tag_means_the_newest_that_has_it(tmp_path: Path, finished: Finished) -> None:
    store = RunStore(tmp_path)
    runs = [replace(finished({"x": 1}), created_utc=f"2026-01-0{day}T00:00:00Z") for day in (1, 3, 2)]
    for run in runs:
        store.keep(replace(run, tags=frozenset({"all"})))
    assert [head.run_id for head in store.heads()] == [runs[1].run_id, runs[2].run_id, runs[0].run_id]
    assert store.open("all").run_id == runs[1].run_id
    store.tag(runs[1].run_id, add=("best",), drop=("all",))
    assert [head.run_id for head in store.heads(tag="best")] == [runs[1].run_id]
    assert store.open("all").run_id == runs[2].run_id


def test_unknown_runs_and_changed_ones_are_refused(tmp_path: Path, finished: Finished) -> None:
    store = RunStore(tmp_path)
    run = finished({"x": 1})
    store.keep(run)
    for asked in ("nothing", run.run_id[:3]):
        with pytest.raises(DataMissingError, match="0 runs"):
            store.open(asked)
    with pytest.raises(DataFormatError, match="another run of this id"):
        store.keep(replace(run, result={"ranks": {"x": 2}}))
    with records.writing(tmp_path) as base:
        base.execute("UPDATE run SET digest = 'other'")
    with pytest.raises(DataFormatError, match="checksum"):
        store.open(run.run_id)


def keep_some(folder: str, name: str, count: int) -> None:
    for number in range(count):
        result = {"ranks": {f"{name}{number}": 1}, "scores": {}, "weights": {}}
        RunStore(folder).keep(
            new_run("mcda", name, inputs={"table.csv": name.encode()}, result=result, who=name)
        )


def test_sessions_at_once_lose_nothing_and_mix_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=keep_some, args=(str(tmp_path), name, 15)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    store = RunStore(tmp_path)
    heads = store.heads()
    assert len(heads) == 60
    for head in heads[:10]:
        run = store.open(head.run_id)
        assert run.who == run.title == run.inputs["table.csv"].decode()
        assert next(iter(run.result["ranks"])).startswith(run.who)


KEEPER = """
import sys
from layout.runs.model import new_run
from layout.runs.store import RunStore
number = 0
while True:
    run = new_run("mcda", str(number), inputs={"table.csv": bytes(200_000)}, result={"ranks": {"x": number}}, who="k")
    RunStore(sys.argv[1]).keep(run)
    print(run.run_id, flush=True)
    number += 1
"""


def test_killed_session_loses_no_finished_run(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment
    ) as keeper:
        assert keeper.stdout is not None
        acknowledged = [keeper.stdout.readline().strip() for _ in range(5)]
        time.sleep(0.05)
        keeper.send_signal(signal.SIGKILL)
        acknowledged += keeper.stdout.read().split()
    there = {head.run_id for head in RunStore(tmp_path).heads()}
    assert set(acknowledged) <= there
    assert all(RunStore(tmp_path).open(run_id).digest for run_id in acknowledged[:5])
