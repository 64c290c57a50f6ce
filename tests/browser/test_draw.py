"""A planner draws a parcel on the map, names it, keeps it, and finds it in the ranking."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geodata.workspace import Workspace
from tests.browser.conftest import ROOT, running_server

if TYPE_CHECKING:
    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser
CORNERS = ((-60, -50), (60, -45), (50, 40), (-55, 45))
CORNERS_SHOWN = "(least) => document.querySelectorAll('.leaflet-editing-icon').length >= least"
NAME = "西永 {{7*7}} <b>x</b>"


@pytest.fixture
def own_server(tmp_path: Path, own_workspace: Path) -> Iterator[str]:
    """Serve the application over a workspace of this test."""
    del own_workspace
    with running_server(ROOT / "streamlit_app.py", tmp_path / "log.txt") as address:
        yield address


def test_a_parcel_drawn_on_the_map_is_ranked(own_server: str, own_workspace: Path, desk: "Desk") -> None:
    with desk.browse(own_server) as page:
        page.goto(f"{own_server}/sites?lang=zh&step=candidates")
        page.get_by_text("自有候选地", exact=True).first.click()
        frame = desk.map_frame(page, "outlines", "parks")
        desk.settle(page)
        frame.evaluate("() => { cq.map.setView([29.55, 106.35], 13, {animate: false}); }")
        frame.get_by_title("绘制地块").click()
        box = frame.frame_element().bounding_box()
        assert box is not None
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for number, (dx, dy) in enumerate(CORNERS, start=1):
            page.mouse.click(middle[0] + dx, middle[1] + dy)
            # a corner is there when the map shows it: clicks that come before it would be one double click
            frame.wait_for_function(CORNERS_SHOWN, arg=number)
            page.wait_for_timeout(350)
        page.mouse.click(middle[0] + CORNERS[0][0], middle[1] + CORNERS[0][1])
        page.get_by_text("公顷（量算）").first.wait_for()
        page.get_by_label("候选地名称").fill(NAME)
        page.get_by_label("候选地名称").press("Enter")
        page.get_by_role("button", name="保存为候选地").click()
        page.get_by_text("工作区现有 1 个自有候选地").wait_for()
        frame = desk.map_frame(page, "own_sites")
        assert frame.evaluate("() => cq.map.getZoom()") == 13
        desk.screenshot(page, "own-sites-zh")
        page.get_by_text("6 结果", exact=True).click()
        page.get_by_text("共 1 个候选地参与排序").wait_for()
        for _ in range(200):
            if frame.is_detached():
                break
            page.wait_for_timeout(50)
        frame = desk.map_frame(page, "ranked", "parcels")
        assert desk.drawn(frame)["parcels"] == 1
        assert page.get_by_text(NAME).count() > 0
        desk.settle(page)
        desk.screenshot(page, "own-sites-ranked-zh")
    kept = Workspace.open(own_workspace).load("sites").frame
    assert list(kept["name_zh"]) == [NAME]
