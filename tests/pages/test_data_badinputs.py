"""Every file of the shared bad inputs through the page: the verdict of the manifest, told in both languages, nothing run."""

import time
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from geodata.read import ReadOptions, shared_sandbox
from geodata.text import LANGUAGES
from layout.ui.data.report_view import report_html
from layout.ui.data.upload_state import Upload
from layout.workflow.intake.looking import Looked
from tests.geodata.read.test_badinputs import ELSEWHERE, FOLDER, GROUPS, ROWS, allowed

Page = Callable[..., AppTest]
Said = Callable[[AppTest], str]
MOST_SECONDS = 60.0
ALARMS = ("Traceback (most recent", 'File "/', "site-packages")
MARKUP = ("<img", "<script", "<iframe", "<svg", "{{", "{%", "${")


absent = pytest.mark.skipif(
    not ROWS, reason="the shared test data are not beside this checkout (CQLAYOUT_SHARED)"
)

POINT = b'{"type":"Point","coordinates":[106.55,29.56]}'
GENERATED: dict[str, tuple[bytes, str]] = {
    "good.geojson": (POINT, "accept"),
    "empty.geojson": (b"", "reject"),
    "cut.geojson": (POINT[:-9], "reject"),
    "nan.geojson": (POINT.replace(b"106.55", b"NaN"), "reject"),
    "deep.geojson": (b"[" * 20_000, "reject"),
    "vrt.geojson": (b"<VRTDataset><SourceDataset>/etc/passwd</SourceDataset></VRTDataset>", "reject"),
    "page.csv": (b"<!DOCTYPE html><html><body>sign in</body></html>", "reject"),
    "metres.csv": (b"name,X,Y\na,3272765.5,36359965.6\n", "ask"),
    "plain.csv": (b"name,lon,lat\na,106.55,29.56\n", "accept"),
    "not.zip": (b"PK\x03\x04 broken", "reject"),
    "elsewhere.geojson": (POINT.replace(b"106.55,29.56", b"116.39,39.91"), "warn"),
    '<img src=x onerror="alert(1)">{{7*7}}{% x %}.geojson': (b"{", "reject"),
}


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[None]:
    """End the shared reading processes when these tests are over."""
    yield
    shared_sandbox().close()


def faults(name: str, looked: Looked, wanted: set[str]) -> list[str]:
    """Return what is wrong with how the page tells of one file."""
    report, found = looked.report, []
    verdict, codes = report.verdict.value, {item.code for item in report.findings}
    if verdict not in wanted and not (verdict == "warn" and "accept" in wanted and codes & ELSEWHERE):
        found.append(f"expected {sorted(wanted)}, obtained {verdict} {sorted(codes)}")
    if (looked.frame is not None) and verdict in {"reject", "ask"}:
        found.append("a layer of a file that was not accepted")
    for language in LANGUAGES:
        html = report_html(report, language)
        found += [f"{language}: {alarm}" for alarm in ALARMS if alarm in unescape(html)]
        found += [f"{language}: live {mark}" for mark in MARKUP if mark in html]
        if verdict != "accept" and not html:
            found.append(f"{language}: {name} is not accounted for")
    return found


@absent
@pytest.mark.parametrize("group", GROUPS)
def test_every_file_of_the_group_through_the_function_of_the_page(group: str) -> None:
    start, wrong = time.monotonic(), {}
    for row in (row for row in ROWS if row["group"] == group):
        path = FOLDER / row["file"]
        upload = Upload(path.name, path.read_bytes())
        found = faults(path.name, upload.look(ReadOptions()), allowed(row["expected"]))
        if found:
            wrong[row["file"]] = found
    assert wrong == {}
    assert time.monotonic() - start < MOST_SECONDS


@absent
def test_the_groups_are_all_there() -> None:
    assert len(ROWS) >= 590
    assert len(GROUPS) >= 14


@absent
@pytest.mark.parametrize("group", GROUPS)
def test_a_few_of_each_group_on_the_page_itself(page: Page, said: Said, group: str) -> None:
    rows = [row for row in ROWS if row["group"] == group]
    for row in rows[:: max(1, len(rows) // 3)][:3]:
        path = FOLDER / row["file"]
        upload = Upload(path.name, path.read_bytes())
        if upload.large:  # read in the background otherwise; its end is another run of the page
            upload.look(ReadOptions())
        app = page("data", lang="zh", kept={"upload": upload})
        html = said(app)
        assert path.name in unescape(html)
        assert [mark for mark in MARKUP if mark in html] == []
        assert [alarm for alarm in ALARMS if alarm in html] == []
        assert "2 · 检查结果" in html


@pytest.mark.parametrize("name", GENERATED)
def test_generated_files_on_the_page(page: Page, said: Said, name: str) -> None:
    raw, verdict = GENERATED[name]
    upload = Upload(name, raw)
    html = said(page("data", lang="en", kept={"upload": upload}))
    assert upload.looked is not None
    assert faults(name, upload.looked, {verdict}) == []
    assert name in unescape(html)
    assert [mark for mark in MARKUP if mark in html] == []
