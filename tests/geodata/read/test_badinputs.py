"""Every file of the shared bad inputs: the verdict of the manifest, and the six hard assertions of its README."""

import csv
import hashlib
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.quality.findings import Severity
from geodata.read.report import Report
from geodata.read.sandbox.client import Sandbox
from geodata.read.upload import check_file

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("CQLAYOUT_SHARED", ROOT.parent / "shared"))
FOLDER = SHARED / "data" / "badinputs"
CANARY = Path("/var/tmp/cqlayout-canary")  # noqa: S108 - the files of the folder name this place
PORT = 18_099
SECRET = "TOP-SECRET-ROW"  # noqa: S105 - what must never be seen in a message
MOST_SECONDS = 10.0
STOPPED = {"reject", "ask"}
PASSED = {"accept", "warn", "repair"}
# What may be warned of in a sound file: it lies elsewhere, or has nothing to be drawn.
ELSEWHERE = {"outside-municipality-all", "null-geometry", "null-island", "empty-geometry"}
EXPECTED = {
    "REJECT": {"reject"},
    "ASK": {"ask"},
    "WARN": {"warn"},
    "REPAIR": {"repair"},
    "ACCEPT": {"accept"},
    "INERT": {"accept", "warn"},
    "LIMIT": STOPPED | PASSED,
    "NO_NETWORK": STOPPED | PASSED,
    "NOT_AN_INPUT": {"reject"},
}


def manifest() -> list[dict[str, str]]:
    if not (FOLDER / "manifest.csv").is_file():
        return []
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


ROWS = manifest()
GROUPS = sorted({row["group"] for row in ROWS}) or ["absent"]


def allowed(expected: str) -> set[str]:
    if expected in EXPECTED:
        return EXPECTED[expected]
    return set().union(*(EXPECTED[word] for word in expected.split("_OR_")))


@pytest.fixture(scope="module")
def canary() -> Iterator[Path]:
    """Lay out the files that must neither be read nor changed."""
    made = not CANARY.exists()
    CANARY.mkdir(parents=True, exist_ok=True)
    (CANARY / "secret.csv").write_text(f"name,lon,lat\n{SECRET},106.55,29.56\n", encoding="utf-8")
    (CANARY / "victim.gpkg").write_bytes((FOLDER / "gpkg" / "ok.gpkg").read_bytes())
    yield CANARY
    for name in ("secret.csv", "victim.gpkg"):
        (CANARY / name).unlink(missing_ok=True)
    if made:
        CANARY.rmdir()


@pytest.fixture(scope="module")
def callers() -> Iterator[list[object]]:
    """Listen where the files would call, and keep who did."""
    found: list[object] = []
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", PORT))
        listener.listen()
        listener.settimeout(0.1)
        done = threading.Event()

        def accept() -> None:
            while not done.is_set():
                try:
                    caller, address = listener.accept()
                except TimeoutError:
                    continue
                found.append(address)
                caller.close()

        thread = threading.Thread(target=accept)
        thread.start()
        yield found
        done.set()
        thread.join()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1) as made:
        yield made


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def faults(row: dict[str, str], report: Report, seconds: float) -> list[str]:
    """Return what is wrong with the report of one file."""
    verdict, codes = report.verdict.value, {item.code for item in report.findings}
    found = []
    elsewhere = "ACCEPT" in row["expected"] and verdict == "warn" and codes & ELSEWHERE
    if verdict not in allowed(row["expected"]) and not elsewhere:
        found.append(f"expected {row['expected']}, obtained {verdict} {sorted(codes)}")
    if "reader-crashed" in codes:
        found.append("the reading process crashed")
    if seconds > MOST_SECONDS:
        found.append(f"took {seconds:.1f} s")
    name = Path(row["file"]).name
    text = str(report.as_record())
    if SECRET in text or "root:" in text:
        found.append("content of another file is shown")
    for item in report.findings:
        if name not in item.message.en or name not in item.message.zh:
            found.append(f"{item.code}: the message does not name the file")
        if item.where.en not in item.message.en or not item.where.zh:
            found.append(f"{item.code}: the message does not name the place")
        if not item.remedy.en or not item.remedy.zh:
            found.append(f"{item.code}: no remedy")
    if verdict != "accept" and not any(item.severity is not Severity.NOTE for item in report.findings):
        found.append("a verdict without a finding")
    return found


@pytest.mark.skipif(not ROWS, reason="the shared test data are not beside this checkout (CQLAYOUT_SHARED)")
@pytest.mark.parametrize("group", GROUPS)
def test_every_file_of_the_group(
    group: str, sandbox: Sandbox, canary: Path, callers: list[object], tmp_path: Path
) -> None:
    victim = digest(canary / "victim.gpkg")
    before = {path: path.stat().st_mtime_ns for path in (FOLDER / group).iterdir()}
    wrong = {}
    for row in (row for row in ROWS if row["group"] == group):
        start = time.monotonic()
        report = check_file(FOLDER / row["file"], sandbox=sandbox)
        found = faults(row, report, time.monotonic() - start)
        if found:
            wrong[row["file"]] = found
    assert wrong == {}
    assert callers == []
    assert digest(canary / "victim.gpkg") == victim
    assert {path: path.stat().st_mtime_ns for path in (FOLDER / group).iterdir()} == before
    assert list(tmp_path.iterdir()) == []


def test_either_or_values_are_understood() -> None:
    assert allowed("REJECT_OR_WARN") == {"reject", "warn"}
    assert allowed("ACCEPT_OR_ASK") == {"accept", "ask"}
    assert allowed("REJECT_OR_INERT") == {"reject", "accept", "warn"}
