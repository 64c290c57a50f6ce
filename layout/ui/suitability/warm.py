"""The process beside the server that compiles what a study needs, and how long a page still waits for it."""

import atexit
import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import layout
from layout.resources import bundle_folder

PATIENCE_S = 120.0
STUDY = ("cases", "suitability", "regional.toml")


class Warming:
    """A process that compiles, and what it has said so far."""

    def __init__(self, command: list[str]) -> None:
        """Start the process; it says a line when a page need not wait any more."""
        home = str(Path(layout.__file__).parent.parent)
        paths = os.pathsep.join(part for part in (home, os.environ.get("PYTHONPATH", "")) if part)
        self._ready = Event()
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell, no argument from outside
            command,
            env=os.environ | {"PYTHONPATH": paths},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        atexit.register(self.end)
        Thread(target=self._listen, name="suitability-warm", daemon=True).start()

    def _listen(self) -> None:
        """Wait for the line, or for the end of a process that never says it."""
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe above
        self._process.stdout.readline()
        self._ready.set()
        self._process.wait()

    def end(self) -> None:
        """End the process, as the server does when it goes."""
        self._process.terminate()

    @property
    def going_on(self) -> bool:
        """Return whether a page still has to wait."""
        return not self._ready.is_set()

    def wait(self, seconds: float = PATIENCE_S) -> bool:
        """Return whether the process is ready, after so many seconds at most."""
        return self._ready.wait(seconds)


_begun: list[Warming] = []


def begin() -> None:
    """Start compiling in a process of its own, once a server; where everything is compiled it ends within seconds.

    Where no process can be started nothing is lost: the page then compiles for itself.
    """
    if _begun:
        return
    try:
        _begun.append(
            Warming(
                [
                    sys.executable,
                    "-m",
                    "layout.workflow.suitability.warm",
                    str(bundle_folder().joinpath(*STUDY)),
                ]
            )
        )
    except OSError:
        return


def warming() -> bool:
    """Return whether the process is still at work on what a page needs."""
    return any(one.going_on for one in _begun)


def wait() -> None:
    """Return when a study can be opened without compiling, or when patience is at its end."""
    for one in _begun:
        one.wait()
