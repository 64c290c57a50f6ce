import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata import sqlite_file
from geodata.errors import WriteError
from geodata.workspace import ReadOnlyError, Workspace, WorkspaceError
from geodata.workspace.records import RECORDS, create_records, is_writable, reading, writing

Disk = Callable[[str], Path]
INSERT = "INSERT INTO item VALUES (?, 'layer', NULL)"


def names(folder: Path) -> list[str]:
    with reading(folder) as base:
        return [row[0] for row in base.execute("SELECT item_id FROM item ORDER BY 1")]


def test_the_settings_that_keep_data_safe_are_in_force(workspace: Workspace) -> None:
    with writing(workspace.folder) as base:
        assert base.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert base.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert base.execute("PRAGMA busy_timeout").fetchone()[0] >= 10_000
        assert base.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert base.in_transaction


def test_what_is_committed_is_seen_and_what_fails_is_undone(workspace: Workspace) -> None:
    with writing(workspace.folder) as base:
        base.execute(INSERT, ("a",))
    with pytest.raises(ZeroDivisionError), writing(workspace.folder) as base:
        base.execute(INSERT, (f"b{1 // 0}",))
    with pytest.raises(WriteError), writing(workspace.folder) as base:
        base.execute(INSERT, ("a",))
    assert names(workspace.folder) == ["a"]


def test_reading_sees_one_state_while_others_write(workspace: Workspace) -> None:
    with reading(workspace.folder) as base:
        before = base.execute("SELECT count(*) FROM item").fetchone()[0]
        with writing(workspace.folder) as other:
            other.execute(INSERT, ("a",))
        assert base.execute("SELECT count(*) FROM item").fetchone()[0] == before
    assert names(workspace.folder) == ["a"]


def test_making_records_twice_is_refused_and_keeps_the_first(workspace: Workspace) -> None:
    with writing(workspace.folder) as base:
        base.execute(INSERT, ("a",))
    with pytest.raises(WorkspaceError, match="one already"):
        create_records(workspace.folder)
    assert names(workspace.folder) == ["a"]
    assert not list(workspace.folder.glob(".*"))


def test_a_disk_without_links_is_served_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    create_records(tmp_path)
    assert names(tmp_path) == []
    with pytest.raises(WorkspaceError, match="one already"):
        create_records(tmp_path)


def test_a_busy_file_is_waited_for_and_then_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_S", 0.1)
    with (
        writing(workspace.folder),
        pytest.raises(WriteError, match="other sessions"),
        writing(workspace.folder),
    ):
        pass


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_other_files_of_that_name_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / RECORDS).write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"format|cannot be read"), reading(tmp_path):
        pass
    with pytest.raises(WorkspaceError), writing(tmp_path):
        pass
    assert (tmp_path / RECORDS).read_bytes() == content


def test_a_folder_without_records_is_no_workspace_and_stays_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="workspace init"), reading(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version=2",
        "PRAGMA application_id=5",
        "CREATE TABLE more (x)",
        "CREATE TRIGGER t AFTER INSERT ON item BEGIN DELETE FROM item; END",
    ],
)
def test_records_of_another_format_or_with_foreign_parts_are_refused(
    change: str, workspace: Workspace
) -> None:
    base = sqlite3.connect(workspace.folder / RECORDS, isolation_level=None)
    base.execute(change)
    base.close()
    with pytest.raises(WorkspaceError, match="format"), reading(workspace.folder):
        pass


def test_a_read_only_folder_is_read_and_not_written(disk: Disk, lock: Callable[[Path], None]) -> None:
    folder = disk("4m")
    create_records(folder)
    with writing(folder) as base:
        base.execute(INSERT, ("a",))
    lock(folder)
    assert not is_writable(folder)
    assert names(folder) == ["a"]
    with pytest.raises(ReadOnlyError, match="read-only") as caught, writing(folder):
        pass
    assert "只读" in caught.value.message("zh")


def test_what_a_killed_session_committed_is_seen_even_when_the_folder_became_read_only(
    disk: Disk, lock: Callable[[Path], None], tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    create_records(made)
    script = (
        "import os, sys, pathlib; from geodata.workspace.records import writing\n"
        "with writing(pathlib.Path(sys.argv[1])) as base:\n"
        "    base.execute(\"INSERT INTO item VALUES ('logged', 'layer', NULL)\"); base.execute('COMMIT'); os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(made)], check=False).returncode == 9
    folder = disk("4m")
    for file in made.iterdir():
        if not file.name.endswith("-shm"):
            shutil.copy(file, folder)
    assert (folder / f"{RECORDS}-wal").stat().st_size > 0
    lock(folder)
    assert names(folder) == ["logged"]


def test_a_full_disk_is_told_and_the_records_stay_as_they_were(disk: Disk) -> None:
    folder = disk("256k")
    create_records(folder)
    with writing(folder) as base:
        base.execute(INSERT, ("a",))
    rows = ((f"{number:0200d}",) for number in range(5_000))
    with pytest.raises(WriteError, match="the disk is full") as caught, writing(folder) as base:
        base.executemany(INSERT, rows)
    assert "磁盘空间不足" in caught.value.message("zh")
    assert names(folder) == ["a"]
    with writing(folder) as base:
        base.execute(INSERT, ("b",))
    assert names(folder) == ["a", "b"]
