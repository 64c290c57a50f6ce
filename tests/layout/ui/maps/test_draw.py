import pytest

from layout.i18n import translate
from layout.ui.maps.assets import refuse_remote_links
from layout.ui.maps.draw import DRAWINGS, draw_tools, latest_drawing
from layout.ui.maps.view import ScriptCall, base_map

POINT = {"type": "Point", "coordinates": [106.5, 29.5]}


def test_parcels_rectangles_and_points_are_drawn_and_nothing_else() -> None:
    options = draw_tools().draw_options
    assert {name for name, value in options.items() if value} == {"polygon", "rectangle", "marker"}


def test_nothing_of_the_map_comes_from_another_host() -> None:
    view = base_map()
    view.add_child(ScriptCall("drawWords", {"polygon": "x"}, on_map=True))
    view.add_child(draw_tools())
    refuse_remote_links(view)  # raises where a part names another host
    assert [part.get_name() for part in view._children.values() if "draw" in part.get_name()]


def test_the_latest_drawing_counts() -> None:
    other = {"type": "Point", "coordinates": [1, 2]}
    told = {DRAWINGS: [{"type": "Feature", "geometry": other}, {"type": "Feature", "geometry": POINT}]}
    assert latest_drawing(told) == POINT


@pytest.mark.parametrize(
    "told", [None, {}, {DRAWINGS: None}, {DRAWINGS: []}, {DRAWINGS: [{}]}, {DRAWINGS: ["x"]}]
)
def test_no_drawing_is_none(told: dict[str, object] | None) -> None:
    assert latest_drawing(told) is None


def test_the_tools_speak_chinese() -> None:
    assert translate("own_draw.tool.polygon", "zh") == "绘制地块"
