import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from geodata.quality.model import Reading, Stop
from geodata.quality.options import Limits
from geodata.read.archive import Archive

Zip = Callable[[dict[str, bytes]], bytes]
Make = Callable[..., Reading]


def read_all(found: Reading) -> list[bytes]:
    archive = Archive(found)
    return [archive.read(item) for item in archive.members]


def code_of(raw: bytes, reading: Make, **options: object) -> str:
    found = reading(raw, "x.zip", **options)
    with pytest.raises(Stop):
        read_all(found)
    return found.findings[-1].code


def test_members_are_read_whole(zipped: Zip, reading: Make) -> None:
    archive = Archive(reading(zipped({"a/B.Shp": b"12", "__MACOSX/._B": b"", ".DS_Store": b""}), "x.zip"))
    (item,) = archive.members
    assert (item.stem, item.suffix, item.title) == ("a/b", ".shp", "B")
    assert archive.read(item) == b"12"


@pytest.mark.parametrize(
    "name", ["../x.csv", "..\\..\\x.csv", "/etc/x.csv", "C:\\x.csv", "a/../../x.csv", "\\\\server\\x.csv"]
)
def test_paths_that_lead_out(zipped: Zip, reading: Make, name: str) -> None:
    assert code_of(zipped({name: b"x"}), reading) == "archive-unsafe-path"


def test_links_are_not_followed(reading: Make) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        info = zipfile.ZipInfo("sites.csv")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "../../secret")
    assert code_of(raw.getvalue(), reading) == "archive-link"


def test_archives_in_archives_doubles_and_long_names(zipped: Zip, reading: Make) -> None:
    assert code_of(zipped({"n.zip": b"PK"}), reading) == "archive-nested"
    assert code_of(zipped({"a.shp": b"1", "A.SHP": b"2"}), reading) == "archive-double"
    assert code_of(zipped({"a" * 300: b"1"}), reading) == "archive-long-name"
    assert code_of(zipped({}), reading) == "archive-empty"
    assert code_of(b"PK\x03\x04 cut", reading) == "archive-damaged"


def test_bombs_and_crowds_are_not_unpacked(zipped: Zip, reading: Make) -> None:
    assert code_of(zipped({"a.dbf": bytes(30_000_000)}), reading) == "archive-bomb"
    assert (
        code_of(zipped({str(n): b"" for n in range(11)}), reading, limits=Limits(members=10))
        == "archive-too-many"
    )
    small = Limits(expanded_mib=1, ratio_from_mib=100)
    assert code_of(zipped({"a.dbf": bytes(2_000_000)}), reading, limits=small) == "archive-too-large"


def test_a_wrong_checksum_a_lie_and_a_password(zipped: Zip, reading: Make) -> None:
    raw = zipped({"a.shp": b"some bytes that are not compressed well 1234567890"})
    directory = raw.rindex(b"PK\x01\x02")
    bad_sum = raw[: directory + 16] + struct.pack("<I", 1) + raw[directory + 20 :]
    assert code_of(bad_sum, reading) == "archive-member-damaged"
    lied = raw[: directory + 24] + struct.pack("<I", 5) + raw[directory + 28 :]
    assert code_of(lied, reading) == "archive-member-damaged"
    locked = raw[:6] + b"\x01" + raw[7 : directory + 8] + b"\x01" + raw[directory + 9 :]
    assert code_of(locked, reading) == "archive-encrypted"


def test_chinese_names_without_the_utf8_flag(reading: Make) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("XXXX.csv", b"1")
    named = raw.getvalue().replace(b"XXXX", "地块".encode("gbk"))
    assert Archive(reading(named, "x.zip")).members[0].title == "地块"
