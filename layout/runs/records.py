"""The SQLite file of a store of runs: write-ahead log, full synchronisation, one writer at a time, read-only folders.

A run is acknowledged when its transaction is on the disk; a process that is killed before leaves nothing of it.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import DataFormatError, DataMissingError, WriteError
from geodata.sqlite_file import Marks, connect, make_tables, marks_of, transaction

RECORDS = "runs.sqlite"
MARKS = Marks(0x43514C52, 1)  # "CQLR"
SCHEMA = (
    """CREATE TABLE IF NOT EXISTS run (
  run_id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, created_utc TEXT NOT NULL,
  who TEXT NOT NULL, settings TEXT NOT NULL, environment TEXT NOT NULL, digest TEXT NOT NULL, result BLOB NOT NULL)""",
    "CREATE TABLE IF NOT EXISTS content (sha256 TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL)",
    """CREATE TABLE IF NOT EXISTS input (
  run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE, name TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES content,
  PRIMARY KEY (run_id, name))""",
    """CREATE TABLE IF NOT EXISTS tag (
  run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE, tag TEXT NOT NULL, PRIMARY KEY (run_id, tag))""",
)


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection that sees one committed state.

    Raises
    ------
    DataMissingError
        The folder holds no store of runs.
    DataFormatError
        The file is no store of this format, or damaged.
    """
    path = folder / RECORDS
    if not path.is_file():
        raise DataMissingError(
            en=f"{folder}: no runs are kept here; name the folder that was given to --keep.",
            zh=f"{folder}：此处没有保存的运行；请指定 --keep 所用的文件夹。",
        )
    writable = os.access(folder, os.W_OK) and os.access(path, os.W_OK)
    try:
        with contextlib.closing(connect(path, "mode=rw" if writable else "mode=ro&immutable=1")) as base:
            _check(base, path)
            base.execute("BEGIN")
            yield base
    except sqlite3.Error as error:
        raise _damaged(path, error) from error


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection inside one transaction, making the store where there is none; an error undoes all.

    Raises
    ------
    WriteError
        The folder cannot be made or written, the disk is full, or others kept the file busy for a minute.
    DataFormatError
        The file is no store of this format, or damaged.
    """
    path = folder / RECORDS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(connect(path, "mode=rwc")) as base:
            base.execute("PRAGMA journal_mode=WAL")
            with transaction(base):
                _prepare(base, path)
                yield base
    except sqlite3.OperationalError as error:
        raise _unwritable(path, error) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error
    except OSError as error:
        raise _unwritable(path, error) from error


def _prepare(base: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file, or check those of an older one."""
    empty = base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty:
        make_tables(base, MARKS, schema=SCHEMA)
    _check(base, path)


def _check(base: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is no store of runs of this format."""
    if marks_of(base) != MARKS:
        raise DataFormatError(
            en=f"{path}: not a store of runs of format {MARKS.version}; choose another folder, or install a newer version.",
            zh=f"{path}：不是格式 {MARKS.version} 的运行库；请另选文件夹，或安装新版本。",
        )


def _damaged(path: Path, error: Exception) -> DataFormatError:
    """Return the error for a file that cannot be read as a store."""
    return DataFormatError(
        en=f"{path}: cannot be read as a store of runs ({error}); restore it from a copy.",
        zh=f"{path}：无法作为运行库读取（{error}）；请从备份恢复。",
    )


def _unwritable(path: Path, error: Exception) -> WriteError:
    """Return the error for a run that could not be kept."""
    return WriteError(
        en=f"{path}: the run could not be kept ({error}); free the disk or choose a folder that can be written.",
        zh=f"{path}：运行未能保存（{error}）；请腾出磁盘空间或改用可写的文件夹。",
    )
