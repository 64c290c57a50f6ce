import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.errors import DataFormatError, DataMissingError, WriteError
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace, WorkspaceError, check, export_workspace, import_workspace
from geodata.workspace.archive import MANIFEST
from geodata.workspace.files import sha256_of
from geodata.workspace.records import RECORDS


@pytest.fixture
def archive(
    workspace: Workspace, make_layer: Callable[..., Layer], provenance: Provenance, tmp_path: Path
) -> Path:
    (tmp_path / "源.csv").write_text("a,b")
    workspace.add_layer(make_layer("a"), original=tmp_path / "源.csv")
    workspace.add_layer(make_layer("a", rows=5))
    workspace.add_text("case", "x = 1\n", title=Bilingual(en="Case", zh="案例"), provenance=provenance)
    workspace.add_layer(make_layer("gone"))
    workspace.remove("gone")
    export_workspace(workspace.folder, tmp_path / "w.zip")
    return tmp_path / "w.zip"


def test_everything_arrives_on_the_other_machine(archive: Path, workspace: Workspace, tmp_path: Path) -> None:
    other = import_workspace(archive, tmp_path / "far" / "新")
    assert check(other.folder) == ()
    assert other.items() == workspace.items()
    assert other.items(binned=True) == workspace.items(binned=True)
    for item in ("a", "case", "gone"):
        assert other.versions(item) == workspace.versions(item)
    assert other.read_text("case") == "x = 1\n"
    assert len(other.load("a", 1).frame) == 3
    original = other.original(other.version("a", 1))
    assert original is not None
    assert original.read_text() == "a,b"
    assert other.restore("a", 1).number == 3
    assert sorted(path.name for path in (tmp_path / "far").iterdir()) == ["新"]


def test_an_archive_of_an_archive_is_the_same(archive: Path, tmp_path: Path) -> None:
    other = import_workspace(archive, tmp_path / "x")
    members = export_workspace(other.folder, tmp_path / "again.zip")
    with zipfile.ZipFile(archive) as first:
        listed = {item["name"]: item["sha256"] for item in json.loads(first.read(MANIFEST))["files"]}
    assert {m.name: m.sha256 for m in members if m.name != RECORDS} == {
        name: digest for name, digest in listed.items() if name != RECORDS
    }


def test_a_damaged_workspace_is_not_exported(workspace: Workspace, archive: Path, tmp_path: Path) -> None:
    before = archive.read_bytes()
    (workspace.folder / workspace.version("a").file).write_bytes(b"x")
    with pytest.raises(WorkspaceError, match="missing or was changed"):
        export_workspace(workspace.folder, archive)
    assert archive.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_export_needs_room_and_keeps_the_older_archive(
    workspace: Workspace, archive: Path, full_disk: Path
) -> None:
    del archive
    (full_disk / "w.zip").write_bytes(b"old")
    (full_disk / "filler").write_bytes(b"x" * 120_000)
    with pytest.raises(WriteError, match="the disk is full"):
        export_workspace(workspace.folder, full_disk / "w.zip")
    assert (full_disk / "w.zip").read_bytes() == b"old"


def test_import_needs_room_and_leaves_nothing(archive: Path, full_disk: Path) -> None:
    with pytest.raises(WriteError, match="the disk is full"):
        import_workspace(archive, full_disk / "deep" / "w")
    assert list(full_disk.iterdir()) == []


def test_import_takes_an_empty_folder_and_no_other(
    archive: Path, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    assert import_workspace(archive, tmp_path / "empty").items()
    with pytest.raises(WorkspaceError, match="not empty"):
        import_workspace(archive, workspace.folder)
    with pytest.raises(DataMissingError):
        import_workspace(tmp_path / "none.zip", tmp_path / "y")


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    with zipfile.ZipFile(archive) as old:
        contents = {name: old.read(name) for name in old.namelist()}
    change(contents)
    with zipfile.ZipFile(archive, "w") as new:
        for name, content in contents.items():
            new.writestr(name, content)
    return archive


def with_member(name: str, content: bytes, *, listed: bool = True) -> Callable[[dict[str, bytes]], None]:
    def change(contents: dict[str, bytes]) -> None:
        contents[name] = content
        manifest = json.loads(contents[MANIFEST])
        if listed:
            manifest["files"].append(
                {
                    "name": name,
                    "size": len(content),
                    "sha256": __import__("hashlib").sha256(content).hexdigest(),
                }
            )
        contents[MANIFEST] = json.dumps(manifest).encode()

    return change


def shorter(contents: dict[str, bytes]) -> None:
    name = next(name for name in contents if name.startswith("data/"))
    contents[name] = contents[name][:-1]


def longer(contents: dict[str, bytes]) -> None:
    name = next(name for name in contents if name.startswith("data/"))
    contents[name] += b"\0" * 5_000_000


def without(contents: dict[str, bytes]) -> None:
    del contents[next(name for name in contents if name.startswith("data/"))]


@pytest.mark.parametrize(
    "change",
    [
        with_member("../evil", b"x"),
        with_member("/etc/evil", b"x"),
        with_member("data/../../evil", b"x"),
        with_member("workspace.sqlite-wal", b"x"),
        with_member(f"data/{'0' * 32}.gpkg", b"x"),
        with_member(f"data/{'0' * 32}.gpkg", b"x", listed=False),
        shorter,
        longer,
        without,
        lambda contents: contents.pop(MANIFEST),
        lambda contents: contents.update({MANIFEST: b"{"}),
        lambda contents: contents.update({MANIFEST: b"[" * 100_000}),
        lambda contents: contents.update({MANIFEST: b'{"format": "other/9", "files": []}'}),
        lambda contents: contents.update({RECORDS: b"x" * len(contents[RECORDS])}),
    ],
)
def test_an_archive_that_was_tampered_with_is_refused_whole(
    change: Callable[[dict[str, bytes]], object], archive: Path, tmp_path: Path
) -> None:
    with pytest.raises(DataFormatError, match="nothing was imported") as caught:
        import_workspace(rewritten(archive, change), tmp_path / "in" / "w")
    assert "未导入" in caught.value.message("zh")
    assert not (tmp_path / "in").exists()
    assert not (tmp_path / "evil").exists()


def test_records_with_a_trigger_or_a_path_outside_are_refused(archive: Path, tmp_path: Path) -> None:
    for sql in (
        "CREATE TRIGGER t AFTER INSERT ON item BEGIN DELETE FROM version; END",
        "UPDATE version SET file = '../../../etc/passwd' WHERE item_id = 'a' AND number = 1",
    ):

        def poison(contents: dict[str, bytes], sql: str = sql) -> None:
            records = tmp_path / "r.sqlite"
            records.write_bytes(contents[RECORDS])
            base = sqlite3.connect(records, isolation_level=None)
            base.execute(sql)
            base.close()
            contents[RECORDS] = records.read_bytes()
            manifest = json.loads(contents[MANIFEST])
            for item in manifest["files"]:
                if item["name"] == RECORDS:
                    item.update(size=records.stat().st_size, sha256=sha256_of(records))
            contents[MANIFEST] = json.dumps(manifest).encode()

        copy = tmp_path / "copy.zip"
        shutil.copy(archive, copy)
        with pytest.raises(DataFormatError, match="nothing was imported"):
            import_workspace(rewritten(copy, poison), tmp_path / "w2")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 50])
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "w.zip").write_bytes(content)
    with pytest.raises(DataFormatError, match="damaged"):
        import_workspace(tmp_path / "w.zip", tmp_path / "w")


def test_an_archive_cut_short_is_refused(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    for size in (len(whole) // 2, len(whole) - 30):
        archive.write_bytes(whole[:size])
        with pytest.raises(DataFormatError):
            import_workspace(archive, tmp_path / "w2")
    damaged = bytearray(whole)
    damaged[len(whole) // 2] ^= 0xFF
    archive.write_bytes(damaged)
    with pytest.raises(DataFormatError):
        import_workspace(archive, tmp_path / "w2")
    assert not (tmp_path / "w2").exists()
