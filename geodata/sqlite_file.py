"""What our SQLite files have in common: opened by address, marked as ours, changed in whole transactions that reach the disk."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

BUSY_S = 60.0
"""How long a session waits for another one that is writing."""


class Marks(NamedTuple):
    """What tells a file of ours from any other SQLite file.

    Parameters
    ----------
    application_id
        Four letters as a number, in the header of the file.
    version
        Version of the format.
    """

    application_id: int
    version: int


def connect(path: Path, options: str) -> sqlite3.Connection:
    """Return a connection that leaves transactions to us and waits while others write.

    Parameters
    ----------
    path
        The file.
    options
        Parameters of its address, such as `mode=rw`.
    """
    address = f"file:{quote(str(path.absolute()))}?{options}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_S, isolation_level=None)


def make_tables(base: sqlite3.Connection, marks: Marks, *, schema: Iterable[str]) -> None:
    """Mark a new file as ours and make its tables.

    Parameters
    ----------
    base
        A connection to it.
    marks
        Kind and version.
    schema
        A statement for each table.
    """
    base.execute(f"PRAGMA application_id={marks.application_id}")
    base.execute(f"PRAGMA user_version={marks.version}")
    for statement in schema:
        base.execute(statement)


def marks_of(base: sqlite3.Connection) -> Marks:
    """Return the marks of a file."""
    return Marks(
        base.execute("PRAGMA application_id").fetchone()[0],
        base.execute("PRAGMA user_version").fetchone()[0],
    )


@contextmanager
def transaction(base: sqlite3.Connection) -> Iterator[None]:
    """Put the block into one transaction of one writer: leaving it commits to the disk, an error undoes all of it.

    Parameters
    ----------
    base
        From `connect`.

    Raises
    ------
    sqlite3.DatabaseError
        The file cannot be written, or was kept busy for longer than `BUSY_S`.
    """
    base.execute("PRAGMA synchronous=FULL")
    base.execute("PRAGMA foreign_keys=ON")
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
        base.execute("COMMIT")
    except BaseException:
        if base.in_transaction:
            base.execute("ROLLBACK")
        raise
