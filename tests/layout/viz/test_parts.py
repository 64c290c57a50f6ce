import math

import pytest

from geodata.text import Bilingual
from layout.viz import palette
from layout.viz.parts import (
    category,
    name_label,
    no_data,
    point_stroke,
    range_classes,
    range_label,
    target_classes,
    tooltip,
)


def test_range_classes_count_each_value_once() -> None:
    classes = range_classes(
        [1.0, 5.0, 5.0, 9.0, math.nan], (5.0, 9.0), colors=("#000001", "#000002", "#000003")
    )
    assert [entry["count"] for entry in classes] == [1, 2, 1]
    assert [(entry["min"], entry["max"]) for entry in classes] == [(None, 5.0), (5.0, 9.0), (9.0, None)]


def test_range_classes_want_a_colour_each() -> None:
    with pytest.raises(ValueError, match="expected 3 colours"):
        range_classes([1.0], (5.0, 9.0), colors=("#000001",))


@pytest.mark.parametrize(
    ("low", "high", "en", "zh"),
    [
        (None, None, "all figures", "全部数值"),
        (None, 18.75, "below 18.75", "低于 18.75"),
        (18.75, 37.5, "18.75 to below 37.5", "18.75 至 37.5 以下"),
        (1220.0, None, "1,220 and more", "1,220 及以上"),
    ],
)
def test_range_label(low: float | None, high: float | None, en: str, zh: str) -> None:
    found = range_label(low, high)
    assert (found.en, found.zh) == (en, zh)


def test_target_classes_change_colour_family_at_the_target() -> None:
    classes = target_classes([10.0, 74.9, 75.0, 200.0], 75.0)
    assert [entry["color"] for entry in classes] == [*palette.BELOW_TARGET, *palette.ABOVE_TARGET]
    below = [entry for entry in classes if entry["max"] is not None and entry["max"] <= 75]
    assert {entry["color"] for entry in below} == set(palette.BELOW_TARGET)
    assert sum(entry["count"] for entry in below) == 2
    (reached,) = [entry for entry in classes if entry["min"] == 75]
    assert "目标 75" in reached["label"]["zh"]
    assert "target 75" in reached["label"]["en"]


def test_category_keeps_its_shape_only_when_given() -> None:
    words = Bilingual(en="Airport", zh="机场")
    assert "shape" not in category("airport", "#000000", label=words, count=1)
    assert category("airport", "#000000", label=words, count=1, shape="triangle")["shape"] == "triangle"


def test_no_data_has_its_own_words_and_look() -> None:
    assert no_data(3)["label"] == {"zh": "无数据", "en": "no data"}
    assert no_data(3)["count"] == 3
    assert no_data(0, Bilingual(en="none", zh="没有"))["label"]["zh"] == "没有"
    assert no_data(0)["dash"]


def test_tooltip_lines_translate_codes() -> None:
    line = tooltip("map.legend.level", "level", values={"national": Bilingual(en="National", zh="国家级")})
    assert line["values"]["national"]["zh"] == "国家级"
    assert line["label"]["en"] == "Park level"
    assert not line["optional"]
    assert "unit" not in line


def test_labels_show_the_name_of_the_language() -> None:
    assert name_label(8)["property"] == {"zh": "name_zh", "en": "name_en"}
    assert name_label(8)["min_zoom"] == 8


def test_points_have_a_white_rim() -> None:
    assert point_stroke()["color"] == "#ffffff"
