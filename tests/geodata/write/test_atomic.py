import errno
import os
from pathlib import Path

import pytest

from geodata.errors import WriteError
from geodata.write import write_file, write_files

FILES = {"ranking.csv": b"a,b\n", "run.json": b"{}\n"}


def content(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, temporary leftovers included."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def failing(monkeypatch: pytest.MonkeyPatch, name: str, *, on_call: int, code: int = errno.ENOSPC) -> None:
    """Let the function `os.<name>` fail on its nth call."""
    real, calls = getattr(os, name), []

    def fake(*args: object, **kwargs: object) -> object:
        calls.append(args)
        if len(calls) == on_call:
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    monkeypatch.setattr(os, name, fake)


def test_a_new_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    write_files(tmp_path / "deep" / "out", FILES)
    assert content(tmp_path / "deep" / "out") == FILES
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


def test_an_existing_folder_keeps_its_other_files(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes(b"old")
    (tmp_path / "notes.txt").write_bytes(b"mine")
    write_files(tmp_path, FILES)
    assert content(tmp_path) == {**FILES, "notes.txt": b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "ranking.csv", "run.json"]


def test_files_and_folder_have_the_usual_permissions(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_files(tmp_path / "out", FILES)
    finally:
        os.umask(mask)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "out" / "run.json").stat().st_mode & 0o777 == 0o644


def test_names_used_inside_the_temporary_folder_are_free_for_files(tmp_path: Path) -> None:
    files = {"older": b"1", "fresh": b"2"}
    write_files(tmp_path / "out", files)
    write_files(tmp_path / "out", files)
    assert content(tmp_path / "out") == files


def test_a_single_file_replaces_the_older_one(tmp_path: Path) -> None:
    target = tmp_path / "new" / "parks.geojson"
    write_file(target, b"one")
    write_file(str(target), b"two")
    assert content(tmp_path) == {"new/parks.geojson": b"two"}


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(WriteError, match="a part of the path is a file") as caught:
        write_files(tmp_path / "file" / "sub" / "out", FILES)
    assert "未写入任何文件" in caught.value.message("zh")
    assert content(tmp_path) == {"file": b"x"}


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"x")
    with pytest.raises(WriteError, match="nothing was written"):
        write_files(tmp_path / "out", FILES)
    assert content(tmp_path) == {"out": b"x"}


def test_a_folder_in_the_place_of_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "run.json").mkdir()
    (tmp_path / "ranking.csv").write_bytes(b"old")
    with pytest.raises(WriteError, match="a folder of that name is in the way"):
        write_files(tmp_path, FILES)
    assert content(tmp_path) == {"ranking.csv": b"old"}
    assert (tmp_path / "run.json").is_dir()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../x", "/etc/x", "a\\b", "a\0b"])
def test_only_plain_file_names_are_taken(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteError, match="expected a plain file name"):
        write_files(tmp_path / "out", {"good.csv": b"", name: b""})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("on_call", [1, 2])
def test_a_failed_rename_puts_back_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_call: int
) -> None:
    before = {"ranking.csv": b"old ranking", "notes.txt": b"mine"}
    write_files(tmp_path / "out", before)
    with monkeypatch.context() as patch:
        failing(patch, "replace", on_call=on_call, code=errno.EACCES)
        with pytest.raises(WriteError, match="writing there is not permitted"):
            write_files(tmp_path / "out", FILES)
    assert content(tmp_path) == {f"out/{name}": held for name, held in before.items()}


def test_a_failed_rename_of_a_new_folder_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "replace", on_call=1)
    with pytest.raises(WriteError, match="the disk is full"):
        write_files(tmp_path / "deep" / "out", FILES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("existing", [True, False])
def test_a_full_disk_while_writing_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, existing: bool
) -> None:
    if existing:
        write_files(tmp_path / "out", {"run.json": b"old"})
    before = content(tmp_path)
    failing(monkeypatch, "fsync", on_call=2)
    with pytest.raises(WriteError, match="the disk is full") as caught:
        write_files(tmp_path / "out", FILES)
    assert caught.value.message("zh").startswith(f"输出 {tmp_path / 'out'}：磁盘空间不足")
    assert content(tmp_path) == before
    assert list(tmp_path.iterdir()) == ([tmp_path / "out"] if existing else [])


def test_an_interrupt_is_passed_on_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path / "deep" / "out", FILES)
    assert list(tmp_path.iterdir()) == []


def test_every_file_is_flushed_before_the_first_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path / "out", {"run.json": b"old"})
    order: list[str] = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *args, _real=real, _name=name: (order.append(_name), _real(*args))[1]
        )
    write_files(tmp_path / "out", FILES)
    assert order[:3] == ["fsync"] * 3  # two files and their folder
    assert order.count("replace") == 2
    assert order[-1] == "fsync"


def test_an_unknown_reason_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "fsync", on_call=1, code=errno.EIO)
    with pytest.raises(WriteError, match=os.strerror(errno.EIO)):
        write_file(tmp_path / "x.csv", b"")
    assert list(tmp_path.iterdir()) == []
