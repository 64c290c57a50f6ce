"""Small programs run in a process of their own, so that what they give up is not given up by the tests."""

import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.read.sandbox.environment import child_environment


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], str]:
    """Return what a program prints; it runs in the environment of the reading process."""

    def run(source: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(source)],
            capture_output=True, text=True, timeout=50, check=False, cwd=tmp_path, env=dict(child_environment(tmp_path)),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run
