from layout.viz.chart_frame import SCHEMA, framed


def test_the_data_are_inside_and_the_body_is_on_top() -> None:
    spec = framed([{"x": 1}], {"mark": "bar", "height": 10})
    assert spec["data"] == {"values": [{"x": 1}]}
    assert (spec["mark"], spec["height"]) == ("bar", 10)
    assert spec["usermeta"]["format"] == SCHEMA
    assert "http" not in str(spec)
