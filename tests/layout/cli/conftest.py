"""What the tests of the command line share: English, and the real server in a process of its own."""

import http.client
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

PATIENCE_S = 90

Fetch = Callable[[str], tuple[int, str, bytes]]
Serve = Callable[..., AbstractContextManager[Fetch]]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands speak English whatever the machine speaks; what a run sets is undone after each test."""
    monkeypatch.setenv("CQLAYOUT_LANG", "en")


def _fetch(port: int, path: str) -> tuple[int, str, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers.get_content_type(), answer.read()


def _wait_until_healthy(port: int, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()[1]
        try:
            if _fetch(port, "/_stcore/health")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not answer in time")


@contextmanager
def _serve(program: list[str], *, folder: Path, path: Path) -> Iterator[Fetch]:
    """Run `<program> app` on a free port from `folder`, importing from `path`; give a function that fetches from it."""
    with subprocess.Popen(
        [*program, "app", "--port", "0", "--address", "127.0.0.1"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            found = re.search(r":(\d+)/", process.stdout.readline())
            assert found, process.communicate()[1]
            port = int(found.group(1))
            _wait_until_healthy(port, process)
            yield lambda path: _fetch(port, path)
        finally:
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=30)
    assert "Traceback" not in said


@pytest.fixture
def app_server() -> Serve:
    """Return a context manager that runs the real server."""
    return _serve
