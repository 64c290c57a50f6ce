import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from geodata.errors import WriteError
from geodata.fetch.connection import Connection
from geodata.fetch.errors import FetchError

PIECE = 1 << 16
CONTENT = bytes(range(256)) * 20_000
MD5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
SHA = hashlib.sha256(CONTENT).hexdigest()


def connect(bucket: SimpleNamespace) -> Connection:
    return Connection(bucket.address, pause_s=0.0, patience_s=10.0)


def test_a_file_comes_whole_with_its_checksum(bucket: SimpleNamespace, target: Path) -> None:
    bucket.files["a/b.tif"] = CONTENT
    connection = connect(bucket)
    head = connection.head("a/b.tif")
    assert head is not None
    assert (head.size, head.md5) == (len(CONTENT), MD5)
    seen: list[int] = []
    checksum = connection.download(
        "a/b.tif", target, head=head, md5=MD5, progress=lambda done, _: seen.append(done)
    )
    assert checksum == SHA
    assert target.read_bytes() == CONTENT
    assert seen == sorted(seen)
    assert seen[-1] == len(CONTENT)
    assert [path.name for path in target.parent.iterdir()] == ["tile.tif"]


def test_a_cut_is_resumed_where_it_stopped(bucket: SimpleNamespace, target: Path) -> None:
    bucket.files["x"] = CONTENT
    bucket.cut_after, bucket.cuts = 30 * PIECE, 2
    connection = connect(bucket)
    head = connection.head("x")
    assert head is not None
    assert connection.download("x", target, head=head, md5=MD5) == SHA
    ranges = [wanted for method, _, wanted in bucket.asked if method == "GET"]
    assert ranges == ["", f"bytes={30 * PIECE}-", f"bytes={60 * PIECE}-"]
    assert bucket.sent == len(CONTENT)


def test_a_second_run_goes_on_where_the_first_gave_up(bucket: SimpleNamespace, target: Path) -> None:
    bucket.files["x"] = CONTENT
    bucket.cut_after, bucket.cuts = 8 * PIECE, 5
    connection = connect(bucket)
    head = connection.head("x")
    assert head is not None
    with pytest.raises(FetchError, match="no whole answer after 5 attempts"):
        connection.download("x", target, head=head)
    assert not target.exists()
    assert connect(bucket).download("x", target, head=head, md5=MD5) == SHA
    assert bucket.sent == len(CONTENT)


def test_a_part_of_another_version_is_thrown_away(bucket: SimpleNamespace, target: Path) -> None:
    bucket.files["x"] = b"old" * 1_000_000
    bucket.cut_after, bucket.cuts = 5 * PIECE, 5
    connection = connect(bucket)
    head = connection.head("x")
    assert head is not None
    with pytest.raises(FetchError):
        connection.download("x", target, head=head)
    bucket.files["x"] = CONTENT
    head = connection.head("x")
    assert head is not None
    assert connection.download("x", target, head=head, md5=MD5) == SHA


def test_a_part_that_was_spoilt_is_fetched_anew(bucket: SimpleNamespace, target: Path) -> None:
    bucket.files["x"] = CONTENT
    bucket.cut_after, bucket.cuts = 8 * PIECE, 5
    connection = connect(bucket)
    head = connection.head("x")
    assert head is not None
    with pytest.raises(FetchError):
        connection.download("x", target, head=head)
    part = target.with_name("tile.tif.part")
    spoilt = bytearray(part.read_bytes())
    spoilt[1000] ^= 0xFF
    part.write_bytes(bytes(spoilt))
    assert connection.download("x", target, head=head, md5=MD5) == SHA


def test_a_server_without_ranges_sends_all_again(bucket: SimpleNamespace, target: Path) -> None:
    bucket.files["x"] = CONTENT
    bucket.cut_after, bucket.cuts, bucket.ranges = 30 * PIECE, 1, False
    connection = connect(bucket)
    head = connection.head("x")
    assert head is not None
    assert connection.download("x", target, head=head, md5=MD5) == SHA
    assert target.read_bytes() == CONTENT


def test_bytes_with_another_checksum_are_never_kept(bucket: SimpleNamespace, target: Path) -> None:
    bucket.files["x"] = CONTENT
    connection = connect(bucket)
    head = connection.head("x")
    assert head is not None
    with pytest.raises(FetchError, match="do not have the MD5"):
        connection.download("x", target, head=head, md5="0" * 32)
    assert not target.exists()
    assert not target.with_name("tile.tif.part").exists()


def test_a_busy_server_is_asked_again(bucket: SimpleNamespace) -> None:
    bucket.files["x.md5"] = b"abc  x\n"
    bucket.busy = 2
    connection = connect(bucket)
    assert connection.text("x.md5") == "abc  x\n"
    bucket.busy = 2
    head = connection.head("x.md5")
    assert head is not None
    assert head.size == 7
    assert connection.text("y.md5") is None
    assert connection.head("y") is None


def test_no_answer_is_one_line_with_the_remedy() -> None:
    connection = Connection("http://127.0.0.1:9", pause_s=0.0)
    for ask in (connection.head, connection.text):
        with pytest.raises(FetchError, match="--proxy and --mirror"):
            ask("x")


@pytest.mark.parametrize("address", ["ftp://example.org", "/vsicurl/x", "example.org", ""])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(FetchError, match="https://"):
        Connection(address)
    with pytest.raises(FetchError, match="https://"):
        Connection("https://example.org", proxy=address)


def test_a_proxy_is_used_when_given(bucket: SimpleNamespace) -> None:
    bucket.files["http://nowhere.invalid/x"] = b"by proxy"
    connection = Connection("http://nowhere.invalid", proxy=bucket.address, pause_s=0.0)
    assert connection.text("x") == "by proxy"


def test_a_disk_that_takes_nothing_says_so(bucket: SimpleNamespace, tmp_path: Path) -> None:
    bucket.files["x"] = CONTENT
    connection = connect(bucket)
    head = connection.head("x")
    assert head is not None
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(WriteError, match="choose another folder"):
        connection.download("x", tmp_path / "file" / "tile.tif", head=head)
