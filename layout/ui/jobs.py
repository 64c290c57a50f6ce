"""Long work beside the page: it runs in a thread of its own, tells how far it is, and stops when told to.

A page that starts a job stays alive; what is running is found again by its key after every rerun and language switch.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

KEPT_JOBS: Final = 60


@dataclass(eq=False)
class Job:
    """One piece of long work.

    Parameters
    ----------
    key
        What it computes.
    limit_s
        Seconds that it may take, for the bar of its progress.
    stage
        Word for what is being done now.
    best, bound
        How far it has come, in the words of the work itself; None where nothing is known yet.
    result, error
        What came out of it.
    """

    key: str
    limit_s: float
    stage: str = "start"
    best: float | None = None
    bound: float | None = None
    result: Any = None
    error: Exception | None = None
    began: float = field(default_factory=time.monotonic)
    cancel: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def elapsed_s(self) -> float:
        """Return the seconds since it began."""
        return time.monotonic() - self.began

    @property
    def share(self) -> float:
        """Return the share of its time that has passed, 0 to 1."""
        return min(1.0, self.elapsed_s / max(self.limit_s, 1e-9))


Work = Callable[[Job], Any]
_jobs: OrderedDict[str, Job] = OrderedDict()
_lock = threading.Lock()


def start(key: str, work: Work, *, limit_s: float) -> Job:
    """Return the job of this key: the one that runs already, or a new one.

    Parameters
    ----------
    key
        What it computes.
    work
        Called with the job in a thread of its own; its return value is the result.
    limit_s
        Seconds that it may take.
    """
    with _lock:
        known = _jobs.get(key)
        if known is not None and not known.done.is_set():
            return known
        job = _jobs[key] = Job(key, limit_s)
        _jobs.move_to_end(key)
        for old in [name for name, one in _jobs.items() if one.done.is_set()][: -KEPT_JOBS or None]:
            del _jobs[old]
    threading.Thread(target=_run, args=(job, work), daemon=True, name=f"job-{key[:24]}").start()
    return job


def find(key: str | None) -> Job | None:
    """Return the job of this key, None where there is none (any more)."""
    with _lock:
        return None if key is None else _jobs.get(key)


def _run(job: Job, work: Work) -> None:
    """Do the work and keep what came of it; an error is kept for the page, which shows it."""
    try:
        job.result = work(job)
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it: the page raises what is kept here
        job.error = error
    finally:
        job.done.set()
