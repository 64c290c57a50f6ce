import io
import json
import os
import signal
import time
from pathlib import Path

import pytest

from geodata.quality.options import Limits, ReadOptions
from geodata.read.sandbox import server
from geodata.read.sandbox.job import RESULT, Job

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="the server forks its children")


def job(folder: Path, seconds: float = 5.0, memory: int = 900) -> Job:
    (folder / "upload.csv").write_bytes(b"name,lon,lat\na,106.55,29.56\n")
    return Job(folder, "upload.csv", "x.csv", ReadOptions(), Limits(seconds=seconds, memory_mib=memory))


@forks
@pytest.mark.parametrize(
    ("action", "state"),
    [
        (lambda: None, "done"),
        (lambda: time.sleep(30), "time"),
        (lambda: [b"x" * 10**8 for _ in range(100)], "memory"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "crash"),
        (lambda: 1 / 0, "crash"),
    ],
)
def test_whatever_a_child_does_the_server_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: object, state: str
) -> None:
    monkeypatch.setattr(server, "confine", lambda _folder, _limits: None)
    monkeypatch.setattr(server, "run", lambda _job: action())  # type: ignore[operator]
    assert server._in_child(job(tmp_path, seconds=1.0 if state == "time" else 20.0))["state"] == state


@forks
def test_jobs_come_in_and_states_go_out_line_by_line(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
    lines = "".join(f"{json.dumps(job(folder).as_record())}\n" for folder in folders)
    answers = io.StringIO()
    server.serve(io.StringIO(lines), answers)
    assert [json.loads(line)["state"] for line in answers.getvalue().splitlines()] == ["done", "done"]
    assert all((folder / RESULT).is_file() for folder in folders)


def test_a_process_is_starved_when_it_has_taken_nearly_all_it_may_have() -> None:
    assert server._is_starved(100, 950, limit=1000)
    assert not server._is_starved(100, 850, limit=1000)
    assert not server._is_starved(940, 950, limit=1000)  # it came with what it has
    assert server._data(os.getpid()) > 0
    assert server._data(2**22 + 1) == 0


def test_memory_of_a_process_that_is_not_there() -> None:
    assert server._resident(2**30) == 0
