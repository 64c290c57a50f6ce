"""Files that libraries write by path, put in place whole or not at all.

GDAL, SQLite and Arrow want a path of their own and several of them do not notice a full disk. So a file is written in a
temporary folder beside its place, read back by the writer, flushed to the disk and only then renamed over the older
one. A process that is killed leaves the older file and a `.part` folder, which the next write of that file removes.
"""

import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import GeodataError, WriteError
from geodata.write.atomic import flush_folder, new_parents, stage_beside, write_error

# A library that fails for want of room frees what it took before anybody can ask how much was left
_FULL_BELOW_BYTES = 1_048_576
_STALE_S = 24 * 3_600.0


@contextmanager
def staged(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield the path to write to; on leaving without an error the file there takes the place of `path`.

    Parameters
    ----------
    path
        Where the file belongs; missing parent folders are made. The path yielded has the same name and lies in an own
        temporary folder, so that side files of a library go away with it.

    Raises
    ------
    WriteError
        The block or the disk failed; an older file is still there unchanged and nothing else was left behind.
    """
    target = Path(path)
    try:
        with new_parents(target.parent / "file"), stage_beside(target) as stage:
            _remove_stale(target, keep=stage)
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            fresh = stage / target.name
            yield fresh
            flush_file(fresh)
            fresh.replace(target)
            flush_folder(target.parent)
    except GeodataError:
        raise
    except OSError as error:
        raise explained(target, error) from error
    except (RuntimeError, sqlite3.Error) as error:  # pyogrio's and SQLite's own errors
        raise explained(target, error) from error


def flush_file(path: Path) -> None:
    """Wait until a file is on the disk.

    Parameters
    ----------
    path
        An existing file.

    Raises
    ------
    OSError
        The disk could not take it.
    """
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def explained(target: Path, error: Exception) -> WriteError:
    """Return the error to show: what the system said, or the full disk that a library did not name.

    Parameters
    ----------
    target
        What was to be written.
    error
        What the system or a library raised.
    """
    if isinstance(error, OSError) and error.errno:
        return write_error(target, error)
    said = " ".join(str(error).split()) or type(error).__name__
    if _disk_is_full(target) or any(words in said for words in ("disk is full", "No space left")):
        return write_error(target, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    return WriteError(
        en=f"Output {target}: {said}; nothing was written. Check the folder and its free space.",
        zh=f"输出 {target}：{said}；未写入任何文件。请检查文件夹及剩余空间。",
    )


def _disk_is_full(target: Path) -> bool:
    """Return whether the disk of `target` has no room left to speak of."""
    for parent in target.parents:
        if parent.is_dir():
            return shutil.disk_usage(parent).free < _FULL_BELOW_BYTES
    return False


def _remove_stale(target: Path, *, keep: Path) -> None:
    """Remove the temporary folders that killed writers of the same file left more than a day ago."""
    for left in target.parent.glob(f".{_literal(target.name)}.*.part"):
        if left != keep and left.is_dir() and time.time() - left.stat().st_mtime > _STALE_S:
            shutil.rmtree(left, ignore_errors=True)


def _literal(name: str) -> str:
    """Return a name in which no character is special to glob."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
