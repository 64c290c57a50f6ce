import json
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import Point, box

from geodata.text import Language
from layout.ui.maps.display import NO_DATA, display_bytes, look
from layout.ui.maps.layers import drawn


def _districts(name: str = "甲") -> gpd.GeoDataFrame:
    frame, _ = drawn("districts", {"show": "gdp@2024"})
    chosen = frame.iloc[:2].copy()
    chosen["name_zh"] = [name, "乙"]
    chosen["value"] = [500.0, float("nan")]
    return chosen


def _shown(
    frame: gpd.GeoDataFrame, layer: str, question: dict[str, str], language: Language
) -> dict[str, Any]:
    _, style = drawn(layer, question)
    collection: dict[str, Any] = json.loads(display_bytes(frame, style, language=language))
    return collection


def test_a_missing_value_is_no_data_and_never_zero() -> None:
    layer = _shown(_districts(), "districts", {"show": "gdp@2024"}, "zh")
    known, unknown = (feature["properties"] for feature in layer["features"])
    assert known["class"] != NO_DATA
    assert unknown["class"] == NO_DATA
    rows = dict(map(tuple, unknown["rows"]))
    assert rows["数值"] == "无数据"
    assert "0 亿元" not in json.dumps(unknown, ensure_ascii=False)


def test_names_are_carried_as_they_are(hostile: str) -> None:
    layer = _shown(_districts(hostile), "districts", {"show": "gdp@2024"}, "zh")
    properties = layer["features"][0]["properties"]
    assert (properties["name"], properties["label"]) == (hostile, hostile)


def test_years_have_no_thousands_separator_and_numbers_have() -> None:
    frame = _districts()
    frame["value"] = [12345.6, 1.0]
    rows = dict(
        map(
            tuple, _shown(frame, "districts", {"show": "gdp@2024"}, "en")["features"][0]["properties"]["rows"]
        )
    )
    assert rows["Year"] == "2024"
    assert rows["Value"].startswith("12,346")


def test_a_feature_without_position_is_not_drawn() -> None:
    frame, style = drawn("parks", {"colour": "level"})
    layer = json.loads(display_bytes(frame, style, language="en"))
    assert len(layer["features"]) == int(frame.geometry.notna().sum()) == 60


def test_precision_and_size_travel_with_a_park() -> None:
    frame, style = drawn("parks", {"colour": "level"})
    layer = json.loads(display_bytes(frame, style, language="en"))
    by_id = {feature["properties"]["id"]: feature["properties"] for feature in layer["features"]}
    assert by_id["wanzhou_etdz"]["precision_m"] == 8000
    large = frame.dropna(subset=["approved_area_ha"]).nlargest(1, "approved_area_ha")["park_id"].iloc[0]
    assert by_id[large]["radius"] == max(one["radius"] for one in by_id.values())


def test_no_data_and_large_circles_are_drawn_below() -> None:
    frame, style = drawn("parks", {"colour": "intensity", "pair": "best"})
    shown = json.loads(display_bytes(frame, style, language="en"))["features"]
    order = [(one["properties"]["class"] != NO_DATA, -one["properties"]["radius"]) for one in shown]
    assert order == sorted(order)
    assert order[0][0] is False
    assert order[-1][0] is True


def test_what_does_not_operate_is_hollow() -> None:
    frame, style = drawn("infrastructure", {"kinds": "power_plant"})
    layer = json.loads(display_bytes(frame, style, language="en"))
    classes = {feature["properties"]["class"] for feature in layer["features"]}
    assert classes == {"power_plant", "power_plant-hollow"}
    options = layer["look"]["classes"]
    assert options["power_plant-hollow"]["fillOpacity"] < 0.5
    assert "fillOpacity" not in options["power_plant"]


def test_every_class_of_a_feature_has_its_look() -> None:
    for layer, question in (
        ("districts", {"show": "gdp@2024"}),
        ("parks", {}),
        ("zones", {}),
        ("prefectures", {}),
    ):
        frame, style = drawn(layer, question)
        shown = json.loads(display_bytes(frame, style, language="zh"))
        assert {feature["properties"]["class"] for feature in shown["features"]} <= set(
            shown["look"]["classes"]
        )


def test_zones_are_outlines_in_the_colour_of_their_kind() -> None:
    _, style = drawn("zones", {})
    options = look(style)
    assert options["base"]["fillOpacity"] < 0.2
    assert options["classes"]["flagship"]["color"] == options["classes"]["flagship"]["fillColor"]


def test_coordinates_have_no_more_decimals_than_a_screen_shows() -> None:
    frame = _districts().iloc[:1].copy()
    frame = frame.set_geometry(
        gpd.GeoSeries([box(106.123456789, 29, 107, 30)], index=frame.index, crs="EPSG:4326")
    )
    layer = _shown(frame, "districts", {"show": "gdp@2024"}, "zh")
    longitudes = {corner[0] for corner in layer["features"][0]["geometry"]["coordinates"][0]}
    assert longitudes == {106.12346, 107.0}


def test_the_same_frame_gives_the_same_bytes() -> None:
    frame, style = drawn("parks", {})
    assert display_bytes(frame, style, language="zh") == display_bytes(frame, style, language="zh")


def test_infinite_numbers_never_reach_the_browser() -> None:
    frame, style = drawn("parks", {})
    broken = frame.iloc[:1].copy()
    broken["position_precision_m"] = float("inf")
    broken = broken.set_geometry(gpd.GeoSeries([Point(106, 29)], index=broken.index, crs="EPSG:4326"))
    with pytest.raises(ValueError, match=r"finite|JSON compliant"):
        display_bytes(broken, style, language="en")
