import hashlib
from pathlib import Path

import pytest

from geodata.errors import WriteError
from geodata.workspace import Workspace
from geodata.workspace.files import keep_original, new_name, sha256_of
from geodata.workspace.model import FILE_NAME


def test_names_are_new_and_of_the_form_that_records_accept() -> None:
    made = {new_name(".gpkg") for _ in range(1000)}
    assert len(made) == 1000
    assert all(FILE_NAME.fullmatch(name) for name in made)


def test_an_original_is_kept_once_byte_for_byte(workspace: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "表 1.xlsx"
    source.write_bytes(b"\0\xff" * 1_000_000)
    digest, size = keep_original(workspace.folder, source)
    assert (digest, size) == (hashlib.sha256(source.read_bytes()).hexdigest(), 2_000_000)
    kept = workspace.folder / "originals" / digest
    before = kept.stat().st_mtime_ns
    assert keep_original(workspace.folder, source) == (digest, size)
    assert kept.stat().st_mtime_ns == before
    assert sha256_of(kept) == digest
    assert [path.name for path in kept.parent.iterdir()] == [digest]


def test_a_copy_cut_short_is_made_again(workspace: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"whole")
    digest, _ = keep_original(workspace.folder, source)
    (workspace.folder / "originals" / digest).write_bytes(b"wh")
    keep_original(workspace.folder, source)
    assert (workspace.folder / "originals" / digest).read_bytes() == b"whole"


def test_a_full_disk_is_told(full_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 1_000_000)
    with pytest.raises(WriteError, match="the disk is full"):
        keep_original(full_disk, tmp_path / "big")
    assert list(full_disk.rglob("*")) == []


def test_no_file_is_an_error_of_its_own(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        keep_original(workspace.folder, tmp_path / "none")
