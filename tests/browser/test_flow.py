"""What a planner does in one sitting: look, choose, rank, download, switch the language."""

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shapely

if TYPE_CHECKING:
    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def _check_rfc7946(collection: dict[str, Any]) -> int:
    """Check a feature collection against RFC 7946 and return how many features have a position."""
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    west, south, east, north = collection["bbox"]
    assert 105 < west <= east < 111
    assert 28 < south <= north < 33
    placed = [feature for feature in collection["features"] if feature["geometry"] is not None]
    for feature in placed:
        assert feature["type"] == "Feature"
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.is_valid
        assert shapely.box(west, south, east, north).covers(shape)
        for text in re.findall(r"-?\d+\.(\d+)", json.dumps(feature["geometry"]["coordinates"])):
            assert len(text) <= 7
    return len(placed)


def test_rank_explain_download_and_switch_the_language(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/sites?lang=zh")
        page.get_by_role("button", name="开始排序").click()
        page.get_by_text("个候选地参与排序").wait_for()
        frame = desk.map_frame(page, "ranked", "outlines")
        desk.settle(page)
        assert desk.drawn(frame)["ranked"] > 50
        assert page.locator(".cq-table tbody tr").count() > 10
        desk.screenshot(page, "ranking-zh")

        page.get_by_text("名次解释", exact=True).click()
        page.get_by_text("列第 1 位").first.wait_for()
        desk.settle(page)
        desk.screenshot(page, "ranking-why-zh")

        desk.click(page, frame, "ranked", "chengkou_ip")
        desk.settle(page)
        page.get_by_text("English", exact=True).click()
        page.wait_for_url(re.compile("lang=en"))
        page.get_by_text("sites ranked").wait_for()
        assert "case=nev-battery" in page.url
        assert "step=result" in page.url
        page.get_by_text("Chongqing Chengkou Industrial Park ranks").wait_for()
        desk.settle(page)
        desk.screenshot(page, "ranking-why-en")


def test_everything_that_the_command_writes_is_downloaded(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/sites?lang=en&step=export")
        page.get_by_role("button", name="sheet.docx").wait_for(timeout=60_000)
        files = {}
        for name in (
            "sites.geojson",
            "ranking.csv",
            "run.json",
            "case.toml",
            "certificate.txt",
            "sheet.docx",
        ):
            with page.expect_download() as download:
                page.get_by_role("button", name=name).click()
            assert download.value.suggested_filename == name
            files[name] = download.value.path().read_bytes()
        assert _check_rfc7946(json.loads(files["sites.geojson"])) > 50
        assert files["ranking.csv"].startswith(b"\xef\xbb\xbf")
        assert tomllib.loads(files["case.toml"].decode())["project"]["cluster_id"] == "icnev"
        assert json.loads(files["run.json"])
        assert files["sheet.docx"].startswith(b"PK")


def test_the_switch_keeps_state_and_url_of_the_map(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/?lang=zh&park=chengkou_ip&cluster=any&show=population%402024&colour=intensity")
        frame = desk.map_frame(page, "districts", "parks")
        desk.settle(page)
        frame.evaluate("() => { cq.map.setView([31.9, 108.6], 10, {animate: false}); }")
        page.get_by_text("English", exact=True).click()
        page.wait_for_url(re.compile("lang=en"))
        page.locator(".st-key-cq_panel").get_by_text("Chongqing Chengkou Industrial Park").first.wait_for()
        for part in ("park=chengkou_ip", "show=population%402024", "colour=intensity"):
            assert part in page.url
        desk.settle(page)
        frame = desk.map_frame(page, "districts", "parks")
        assert frame.evaluate("() => cq.map.getZoom()") == 10
        page.reload()
        page.locator(".st-key-cq_panel").get_by_text("Chongqing Chengkou Industrial Park").first.wait_for()


def test_choices_survive_a_visit_to_another_page(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/?lang=en&park=chengkou_ip&colour=cluster")
        desk.map_frame(page, "parks")
        desk.settle(page)
        page.get_by_role("link", name="Data").click()
        page.wait_for_url(re.compile("/data"))
        desk.settle(page)
        assert "lang=en" in page.url
        page.get_by_role("link", name="Map").click()
        page.locator(".st-key-cq_panel").get_by_text("Chongqing Chengkou Industrial Park").first.wait_for()
        page.wait_for_url(re.compile("colour=cluster"))


def test_a_case_file_is_loaded_and_a_bad_one_refused(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/sites?lang=en")
        page.get_by_text("Load a case file").click()
        field = page.locator('input[type="file"]')
        field.set_input_files({"name": "x{{1+1}}.toml", "mimeType": "text/plain", "buffer": b"evil_key = 1"})
        alert = page.get_by_role("alert").filter(has_text="x{{1+1}}.toml")
        alert.wait_for()
        assert "\n" not in alert.inner_text().strip()
        assert page.get_by_role("button", name="Rank the sites").is_enabled()


def test_a_row_opens_its_zone_and_a_chart_is_taken_away(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/efficiency?lang=en")
        page.get_by_text("do not add up to the city").wait_for()
        table = page.locator('[data-testid="stDataFrame"]').first
        box = table.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 18, box["y"] + 52)  # the box of the first row, below the header
        page.wait_for_url(re.compile("at_zone="))
        page.get_by_role("button", name="Chongqing ›").wait_for()
        page.get_by_role("button", name="Chart as file").first.click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="SVG (drawing)").click()
        svg = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert svg.startswith("<svg")
        assert "Wulong" in svg
