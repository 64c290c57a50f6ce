from streamlit.testing.v1 import AppTest

from geodata.catalog import entry
from layout.ui.maps.credits import map_credits


def test_open_data_keep_their_credit() -> None:
    text = map_credits("38", ["rail_station"], language="en")
    assert "OpenStreetMap" in text
    assert "ODbL" in text


def test_a_map_without_infrastructure_owes_nothing_for_it() -> None:
    assert "OpenStreetMap" not in map_credits("38", [], language="en")


def test_each_vintage_has_its_own_source() -> None:
    assert entry("districts").attribution.zh in map_credits("38", [], language="zh")
    assert entry("districts-2025").attribution.zh in map_credits("37", [], language="zh")


def test_a_map_names_whom_it_owes_below_it() -> None:
    app = AppTest.from_function(_credits).run()
    html = "".join(element.proto.body for element in app.get("html"))
    assert entry("districts").attribution.zh in html
    assert entry("parks").attribution.zh in html


def _credits() -> None:
    from layout.ui.maps.credits import show_credits  # noqa: PLC0415 - AppTest runs the body alone

    show_credits("zh", "parks")
