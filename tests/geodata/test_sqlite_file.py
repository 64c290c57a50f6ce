import contextlib
import sqlite3
from pathlib import Path

import pytest

from geodata.sqlite_file import Marks, connect, make_tables, marks_of, transaction

MARKS = Marks(0x43514C59, 7)
TABLES = ("CREATE TABLE a (x INTEGER PRIMARY KEY)", "CREATE TABLE b (x REFERENCES a)")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "名 a?b#c.sqlite"
    with contextlib.closing(connect(place, "mode=rwc")) as base, transaction(base):
        make_tables(base, MARKS, schema=TABLES)
    return place


def rows(path: Path) -> list[int]:
    with contextlib.closing(connect(path, "mode=ro")) as base:
        return [row[0] for row in base.execute("SELECT x FROM a ORDER BY x")]


def insert_and_stop(base: sqlite3.Connection) -> None:
    base.execute("INSERT INTO a VALUES (2)")
    raise KeyboardInterrupt


def test_a_file_of_any_name_is_made_and_known_again(path: Path) -> None:
    assert path.is_file()
    assert path.read_bytes()[68:72] == b"CQLY"  # the header of SQLite's file format, offset 68
    with contextlib.closing(connect(path, "mode=ro")) as base:
        assert marks_of(base) == MARKS


def test_what_is_left_whole_is_kept_and_what_fails_is_undone(path: Path) -> None:
    with contextlib.closing(connect(path, "mode=rw")) as base:
        with transaction(base):
            base.execute("INSERT INTO a VALUES (1)")
        with pytest.raises(KeyboardInterrupt), transaction(base):
            insert_and_stop(base)
        assert not base.in_transaction
        with pytest.raises(sqlite3.IntegrityError), transaction(base):
            base.execute("INSERT INTO b VALUES (99)")
    assert rows(path) == [1]


def test_there_is_one_writer_at_a_time(path: Path) -> None:
    with contextlib.closing(connect(path, "mode=rw")) as one, transaction(one):
        assert one.execute("PRAGMA synchronous").fetchone()[0] == 2
        with contextlib.closing(connect(path, "mode=rw")) as other:
            other.execute("PRAGMA busy_timeout=1")
            with pytest.raises(sqlite3.OperationalError, match="locked"), transaction(other):
                pass
