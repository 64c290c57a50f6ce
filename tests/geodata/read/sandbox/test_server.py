import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.read.sandbox import server
from geodata.read.sandbox.job import RESULT

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="the server forks its children")

# A server forks itself, so its limits count from what it is: these run in a small process, whatever the tests hold by now.
SOURCE = """
    import json, os, signal, sys, time
    from pathlib import Path
    from geodata.quality.options import Limits, ReadOptions
    from geodata.read.sandbox import server
    from geodata.read.sandbox.job import Job

    def job(name, seconds=20.0):
        folder = Path(name)
        folder.mkdir()
        (folder / "upload.csv").write_bytes(b"name,lon,lat\\na,106.55,29.56\\n")
        limits = Limits(seconds=seconds, memory_mib=900)
        return Job(folder.resolve(), "upload.csv", "x.csv", ReadOptions(), limits)
"""
ENDS = """
    ends = {
        "returns": lambda: None,
        "sleeps": lambda: time.sleep(30),
        "takes": lambda: [b"x" * 10**8 for _ in range(100)],
        "is killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "fails": lambda: 1 / 0,
    }
    server.confine = lambda _folder, _limits: None
    server.run = lambda job: ends[job.folder.name]()
    print(json.dumps({name: server._in_child(job(name, 1.0 if name == "sleeps" else 20.0))["state"] for name in ends}))
"""
LINES = """
    jobs = [json.dumps(job(name).as_record()) for name in "ab"]
    server.serve(iter(jobs), sys.stdout)
"""


@forks
def test_whatever_a_child_does_the_server_goes_on(program: Callable[[str], str]) -> None:
    assert json.loads(program(SOURCE + ENDS)) == {
        "returns": "done",
        "sleeps": "time",
        "takes": "memory",
        "is killed": "crash",
        "fails": "crash",
    }


@forks
def test_jobs_come_in_and_states_go_out_line_by_line(tmp_path: Path, program: Callable[[str], str]) -> None:
    answers = program(SOURCE + LINES).splitlines()
    assert [json.loads(line)["state"] for line in answers] == ["done", "done"]
    assert all((tmp_path / folder / RESULT).is_file() for folder in "ab")


def test_a_process_is_starved_when_it_has_taken_nearly_all_it_may_have() -> None:
    assert server._is_starved(100, 950, limit=1000)
    assert not server._is_starved(100, 850, limit=1000)
    assert not server._is_starved(940, 950, limit=1000)  # it came with what it has
    assert server._data(os.getpid()) > 0
    assert server._data(2**22 + 1) == 0


def test_memory_of_a_process_that_is_not_there() -> None:
    assert server._resident(2**30) == 0
