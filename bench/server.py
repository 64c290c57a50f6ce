"""The real server in a process of its own, as `cqlayout app` starts it, on a free port."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

PATIENCE_S = 90.0


@contextmanager
def serving() -> Iterator[str]:
    """Yield the address of a running server."""
    command = [sys.executable, "-m", "layout.cli.main", "app", "--port", "0", "--address", "127.0.0.1"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        try:
            found = re.search(r":(\d+)/", process.stdout.readline())
            assert found, "the server did not say where it is"
            port = int(found.group(1))
            _wait(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(port: int, process: "subprocess.Popen[str]") -> None:
    """Return once the server answers."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/_stcore/health")
                if connection.getresponse().status == http.client.OK:
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not answer in time")  # noqa: EM101, TRY003 - one short sentence
