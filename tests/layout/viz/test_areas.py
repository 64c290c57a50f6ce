import math
from collections.abc import Iterator

from geodata.text import Bilingual
from layout.landuse.pairs import pair
from layout.viz.areas import choropleth_style, intensity_style, prefecture_style, target_note, zone_style
from layout.viz.spec import StyleSpec
from layout.workflow.maps.layers import (
    district_frame,
    district_intensity_frame,
    park_frame,
    prefecture_frame,
    zone_frame,
)

GDP = Bilingual(en="GDP, 2024", zh="地区生产总值（2024 年）")
YI = Bilingual(en="×10⁸ CNY", zh="亿元")


def properties(spec: StyleSpec) -> Iterator[str]:
    for line in spec["tooltip"]:
        found = line["property"]
        yield from [found] if isinstance(found, str) else found.values()
    yield from (spec["key"], spec["property"])
    if "label" in spec:
        yield from (*spec["label"]["property"].values(), spec["label"]["lon"], spec["label"]["lat"])


def test_every_property_that_a_style_names_is_in_its_frame() -> None:
    gdp = district_frame("38", "gdp", year=2024)
    assert set(properties(choropleth_style(gdp["value"], title=GDP, unit=YI))) <= set(gdp.columns)
    intensity = district_intensity_frame("gross_output-per-built_up_km2")
    assert set(properties(intensity_style(intensity["value"], name=GDP, target=75.0))) <= set(
        intensity.columns
    )
    zones = zone_frame()
    assert set(properties(zone_style(zones["kind"]))) <= set(zones.columns)
    assert set(properties(prefecture_style(1))) <= set(prefecture_frame().columns)


def test_a_choropleth_counts_every_unit_once() -> None:
    frame = district_frame("38", "gdp", year=2024)
    spec = choropleth_style(frame["value"], title=GDP, unit=YI, notes=(YI,))
    counted = sum(entry["count"] for entry in spec["classes"]) + spec["no_data"]["count"]
    assert counted == 38
    assert spec["no_data"]["count"] == 1  # Youyang has no sound figure of 2024
    assert len(spec["classes"]) == 5
    assert max(entry["count"] for entry in spec["classes"]) <= 8
    assert [note["zh"] for note in spec["notes"]] == ["亿元", "38 个中有 37 个有数据。"]


def test_a_layer_without_any_figure_still_has_its_legend() -> None:
    spec = choropleth_style([math.nan] * 38, title=GDP, unit=YI)
    assert spec["no_data"]["count"] == 38
    assert [entry["count"] for entry in spec["classes"]] == [0]


def test_intensity_names_its_pair_and_the_target() -> None:
    one = pair("gross_output-per-approved_area")
    spec = intensity_style([120.9, 10.4, math.nan], name=one.name, target=75.0, notes=one.notes)
    assert spec["title"]["zh"] == "土地产出强度：规模以上工业总产值 ÷ 核准面积"
    assert spec["unit"]["zh"] == "亿元/km²"
    assert "75 亿元/km²" in spec["notes"][0]["zh"]
    assert spec["notes"][1]["zh"] == one.notes[0].zh
    shown = [line["property"] for line in spec["tooltip"]]
    assert "value_wan_per_mu" in shown
    assert {"zh": "pair_zh", "en": "pair_en"} in shown
    assert "numerator_year" in shown
    assert "denominator_year" in shown


def test_target_note_carries_value_and_unit() -> None:
    assert "75" in target_note(75.0).en


def test_the_first_line_of_every_tooltip_is_the_name() -> None:
    frame = park_frame()
    assert {"name_zh", "name_en"} <= set(frame.columns)
    for spec in (choropleth_style([1.0], title=GDP, unit=YI), zone_style([]), prefecture_style(1)):
        assert spec["tooltip"][0]["property"] == {"zh": "name_zh", "en": "name_en"}


def test_zones_have_a_class_for_each_kind_and_mark_a_strange_one() -> None:
    spec = zone_style(["flagship", "cluster_group", "cluster_group", "mine"])
    assert {entry["id"]: entry["count"] for entry in spec["classes"]} == {
        "flagship": 1,
        "cluster_group": 2,
        "functional_region": 0,
    }
    assert spec["no_data"]["count"] == 1
