"""The process that reads uploads: it waits for jobs, and for each one it forks a child that confines itself.

The server itself never looks at a file. Its children start with the libraries already loaded, so that a job costs some
milliseconds, and end with the job, so that nothing of one file is left for the next. Where a system cannot fork, the process
confines itself, does one job and ends.

It speaks lines of JSON: a job comes in on standard input, a state goes out on standard output.
"""

import contextlib
import importlib
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import TextIO

from geodata.read.sandbox.confine import confine
from geodata.read.sandbox.job import Job, run

_POLL_S = 0.004
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_KIB = 1024
_NEARLY = 0.9
_FAULT = "fault.txt"
_LONGEST_FAULT = 4_000


def preload() -> None:
    """Load the libraries of all formats and the boundaries, for the children to share."""
    import pyarrow.parquet  # noqa: F401, PLC0415 - loaded for the children
    import pyogrio  # noqa: F401, PLC0415 - as above
    import rasterio  # noqa: F401, PLC0415 - as above

    from geodata.crs_proposals import chongqing  # noqa: PLC0415 - as above
    from geodata.quality.districts import districts  # noqa: PLC0415 - as above
    from geodata.quality.findings import templates  # noqa: PLC0415 - as above
    from geodata.read import check, encoding, handover  # noqa: F401, PLC0415 - as above

    templates()
    chongqing()
    districts()


def serve(source: TextIO, answers: TextIO) -> None:
    """Do the jobs of `source` one by one until it ends.

    Parameters
    ----------
    source
        Where jobs come in, one a line.
    answers
        Where the state of each goes out, one a line.
    """
    for line in source:
        job = Job.from_record(json.loads(line))
        state = _in_child(job) if hasattr(os, "fork") else _here(job)
        answers.write(f"{json.dumps(state)}\n")
        answers.flush()
        if not hasattr(os, "fork"):
            return


def _here(job: Job) -> dict[str, str]:
    """Do a job in this process, which ends with it; the caller watches the time."""
    confine(job.folder, job.limits)
    run(job)
    return {"state": "done", "detail": ""}


def _in_child(job: Job) -> dict[str, str]:
    """Do a job in a child and return how it ended."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            _silence()
            os.setsid()
            confine(job.folder, job.limits)
            run(job)
            code = 0
        except MemoryError:
            code = 3
        except BaseException:  # noqa: BLE001 - whatever happens, the child ends here and the server goes on
            _leave_fault(job.folder)
        finally:
            os._exit(code)
    return _watch(pid, job)


def _silence() -> None:
    """Take the server's channels away from a child: it must not answer in its place."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)


def _leave_fault(folder: Path) -> None:
    """Leave the traceback of our own fault in the work folder, for the log of the parent."""
    with contextlib.suppress(OSError, MemoryError):
        (folder / _FAULT).write_text(
            traceback.format_exc()[-_LONGEST_FAULT:], encoding="utf-8", errors="replace"
        )


def _watch(pid: int, job: Job) -> dict[str, str]:
    """Wait for a child within the limits of its job; return its state: done, time, memory or crash."""
    deadline = time.monotonic() + job.limits.seconds
    began = _data(pid)
    stopped = ""
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > deadline:
            # a parser that has run out of memory may hang instead of ending
            starved = _is_starved(began, _data(pid), limit=job.limits.memory_bytes)
            stopped = "memory" if starved else "time"
        elif _resident(pid) > job.limits.memory_bytes:
            stopped = "memory"
        if stopped:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            break
        time.sleep(_POLL_S)
    code = os.waitstatus_to_exitcode(status)
    if stopped:
        return {"state": stopped, "detail": ""}
    if code == -signal.SIGXCPU:
        return {"state": "time", "detail": ""}
    if code == 3:  # noqa: PLR2004 - the exit code of _in_child for want of memory
        return {"state": "memory", "detail": ""}
    return {"state": "done" if code == 0 else "crash", "detail": "" if code == 0 else f"exit {code}"}


def _resident(pid: int) -> int:
    """Return the memory of a process that is in use, in bytes; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


def _is_starved(began: int, taken: int, *, limit: int) -> bool:
    """Return whether a process that began with some memory has since taken nearly all that it may have, in bytes."""
    return taken > _NEARLY * limit and taken - began > (1 - _NEARLY) * limit


def _data(pid: int) -> int:
    """Return the memory that RLIMIT_DATA limits (VmData), in bytes; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmData:")[2].split()[0]) * _KIB
    except (OSError, ValueError, IndexError):
        return 0


def main() -> None:
    """Serve on the standard streams; warm when asked to."""
    # what every file needs is loaded before the clock of a job begins to run
    importlib.import_module("geodata.read.check")
    if "--warm" in sys.argv[1:]:
        preload()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    answers.write('{"state": "ready", "detail": ""}\n')
    answers.flush()
    serve(sys.stdin, answers)


if __name__ == "__main__":
    main()
