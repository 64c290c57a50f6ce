"""The map in a real browser: drawn from URLs, a click answers, panning reruns nothing, the view is kept."""

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

LAYERS = ("prefectures", "districts", "zones-flagship", "infrastructure", "parks")
COLOURED = """() => {
    const canvas = document.querySelector('.leaflet-overlay-pane canvas');
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    let painted = 0;
    for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3]) { painted += 1; colours.add(data[i] + ',' + data[i + 1] + ',' + data[i + 2]); }
    }
    return [painted / (canvas.width * canvas.height), colours.size];
}"""


def test_polygons_and_points_are_drawn(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/?lang=zh")
        frame = desk.map_frame(page, *LAYERS)
        page.wait_for_timeout(300)
        counts = desk.drawn(frame)
        assert counts["districts"] == 38
        assert counts["parks"] == 60
        share, colours = frame.evaluate(COLOURED)
        assert share > 0.1
        assert colours > 20
        labels = frame.locator(".cq-label-districts .cq-label-text").all_inner_texts()
        assert "城口县" in labels


def test_a_click_on_a_park_shows_its_facts(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/?lang=zh")
        frame = desk.map_frame(page, *LAYERS)
        desk.settle(page)
        desk.click(page, frame, "parks", "chengkou_ip")
        panel = page.locator(".st-key-cq_panel")
        panel.get_by_text("重庆城口工业园区").first.wait_for()
        text = panel.inner_text()
        assert re.search(r"核准面积[\s\S]*公顷", text)
        assert "来源" in text
        assert "2018" in text
        page.wait_for_url(re.compile("park=chengkou_ip"))
        desk.settle(page)
        desk.screenshot(page, "map-park-chosen")


def test_the_same_park_can_be_clicked_again_after_another_was_chosen(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/?lang=en")
        frame = desk.map_frame(page, *LAYERS)
        desk.settle(page)
        for park in ("chengkou_ip", "pengshui_ip", "chengkou_ip"):
            desk.click(page, frame, "parks", park)
            page.wait_for_url(re.compile(f"park={park}"))
            desk.settle(page)
            assert frame.evaluate("() => cq.selected.id") == park


def test_panning_and_zooming_rerun_nothing(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        sent: list[int] = []
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(len(frame))))
        page.goto(f"{server}/?lang=zh")
        frame = desk.map_frame(page, *LAYERS)
        desk.settle(page)
        page.wait_for_timeout(1500)
        before = len(sent)
        box = frame.frame_element().bounding_box()
        x, y = box["x"] + 120, box["y"] + 300
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 150, y - 80, steps=8)
        page.mouse.up()
        page.mouse.wheel(0, -400)
        page.wait_for_timeout(1500)
        assert len(sent) == before, "moving the map sent a message to the server"


def test_a_choice_keeps_the_view_and_the_layers_that_were_switched(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/?lang=en")
        frame = desk.map_frame(page, *LAYERS)
        desk.settle(page)
        frame.get_by_label("Neighbouring prefectures").uncheck()
        frame.evaluate("() => { cq.map.setView([29.6, 106.5], 9.5, {animate: false}); }")
        page.get_by_role("combobox", name=re.compile("Parks coloured by")).click()
        page.get_by_role("option", name="Leading cluster").click()
        page.wait_for_url(re.compile("colour=cluster"))
        desk.settle(page)
        assert frame.evaluate("() => cq.map.getZoom()") == 9.5
        assert not frame.get_by_label("Neighbouring prefectures").is_checked()
        shown = frame.evaluate("() => cq.current.filter((l) => cq.map.hasLayer(l)).map((l) => l.cqId)")
        assert "prefectures" not in shown
        assert "parks" in shown


def test_the_tooltip_is_text_in_the_language_of_the_page(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/?lang=en")
        frame = desk.map_frame(page, *LAYERS)
        desk.settle(page)
        x, y = desk.point_of(page, frame, "parks", "chengkou_ip")
        page.mouse.move(x - 3, y)
        page.mouse.move(x, y)
        tip = frame.locator(".cq-tip")
        tip.wait_for()
        assert "Chengkou" in tip.inner_text()
        assert "Position precision" in tip.inner_text()


def test_a_layer_that_cannot_be_loaded_is_said_on_the_map(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.route(
            "**/data/parks.geojson*",
            lambda route: route.fulfill(status=200, body="<html>", content_type="text/html"),
        )
        page.goto(f"{server}/?lang=en")
        frame = desk.map_frame(page, "districts")
        frame.locator(".cq-notice").wait_for()
        assert frame.locator(".cq-notice").inner_text().startswith("Could not be loaded: ")
