"""Bubblewrap around the reading process, where it is installed and allowed: no network, nothing writable but temporary files."""

import shutil
import subprocess
import tempfile
from functools import cache

_PROBE_S = 10.0


def arguments() -> list[str]:
    """Return the options of `bwrap` in front of the command of the reading process.

    All files are read-only but the folder of temporary files, in which the work folders lie; the finer rules on files are those
    of the child itself.
    """
    writable = tempfile.gettempdir()
    return [
        *("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--bind", writable, writable),
        *("--unshare-net", "--unshare-ipc", "--unshare-uts", "--die-with-parent", "--new-session", "--"),
    ]


@cache
def program() -> str | None:
    """Return the path of `bwrap` if a trial run succeeds: many containers have it and may not use it."""
    found = shutil.which("bwrap")
    if found is None:
        return None
    try:
        command = [found, *arguments(), "true"]
        trial = subprocess.run(command, capture_output=True, timeout=_PROBE_S, check=False)  # noqa: S603 - a trial of the program on the path
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found if trial.returncode == 0 else None


def wrapped(command: list[str]) -> list[str]:
    """Return the command to start: inside of bubblewrap where that works, else as it is.

    Parameters
    ----------
    command
        Program and arguments.
    """
    wrapper = program()
    return command if wrapper is None else [wrapper, *arguments(), *command]
