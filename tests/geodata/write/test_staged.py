import os
import sqlite3
import time
from pathlib import Path

import pytest

from geodata.errors import WriteError
from geodata.write.staged import flush_file, staged

SAID = "failed to write feature"


def test_a_file_appears_when_the_block_ends_with_its_parents_and_without_side_files(tmp_path: Path) -> None:
    target = tmp_path / "new" / "数据 file.bin"
    with staged(target) as fresh:
        assert fresh.name == target.name
        assert fresh.parent != target.parent
        (fresh.parent / "side.wal").write_bytes(b"side")
        fresh.write_bytes(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert [item.name for item in target.parent.iterdir()] == [target.name]


def test_a_failing_block_leaves_the_older_file_and_no_new_folders(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), staged(target) as fresh:
        fresh.write_bytes(b"x" * (1 // 0))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(KeyError), staged(tmp_path / "x" / "y" / "a.bin"):
        raise KeyError
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "error", [RuntimeError("driver says no"), sqlite3.OperationalError("disk I/O error")]
)
def test_errors_of_libraries_become_a_write_error_that_names_the_file(
    tmp_path: Path, error: Exception
) -> None:
    with pytest.raises(WriteError, match=r"a\.bin") as caught, staged(tmp_path / "a.bin"):
        raise error
    assert str(error) in caught.value.message("zh")


def test_a_block_that_wrote_nothing_is_a_write_error(tmp_path: Path) -> None:
    with pytest.raises(WriteError), staged(tmp_path / "a.bin"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.bin").mkdir()
    with pytest.raises(WriteError, match="folder of that name"), staged(tmp_path / "a.bin") as fresh:
        fresh.write_bytes(b"x")
    assert [item.name for item in tmp_path.iterdir()] == ["a.bin"]


def test_a_full_disk_is_named_and_keeps_the_older_file(full_disk: Path) -> None:
    target = full_disk / "a.bin"
    target.write_bytes(b"old")
    with pytest.raises(WriteError, match="the disk is full") as caught, staged(target) as fresh:
        fresh.write_bytes(b"x" * 1_000_000)
    assert "磁盘空间不足" in caught.value.message("zh")
    assert target.read_bytes() == b"old"
    assert [item.name for item in full_disk.iterdir()] == ["a.bin"]


def test_a_full_disk_that_a_library_calls_something_else_is_still_named(full_disk: Path) -> None:
    (full_disk / "filler").write_bytes(b"x" * 140_000)
    with pytest.raises(WriteError, match="the disk is full"), staged(full_disk / "a.bin"):
        raise RuntimeError(SAID)


def test_a_read_only_folder_is_named(read_only: Path) -> None:
    with pytest.raises(WriteError, match="read-only") as caught, staged(read_only / "old.txt") as fresh:
        fresh.write_bytes(b"new")
    assert "只读" in caught.value.message("zh")
    assert (read_only / "old.txt").read_text() == "old"


def test_leftovers_of_killed_writers_go_after_a_day_and_not_before(tmp_path: Path) -> None:
    stale, recent, other = (
        tmp_path / name for name in (".a[1].bin.0001.part", ".a[1].bin.0002.part", ".b.bin.0001.part")
    )
    for folder in (stale, recent, other):
        folder.mkdir()
    for folder in (stale, other):
        os.utime(folder, (time.time() - 90_000, time.time() - 90_000))
    with staged(tmp_path / "a[1].bin") as fresh:
        fresh.write_bytes(b"new")
    assert not stale.exists()
    assert recent.exists()
    assert other.exists()


def test_flushing_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        flush_file(tmp_path / "none")
