import hashlib
import json
from pathlib import Path

import pytest

from geodata.errors import WriteError
from geodata.fetch.part import Head, Part

HEAD = Head(10, '"tag"')


def part_of(target: Path, head: Head = HEAD) -> Part:
    return Part(target, url="http://x/y", head=head)


def test_what_is_there_stays_for_the_same_file_only(target: Path) -> None:
    first = part_of(target)
    with first.open(append=False) as file:
        file.write(b"12345")
    assert part_of(target).length == 5
    assert part_of(target, Head(10, '"other"')).length == 0
    assert part_of(target).length == 0


def test_without_a_tag_nothing_can_be_resumed(target: Path) -> None:
    nameless = Head(10, "")
    with part_of(target, nameless).open(append=False) as file:
        file.write(b"12345")
    assert part_of(target, nameless).length == 0


def test_a_finished_part_takes_its_place_and_leaves_nothing(target: Path) -> None:
    part = part_of(target)
    with part.open(append=False) as file:
        file.write(b"12345")
    with part.open(append=True) as file:
        file.write(b"67890")
    assert part.finish() == hashlib.sha256(b"1234567890").hexdigest()
    assert target.read_bytes() == b"1234567890"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_note_that_cannot_be_read_makes_the_part_worthless(target: Path) -> None:
    with part_of(target).open(append=False) as file:
        file.write(b"12345")
    note = target.with_name("tile.tif.part.json")
    assert json.loads(note.read_text())["size"] == 10
    note.write_text("{")
    assert part_of(target).length == 0


def test_only_an_md5_passes_for_one() -> None:
    assert Head(1, f'"{"a" * 32}"').md5 == "a" * 32
    assert Head(1, f'"{"a" * 32}-4"').md5 == ""  # of an upload in several parts
    assert Head(1, "Sat, 21 Nov 2026 10:00:00 GMT").md5 == ""


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError, match="choose another folder"):
        part_of(tmp_path / "file" / "tile.tif")
