import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.quality.options import Limits, ReadOptions
from geodata.read.sandbox import client
from geodata.read.sandbox.client import Sandbox
from geodata.read.sandbox.job import RESULT, Job


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1) as made:
        yield made


def job(folder: Path, raw: bytes = b"name,lon,lat\na,106.55,29.56\n", seconds: float = 8.0) -> Job:
    folder.mkdir(exist_ok=True)
    (folder / "upload.csv").write_bytes(raw)
    return Job(folder, "upload.csv", "地块.csv", ReadOptions(), Limits(seconds=seconds))


def test_reports_come_back(tmp_path: Path, sandbox: Sandbox) -> None:
    for n in range(3):
        assert sandbox.run(job(tmp_path / str(n))).verdict == "accept"


def test_a_job_that_takes_too_long_is_stopped_and_the_next_one_runs(tmp_path: Path, sandbox: Sandbox) -> None:
    rows = b"".join(b"a,%d.5,29.56\n" % (n % 180) for n in range(200_000))
    slow = sandbox.run(job(tmp_path / "slow", b"name,lon,lat\n" + rows, seconds=0.2))
    assert [item.code for item in slow.findings] == ["limit-time"]
    assert sandbox.run(job(tmp_path / "next")).verdict == "accept"


def test_a_server_that_dies_is_replaced(tmp_path: Path, sandbox: Sandbox) -> None:
    sandbox.run(job(tmp_path / "first"))
    reader = sandbox._free.queue[-1]
    assert reader is not None
    reader._process.kill()
    reader._process.wait()
    assert (
        sandbox.run(job(tmp_path / "second")).verdict == "accept"
        or sandbox.run(job(tmp_path / "third")).verdict == "accept"
    )


def test_several_threads_share_the_processes(tmp_path: Path, sandbox: Sandbox) -> None:
    verdicts: list[str] = []
    threads = [
        threading.Thread(
            target=lambda n=n: verdicts.append(sandbox.run(job(tmp_path / f"t{n}")).verdict.value)
        )
        for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdicts == ["accept"] * 6


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"file": 1}', b"\xff", b"[" * 100_000])
def test_a_result_that_is_none_is_not_believed(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / RESULT).write_bytes(raw)
    assert client._result(job(tmp_path)) is None


def test_a_link_in_place_of_the_result_is_not_followed(tmp_path: Path) -> None:
    made = job(tmp_path / "w")
    assert client._result(made) is None
    (tmp_path / "secret.json").write_text(
        '{"file": "x", "verdict": "accept", "layer": null, "findings": []}', encoding="utf-8"
    )
    (made.folder / RESULT).symlink_to(tmp_path / "secret.json")
    assert client._result(made) is None


@pytest.mark.parametrize(
    ("state", "code"), [("time", "limit-time"), ("memory", "limit-memory"), ("crash", "reader-crashed")]
)
def test_failures_become_reports(tmp_path: Path, state: str, code: str) -> None:
    report = client._failed(job(tmp_path), {"state": state, "detail": "exit -11"})
    assert [item.code for item in report.findings] == [code]
    assert report.findings[0].message.en.startswith("地块.csv")


# Files of moderate size whose content grows when it is taken apart, each beyond the limit of the test.
ROOMY_MIB = 260
GROWING = {
    "table.csv": lambda: b"name,lon,lat\n" + b"a,106.55,29.56\n" * 900_000,
    "shapes.geojson": lambda: (
        b'{"type":"FeatureCollection","features":['
        + b",".join(
            [b'{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[106.5,29.5]}}']
            * 150_000
        )
        + b"]}"
    ),
}


@pytest.mark.parametrize("name", GROWING)
def test_a_parser_beyond_the_limit_is_told_and_this_process_stays_small(
    tmp_path: Path, sandbox: Sandbox, name: str
) -> None:
    folder = tmp_path / "big"
    folder.mkdir()
    upload = f"upload{Path(name).suffix}"
    (folder / upload).write_bytes(GROWING[name]())
    before = _resident_mib()
    greedy = Job(folder, upload, name, ReadOptions(), Limits(seconds=60.0, memory_mib=ROOMY_MIB))
    report = sandbox.run(greedy)
    assert [item.code for item in report.findings] == ["limit-memory"]
    assert str(ROOMY_MIB) in report.findings[0].message.zh
    assert _resident_mib() - before < 32
    assert sandbox.run(job(tmp_path / "next")).verdict == "accept"


def test_the_same_files_are_read_where_the_limit_allows(tmp_path: Path, sandbox: Sandbox) -> None:
    folder = tmp_path / "big"
    folder.mkdir()
    (folder / "upload.geojson").write_bytes(GROWING["shapes.geojson"]())
    roomy = Job(
        folder, "upload.geojson", "shapes.geojson", ReadOptions(), Limits(seconds=60.0, memory_mib=2_000)
    )
    report = sandbox.run(roomy)
    assert report.layer is not None
    assert report.layer["features"] == 150_000


def _resident_mib() -> float:
    """Return what this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def test_what_is_read_now_can_be_given_up_and_the_next_file_is_read(tmp_path: Path) -> None:
    rows = b"".join(b"p%d,106.5,29.5\n" % number for number in range(300_000))
    (tmp_path / "long").mkdir()
    (tmp_path / "next").mkdir()
    long = job(tmp_path / "long", b"name,lon,lat\n" + rows, seconds=60)
    codes: list[str] = []
    with Sandbox(1, warm=False) as own:
        thread = threading.Thread(target=lambda: codes.extend(one.code for one in own.run(long).findings))
        thread.start()
        while thread.is_alive():
            own.cancel()
            thread.join(0.1)
        assert codes == ["reader-crashed"]
        assert own.run(job(tmp_path / "next")).verdict == "accept"
