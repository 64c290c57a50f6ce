import re

from layout.viz.chart_file import chart_bytes
from layout.viz.chart_frame import SCHEMA, framed


def test_the_data_are_inside_and_the_body_is_on_top() -> None:
    spec = framed([{"x": 1}], {"mark": "bar", "height": 10})
    assert spec["data"] == {"values": [{"x": 1}]}
    assert (spec["mark"], spec["height"]) == ("bar", 10)
    assert spec["usermeta"]["format"] == SCHEMA
    assert "http" not in str(spec)


def test_names_are_all_drawn_and_end_labels_stand_below_their_ticks() -> None:
    names = [f"New urban districts of the main metropolitan area {place}" for place in range(10)]
    bars = {
        "mark": "bar",
        "height": 110,
        "encoding": {
            "y": {"field": "name", "type": "nominal"},
            "x": {"field": "value", "type": "quantitative", "scale": {"domain": [0, 1100]}},
        },
    }
    rows = [{"name": name, "value": 900 + place} for place, name in enumerate(names)]
    drawing = chart_bytes(framed(rows, bars), "svg", language="en").decode()
    assert all(name[:20] in drawing and name[-2:] in drawing for name in names)
    assert drawing.count("New urban districts") >= len(names)
    numbers = re.findall(r'<text text-anchor="(\w+)"[^>]*font-size="10px"[^>]*>([\d,]+)</text>', drawing)
    assert {anchor for anchor, _ in numbers} == {"middle"}
