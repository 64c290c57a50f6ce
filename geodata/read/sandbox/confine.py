"""A process gives up what it does not need before it reads a hostile file: for good, and by all means that the system has."""

import os
import sys
import sysconfig
from dataclasses import asdict, dataclass
from pathlib import Path

from geodata.quality.options import Limits
from geodata.read.sandbox import landlock, seccomp
from geodata.read.sandbox.environment import package_root

_MIB = 1024 * 1024
_OPEN_FILES = 128
# Events of the interpreter that are refused where the kernel cannot do it.
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.fork",
    "pty.",
    "urllib.",
    "ftplib.",
)


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the system has granted.

    Parameters
    ----------
    limits
        Limits on processor time, memory and file size.
    files
        Files other than the program's own and the work folder cannot be opened.
    calls
        No socket can be made and no program started, by the kernel.
    interpreter
        The same refused by the interpreter, where the kernel cannot.
    """

    limits: bool
    files: bool
    calls: bool
    interpreter: bool

    def as_record(self) -> dict[str, bool]:
        """Return what was granted as plain JSON types."""
        return asdict(self)


def confine(folder: Path, limits: Limits) -> Confinement:
    """Confine this process to `folder` and to `limits`, for good.

    Parameters
    ----------
    folder
        The only folder in which files may be read and written, beside the program's own.
    limits
        How much time, memory and file size it may take.

    Returns
    -------
    Confinement
        What the system has granted; nothing is asked for that could stop the reading itself.
    """
    os.chdir(folder)
    limited = _limit(limits)
    seccomp.no_new_privileges()
    files = landlock.restrict(_program_files(), [folder])
    calls = seccomp.install()
    if not calls:
        sys.addaudithook(_refuse)
    return Confinement(limits=limited, files=files, calls=calls, interpreter=not calls)


def _program_files() -> list[Path]:
    """Return what the program itself is made of: interpreter, libraries and packages."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    packages = [
        entry for entry in sys.path if entry and Path(entry).name in {"site-packages", "dist-packages"}
    ]
    system = [
        "/usr/lib",
        "/usr/lib64",
        "/usr/local/lib",
        "/usr/share",
        "/lib",
        "/lib64",
        "/etc/ld.so.cache",
        "/etc/localtime",
    ]
    devices = [
        "/dev/null",
        "/dev/urandom",
        "/dev/zero",
        "/proc/self",
        "/proc/cpuinfo",
        "/sys/devices/system/cpu",
    ]
    root = package_root()
    return [Path(name) for name in (*prefixes, *packages, *system, *devices)] + [root / "geodata"]


def _limit(limits: Limits) -> bool:
    """Set the limits of the operating system; return whether there are such."""
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return False
    seconds = int(limits.seconds) + 2
    wanted = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: limits.expanded_bytes + 64 * _MIB,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_CORE: 0,
        # on Linux this counts all private writable memory, and unlike RLIMIT_AS no mere reservations
        resource.RLIMIT_DATA: limits.memory_bytes,
    }
    for kind, value in wanted.items():
        hard = resource.getrlimit(kind)[1]
        lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (lowest, lowest))
    return True


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    """Refuse connections and programs; an audit hook cannot be removed again."""
    if event.startswith(_REFUSED):
        message = f"refused while an upload is read: {event}"
        raise PermissionError(message)
