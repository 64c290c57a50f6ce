import sqlite3
from pathlib import Path

import pytest

from geodata.errors import DataFormatError, DataMissingError, WriteError
from layout.runs import records


def add_twice(folder: Path, name: str) -> None:
    with records.writing(folder) as base:
        base.execute("INSERT INTO content VALUES (?, x'00')", (name,))
        base.execute("INSERT INTO content VALUES (?, x'00')", (name,))


def test_error_inside_undoes_everything(tmp_path: Path) -> None:
    with records.writing(tmp_path) as base:
        base.execute("INSERT INTO content VALUES ('a', x'00')")
    with pytest.raises(DataFormatError, match="UNIQUE"):
        add_twice(tmp_path, "b")
    with records.reading(tmp_path) as base:
        assert base.execute("SELECT sha256 FROM content").fetchall() == [("a",)]
        assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_reader_sees_one_state_while_another_writes(tmp_path: Path) -> None:
    with records.writing(tmp_path) as base:
        base.execute("INSERT INTO content VALUES ('a', x'00')")
    with records.reading(tmp_path) as reader:
        before = reader.execute("SELECT count(*) FROM content").fetchone()
        with records.writing(tmp_path) as writer:
            writer.execute("INSERT INTO content VALUES ('b', x'00')")
        assert reader.execute("SELECT count(*) FROM content").fetchone() == before


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="no runs are kept"), records.reading(tmp_path):
        pass
    (tmp_path / records.RECORDS).write_bytes(b"not a database, but long enough to look at" * 10)
    with pytest.raises(DataFormatError, match="cannot be read"), records.reading(tmp_path):
        pass
    with pytest.raises(DataFormatError, match="cannot be read"), records.writing(tmp_path):
        pass


def test_another_format_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / records.RECORDS)
    other.execute("CREATE TABLE run (x)")
    other.commit()
    other.close()
    with pytest.raises(DataFormatError, match="not a store of runs of format"), records.writing(tmp_path):
        pass


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WriteError, match="could not be kept"), records.writing(tmp_path / "file" / "below"):
        pass
