import json
import math

import pandas as pd
import pytest

from geodata.text import LANGUAGES, Language
from layout.viz.plan_charts import effect_chart, firmness_chart, front_chart, objective_word, phase_chart

FRONT = pd.DataFrame({"number": [1, 2], "value": [3.0, 2.0], "new_land": [9.0, 4.0], "cost": [1.0, math.nan]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_front_of_two_has_a_line_and_one_of_three_a_colour(language: Language) -> None:
    two = front_chart(FRONT, ("value", "new_land"), language=language)
    assert [layer["mark"]["type"] for layer in two["layer"]] == ["line", "point", "text"]
    assert two["layer"][1]["encoding"]["x"]["title"] == objective_word("value", language)
    three = front_chart(FRONT, ("value", "new_land", "cost"), language=language)
    assert [layer["mark"]["type"] for layer in three["layer"]] == ["point", "text"]
    assert three["layer"][0]["encoding"]["color"]["field"] == "cost"
    assert three["data"]["values"][1]["cost"] is None
    json.dumps([two, three], allow_nan=False)


def test_phases_are_stacked_in_the_language() -> None:
    frame = pd.DataFrame(
        {
            "year": ["2025", "2027"],
            "group_zh": ["甲", "乙"],
            "group_en": ["a", "b"],
            "land_ha": [2.0, 3.0],
            "projects": [1, 2],
        }
    )
    spec = phase_chart(frame, language="zh")
    assert [row["group"] for row in spec["data"]["values"]] == ["甲", "乙"]
    assert spec["encoding"]["x"]["stack"] == "zero"


def test_unknown_before_is_not_drawn_as_zero() -> None:
    frame = pd.DataFrame(
        {
            "name_zh": ["甲", "乙"],
            "name_en": ["a", "b"],
            "before": [math.nan, 50.0],
            "after": [math.nan, 60.0],
            "added": [75.0, 70.0],
        }
    )
    bars, rule = effect_chart(frame, 75.0, language="en")["layer"]
    assert rule["data"]["values"] == [{"target": 75.0}]
    assert bars["encoding"]["color"]["scale"]["domain"] == ["before", "after", "of the plan alone"]
    rows = effect_chart(frame, 75.0, language="en")["data"]["values"]
    assert [(row["name"], row["kind"]) for row in rows] == [
        ("a", "of the plan alone"),
        ("b", "before"),
        ("b", "after"),
        ("b", "of the plan alone"),
    ]


def test_firmness_shows_three_shares_a_project() -> None:
    frame = pd.DataFrame(
        {"name_zh": ["甲"], "name_en": ["a"], "stays": [0.6], "elsewhere": [0.3], "out": [0.1]}
    )
    rows = firmness_chart(frame, language="en")["data"]["values"]
    assert [(row["kind"], row["share"]) for row in rows] == [
        ("stays", 0.6),
        ("another park", 0.3),
        ("stays out", 0.1),
    ]
