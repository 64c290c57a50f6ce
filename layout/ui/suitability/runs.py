"""Full runs in the background: one thread a run, with progress, cancel, and the files it wrote."""

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final, Literal

from geodata.errors import ExplainedError
from layout.config.suitability_toml import dump_suitability_case
from layout.ui.suitability.files import new_folder
from layout.ui.suitability.shown import Source, token_of
from layout.workflow.suitability.result import SuitabilityResult
from layout.workflow.suitability.run import Manner, run_suitability

KEPT: Final = 12
State = Literal["running", "done", "failed", "cancelled"]


class _CancelledError(Exception):
    """The reader has cancelled the run."""


@dataclass(slots=True)
class Job:
    """One full run.

    Parameters
    ----------
    source
        What is run.
    folder
        Where its files are when it is done.
    share
        How much is done, 0 to 1.
    state
        What became of it.
    result, error
        What came out; a fault that is no explained error is told by the kind of its exception.
    seconds
        How long it took.
    """

    source: Source
    folder: Path
    share: float = 0.0
    state: State = "running"
    result: SuitabilityResult | None = None
    error: ExplainedError | str | None = None
    seconds: float = 0.0
    _stop: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def cancel(self) -> None:
        """Ask the run to end at its next strip."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until the run has ended, at most so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def files(self) -> list[Path]:
        """Return the files that the run wrote, by name."""
        return (
            sorted(path for path in self.folder.iterdir() if path.is_file()) if self.state == "done" else []
        )

    def start(self) -> None:
        """Begin the run in a thread of its own."""
        self._thread = Thread(target=self._work, name="suitability-run", daemon=True)
        self._thread.start()

    def _watch(self, done: float) -> None:
        """Take over the progress, and end the run where that is wanted."""
        if self._stop.is_set():
            raise _CancelledError
        self.share = done

    def _work(self) -> None:
        """Run and keep what came of it."""
        begun = time.monotonic()
        manner = Manner(watch=self._watch, shapes=self.source.shapes, reuse=True)
        try:
            self.result = run_suitability(
                self.source.case, self.source.folder, out=self.folder, manner=manner
            )
            state: State = "done"
        except _CancelledError:
            state = "cancelled"
        except ExplainedError as error:
            self.error, state = error, "failed"
        except Exception as error:  # noqa: BLE001 - whatever it is, the page must tell it instead of waiting for ever
            self.error, state = type(error).__name__, "failed"
        self.seconds = time.monotonic() - begun
        self.state = state


_jobs: OrderedDict[str, Job] = OrderedDict()
_lock = Lock()


def job_key(source: Source) -> str:
    """Return what tells runs apart: the study, and its case with the weights."""
    return f"{token_of(source)}\n{dump_suitability_case(source.case)}"


def find_job(source: Source) -> Job | None:
    """Return the latest run of exactly this case on this server."""
    with _lock:
        return _jobs.get(job_key(source))


def start_job(source: Source) -> Job:
    """Start a run and return it; one that is under way already is returned instead."""
    key = job_key(source)
    with _lock:
        known = _jobs.get(key)
        if known is not None and known.state in {"running", "done"}:
            return known
        job = Job(source, new_folder())
        _jobs[key] = job
        _jobs.move_to_end(key)
        while len(_jobs) > KEPT:
            _jobs.popitem(last=False)[1].cancel()
    job.start()
    return job
