"""Long work on an upload in the background: the page shows how long it has run and lets the reader give it up."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from geodata.quality.options import Limits, ReadOptions
from geodata.read import Sandbox
from layout.workflow.intake.looking import Looked, look_at

_INSIST_S = 0.1


Found = TypeVar("Found")


class Background(Generic[Found]):
    """Work with a reading process of its own, in a thread of its own.

    Parameters
    ----------
    work
        What is done; it is given the reading process.
    """

    def __init__(self, work: Callable[[Sandbox], Found]) -> None:
        self._work = work
        self._started = time.monotonic()
        self._sandbox = Sandbox(1, warm=False)
        self._found: Found | None = None
        self._error: Exception | None = None
        self._given_up = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        """Do the work and keep what was found."""
        try:
            with self._sandbox as own:
                self._found = self._work(own)
        except Exception as error:  # noqa: BLE001 - handed to the page, which asks for the result
            self._error = error

    @property
    def running(self) -> bool:
        """Return whether it still reads."""
        return self._thread.is_alive()

    @property
    def given_up(self) -> bool:
        """Return whether the reader gave it up."""
        return self._given_up

    @property
    def seconds(self) -> float:
        """Return how long ago it began."""
        return time.monotonic() - self._started

    def wait(self, seconds: float) -> None:
        """Wait for the end, at most so long."""
        self._thread.join(seconds)

    def give_up(self) -> None:
        """End the reading process; what it would have found is not used."""
        if not self._given_up:
            self._given_up = True
            threading.Thread(target=self._insist, daemon=True).start()

    def _insist(self) -> None:
        """End the reading process, also one that is only about to start."""
        while self._thread.is_alive():
            self._sandbox.cancel()
            self._thread.join(_INSIST_S)

    def outcome(self) -> Found | None:
        """Return what was found, also by work that was given up too late; None where it found nothing.

        Raises
        ------
        Exception
            What the work has raised.
        """
        if self._error is not None:
            raise self._error
        return self._found

    def result(self) -> Found:
        """Return what was found.

        Raises
        ------
        RuntimeError
            It still reads, or was given up: a fault of ours.
        """
        if self._error is not None:
            raise self._error
        if self._found is None or self._given_up:
            message = "asked for the result of a reading that has none"
            raise RuntimeError(message)
        return self._found


class BackgroundLook(Background[Looked]):
    """One upload being read, in a reading process of its own.

    Parameters
    ----------
    name, raw
        The client's name and the bytes, or a file of this server.
    options
        The person's answers.
    limits
        How much reading may take.
    """

    def __init__(self, name: str, raw: bytes | Path, *, options: ReadOptions, limits: Limits) -> None:
        self.options = options
        self.limits = limits
        super().__init__(lambda own: look_at(name, raw, options=options, limits=limits, sandbox=own))
