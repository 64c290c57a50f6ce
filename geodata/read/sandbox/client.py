"""The side of the application: hands files to reading processes and takes their reports, trusting neither."""

import contextlib
import json
import os
import queue
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from geodata.quality.findings import finding
from geodata.read.report import Report, account
from geodata.read.sandbox.bubblewrap import wrapped
from geodata.read.sandbox.environment import child_environment, package_root
from geodata.read.sandbox.job import RESULT, Job

_STARTING_S = 60.0
_GRACE_S = 3.0
_LONGEST_RESULT = 32 * 1024 * 1024


class Reader:
    """One reading process.

    Parameters
    ----------
    warm
        Load the libraries of all formats at once: for a server that lives on, not for a single file.
    """

    def __init__(self, *, warm: bool) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="cqlayout-reader-")
        command = [sys.executable, "-m", "geodata.read.sandbox.server", *(["--warm"] if warm else [])]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell, no argument from outside
            wrapped(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(child_environment(Path(self._home.name))),
            cwd=package_root(),
            text=True,
            encoding="utf-8",
            start_new_session=os.name == "posix",
        )
        self._ready = False
        self._broken = False

    def read(self, job: Job) -> dict[str, str]:
        """Return how a job ended: done, time, memory or crash.

        Parameters
        ----------
        job
            What is to be done.
        """
        assert self._process.stdin is not None  # noqa: S101 - opened as a pipe above
        if not self._ready and self._answer(_STARTING_S)["state"] != "ready":
            self._broken = True
            return {"state": "crash", "detail": "no start"}
        self._ready = True
        try:
            self._process.stdin.write(f"{json.dumps(job.as_record())}\n")
            self._process.stdin.flush()
        except OSError:
            self._broken = True
            return {"state": "crash", "detail": "no process"}
        return self._answer(job.limits.seconds + _GRACE_S)

    def _answer(self, seconds: float) -> dict[str, str]:
        """Return the next line of the process; a process that is silent too long is ended."""
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe above
        watch = threading.Timer(seconds, self._process.kill)
        watch.start()
        try:
            line = self._process.stdout.readline()
        finally:
            in_time = watch.is_alive()
            watch.cancel()
        if not line:
            self._broken = True
            return {"state": "crash" if in_time else "time", "detail": "ended"}
        found = json.loads(line)
        return {"state": str(found["state"]), "detail": str(found["detail"])}

    @property
    def alive(self) -> bool:
        """Return whether the process still runs and can take another job."""
        return not self._broken and self._process.poll() is None and hasattr(os, "fork")

    def kill(self) -> None:
        """End the process at once, whatever it is doing; the job that it reads ends as crashed."""
        self._broken = True
        self._process.kill()

    def close(self) -> None:
        """End the process."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            self._process.wait(timeout=_GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._home.cleanup()


class Sandbox:
    """Some reading processes, started when they are needed; safe to use from several threads.

    Parameters
    ----------
    size
        How many files may be read at the same time.
    warm
        As for :class:`Reader`.
    """

    def __init__(self, size: int = 2, *, warm: bool = True) -> None:
        self._warm = warm
        self._free: queue.LifoQueue[Reader | None] = queue.LifoQueue()
        for _ in range(size):
            self._free.put(None)
        self._size = size
        self._busy: set[Reader] = set()

    def __enter__(self) -> Self:
        """Return the sandbox itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes."""
        self.close()

    def run(self, job: Job) -> Report:
        """Return the report of a job; a process that fails gives a report that says so.

        Parameters
        ----------
        job
            What is to be done.
        """
        with self._reader() as reader:
            state = reader.read(job)
        if state["state"] == "done":
            report = _result(job)
            if report is not None:
                return report
            state = {"state": "crash", "detail": "no report"}
        return _failed(job, state)

    @contextlib.contextmanager
    def _reader(self) -> Iterator[Reader]:
        """Yield a free process; one that has ended is replaced at the next job."""
        reader = self._free.get()
        if reader is None:
            reader = Reader(warm=self._warm)
        self._busy.add(reader)
        try:
            yield reader
        finally:
            self._busy.discard(reader)
            if reader.alive:
                self._free.put(reader)
            else:
                reader.close()
                self._free.put(None)

    def cancel(self) -> None:
        """End what is being read now; each such job reports a reading process that ended."""
        for reader in tuple(self._busy):
            reader.kill()

    def close(self) -> None:
        """End all processes; waits for those that still read."""
        for _ in range(self._size):
            reader = self._free.get()
            if reader is not None:
                reader.close()
        for _ in range(self._size):
            self._free.put(None)


def _result(job: Job) -> Report | None:
    """Return the report that the child has left; only a plain file of moderate size counts, never a link."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(job.folder / RESULT, flags)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            return None
        raw = stream.read(_LONGEST_RESULT + 1)
    if len(raw) > _LONGEST_RESULT:
        return None
    try:
        return Report.from_record(json.loads(raw))
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def _failed(job: Job, state: dict[str, str]) -> Report:
    """Return the report of a file whose reading was stopped or failed."""
    if state["state"] == "time":
        found = finding("limit-time", file=job.file, limit=f"{job.limits.seconds:g}")
    elif state["state"] == "memory":
        found = finding("limit-memory", file=job.file, limit=job.limits.memory_mib)
    else:
        found = finding("reader-crashed", file=job.file, problem=state["detail"])
    return account(job.file, [found], layer=None)
