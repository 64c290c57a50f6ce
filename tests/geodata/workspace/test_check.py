import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.layer import Layer
from geodata.workspace import ReadOnlyError, Workspace, check, tidy
from geodata.workspace.records import RECORDS


@pytest.fixture
def filled(workspace: Workspace, make_layer: Callable[..., Layer], tmp_path: Path) -> Workspace:
    (tmp_path / "src.csv").write_text("a,b")
    workspace.add_layer(make_layer("a"), original=tmp_path / "src.csv")
    workspace.add_layer(make_layer("a"))
    return workspace


def codes(workspace: Workspace, *, contents: bool = True) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity) for finding in check(workspace.folder, contents=contents)]


def change(workspace: Workspace, sql: str) -> None:
    base = sqlite3.connect(workspace.folder / RECORDS, isolation_level=None)
    base.execute(sql)
    base.close()


def test_a_sound_workspace_has_no_findings(filled: Workspace) -> None:
    assert check(filled.folder) == ()


def test_lost_and_changed_files_are_found(filled: Workspace) -> None:
    first, second = filled.versions("a")
    content = bytearray((filled.folder / first.file).read_bytes())
    content[-1] ^= 1
    (filled.folder / first.file).write_bytes(content)
    (filled.folder / second.file).unlink()
    assert codes(filled) == [("changed", "error"), ("missing", "error")]
    assert codes(filled, contents=False) == [("missing", "error")]
    original = filled.original(first)
    assert original is not None
    original.write_text("x")
    assert codes(filled, contents=False) == [("missing", "error"), ("changed", "error")]
    assert all(finding.where in finding.message.zh for finding in check(filled.folder))


def test_damaged_records_are_found(filled: Workspace) -> None:
    change(filled, "DELETE FROM version WHERE number = 1")
    assert ("gap", "error") in codes(filled)
    change(filled, "UPDATE version SET details = '{'")
    assert ("record", "error") in codes(filled)
    change(filled, "PRAGMA foreign_keys=OFF")
    change(filled, "DELETE FROM item")
    assert ("records", "error") in codes(filled)


def test_a_link_in_place_of_a_file_is_no_file(filled: Workspace, tmp_path: Path) -> None:
    version = filled.version("a")
    path = filled.folder / version.file
    (tmp_path / "elsewhere").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    assert ("missing", "error") in codes(filled)


def test_leftovers_are_told_and_tidied_after_an_hour(filled: Workspace) -> None:
    young, old = (filled.folder / "data" / f"{digit * 32}.gpkg" for digit in "01")
    part = filled.folder / "data" / ".x.gpkg.0001.part"
    part.mkdir()
    foreign = filled.folder / "notes of the office.txt"
    for path in (young, old, foreign, part / "x.gpkg"):
        path.write_bytes(b"x")
    for path in (old, part, foreign):
        os.utime(path, (time.time() - 4000, time.time() - 4000))
    assert codes(filled) == [("leftover", "info")] * 3
    assert set(tidy(filled.folder)) == {f"data/{'1' * 32}.gpkg", "data/.x.gpkg.0001.part"}
    assert young.exists()
    assert foreign.exists()
    assert len(filled.versions("a")) == 2


def test_a_read_only_workspace_is_checked_and_not_tidied(
    disk: Callable[[str], Path], lock: Callable[[Path], None]
) -> None:
    folder = disk("4m") / "w"
    Workspace.create(folder)
    lock(folder.parent)
    assert check(folder) == ()
    with pytest.raises(ReadOnlyError):
        tidy(folder)
