"""The records of a workspace: one SQLite file, safe under many sessions, killed processes, full disks.

* Write-ahead log with `synchronous=FULL`: what was committed survives a killed process and a power cut.
* Every change runs in `BEGIN IMMEDIATE`, so that two sessions never read the same state and both write; a busy file is
  waited for.
* A folder that cannot be written is opened `immutable`. A log left by a killed session holds committed changes that
  an immutable file would not show, so then a private copy of both is opened instead.
"""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import WriteError
from geodata.sqlite_file import BUSY_S, Marks, connect, make_tables, marks_of, transaction
from geodata.workspace.errors import ReadOnlyError, WorkspaceError
from geodata.write.atomic import flush_folder
from geodata.write.staged import explained, flush_file

RECORDS = "workspace.sqlite"
MARKS = Marks(0x43514C59, 1)  # "CQLY"

SCHEMA = (
    "CREATE TABLE item (item_id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, binned TEXT)",
    "CREATE TABLE original (sha256 TEXT PRIMARY KEY NOT NULL, size INTEGER NOT NULL)",
    """CREATE TABLE version (
  item_id TEXT NOT NULL REFERENCES item, number INTEGER NOT NULL, created TEXT NOT NULL, file TEXT NOT NULL,
  sha256 TEXT NOT NULL, size INTEGER NOT NULL, rows INTEGER NOT NULL, original TEXT REFERENCES original,
  restored_from INTEGER, details TEXT NOT NULL, PRIMARY KEY (item_id, number))""",
)


def create_records(folder: Path) -> None:
    """Make the records of a new workspace; they appear whole or not at all.

    Parameters
    ----------
    folder
        An existing folder.

    Raises
    ------
    WorkspaceError
        There is a workspace already.
    WriteError
        The folder is full or read-only.
    """
    target = folder / RECORDS
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=f".{RECORDS}.", suffix=".part") as stage:
            fresh = Path(stage) / RECORDS
            with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as base:
                base.execute("PRAGMA journal_mode=WAL")
                make_tables(base, MARKS, schema=SCHEMA)
            flush_file(fresh)
            _put_in_place(fresh, target)
            flush_folder(folder)
    except FileExistsError as error:
        raise WorkspaceError(
            en=f"Workspace {folder}: there is one already; open it.",
            zh=f"工作区 {folder} 已存在；请直接打开。",
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise explained(target, error) from error


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection that sees the last committed state.

    Parameters
    ----------
    folder
        The workspace.

    Raises
    ------
    WorkspaceError
        The folder is no workspace of this format, or its records are damaged.
    """
    path = _existing(folder)
    with contextlib.ExitStack() as stack:
        try:
            base = stack.enter_context(contextlib.closing(_open_for_reading(path, stack)))
            base.execute("BEGIN")  # all statements see one state
            yield base
        except sqlite3.Error as error:
            raise damaged(folder, error) from error


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a workspace inside one transaction; leaving the block commits it, an error undoes it.

    Raises
    ------
    ReadOnlyError
        The folder cannot be written.
    WriteError
        The disk is full, or other sessions kept the records busy for a minute.
    WorkspaceError
        As `reading`.
    """
    path = _existing(folder)
    refuse_read_only(folder)
    try:
        with contextlib.closing(_open(path, "mode=rw")) as base, transaction(base):
            yield base
    except sqlite3.DatabaseError as error:
        raise _write_failed(folder, error) from error


def is_writable(folder: Path) -> bool:
    """Return whether this process may write into a workspace."""
    return os.access(folder, os.W_OK) and os.access(folder / RECORDS, os.W_OK)


def refuse_read_only(folder: Path) -> None:
    """Raise `ReadOnlyError` if this process may not write into a workspace, before anything is written."""
    if not is_writable(folder):
        raise _read_only(folder)


def damaged(folder: Path, error: Exception) -> WorkspaceError:
    """Return the error for records that cannot be read.

    Parameters
    ----------
    folder
        The workspace.
    error
        What SQLite said.
    """
    return WorkspaceError(
        en=f"Workspace {folder}: the records cannot be read ({error}); import an exported archive, or ask for help with"
        f" {RECORDS}.",
        zh=f"工作区 {folder}：记录无法读取（{error}）；请导入此前导出的归档，或就 {RECORDS} 求助。",
    )


def _put_in_place(fresh: Path, target: Path) -> None:
    """Give a file its name without replacing one that another session has just made."""
    try:
        os.link(fresh, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, such as a USB stick: rename, and check as well as can be
        if target.exists():
            raise FileExistsError(target) from None
        fresh.rename(target)


def _open_for_reading(path: Path, stack: contextlib.ExitStack) -> sqlite3.Connection:
    """Return a connection for the folder as it is: shared, immutable, or a private copy."""
    if is_writable(path.parent):
        return _open(path, "mode=rw")
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or not log.stat().st_size:
        return _open(path, "mode=ro&immutable=1")
    private = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="workspace.")))
    for file in (path, log):
        shutil.copyfile(file, private / file.name)
    return _open(private / path.name, "mode=rw")


def _open(path: Path, options: str) -> sqlite3.Connection:
    """Return a connection that creates nothing, waits while others write and runs no code out of the file."""
    base = connect(path, options)
    base.row_factory = sqlite3.Row
    try:
        base.execute("PRAGMA trusted_schema=OFF")
        _check_format(path, base)
    except BaseException:
        base.close()
        raise
    return base


def _check_format(path: Path, base: sqlite3.Connection) -> None:
    """Raise if a file is not the records of a workspace of this format, with these tables and nothing else."""
    found = marks_of(base)
    tables = {row[0] for row in base.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if found != MARKS or tables != set(SCHEMA):
        raise WorkspaceError(
            en=f"Workspace {path.parent}: {path.name} of format {found.version} found, expected a workspace of format {MARKS.version};"
            " use the program version that made it.",
            zh=f"工作区 {path.parent}：{path.name} 的格式为 {found.version}，应为 {MARKS.version}；请用创建它的程序版本打开。",
        )


def _existing(folder: Path) -> Path:
    """Return the records' path, or raise if there are none."""
    path = folder / RECORDS
    if not path.is_file():
        raise WorkspaceError(
            en=f"Workspace {folder}: no {RECORDS} found; make one with `cqlayout workspace init {folder}`.",
            zh=f"工作区 {folder}：没有找到 {RECORDS}；请先运行 cqlayout workspace init {folder}。",
        )
    return path


def _write_failed(folder: Path, error: sqlite3.DatabaseError) -> Exception:
    """Return the error for a change that did not happen."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return damaged(folder, error)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
        return _read_only(folder)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return WriteError(
            en=f"Workspace {folder}: other sessions were writing for over {BUSY_S:g} s; nothing was changed. Try again.",
            zh=f"工作区 {folder}：其他会话持续写入超过 {BUSY_S:g} 秒；未作任何更改，请重试。",
        )
    return explained(folder / RECORDS, error)


def _read_only(folder: Path) -> ReadOnlyError:
    """Return the error for a folder that cannot be written."""
    return ReadOnlyError(
        en=f"Workspace {folder}: the folder is read-only; nothing was changed. Copy it to a place that can be written.",
        zh=f"工作区 {folder}：文件夹为只读；未作任何更改。请复制到可写入的位置。",
    )
