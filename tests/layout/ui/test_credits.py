from geodata.catalog import entry
from layout.ui.credits import map_credits


def test_open_data_keep_their_credit() -> None:
    text = map_credits("38", ["rail_station"], language="en")
    assert "OpenStreetMap" in text
    assert "ODbL" in text


def test_a_map_without_infrastructure_owes_nothing_for_it() -> None:
    assert "OpenStreetMap" not in map_credits("38", [], language="en")


def test_each_vintage_has_its_own_source() -> None:
    assert entry("districts").attribution.zh in map_credits("38", [], language="zh")
    assert entry("districts-2025").attribution.zh in map_credits("37", [], language="zh")
