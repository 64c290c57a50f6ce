import json

import numpy as np
import pandas as pd

from layout.viz.suit_charts import criterion_chart, waterfall_chart


def table() -> pd.DataFrame:
    names = [
        "rule_id",
        "name_en",
        "name_zh",
        "mode",
        "evaluated",
        "in_order_km2",
        "remaining_km2",
        "alone_km2",
        "marginal_km2",
        "shapley_km2",
    ]
    rows = [
        ("(area)", None, None, None, True, np.nan, 10.0, np.nan, np.nan, np.nan),
        ("a", "Steep", "陡坡", "exclude", True, 4.0, 6.0, 4.0, 3.0, 3.5),
        ("b", "Water", "水体", "exclude", True, 1.0, 5.0, 2.0, 1.0, 1.5),
        ("c", "Farmland", "农田", np.nan, False, np.nan, np.nan, np.nan, np.nan, np.nan),
    ]
    return pd.DataFrame(rows, columns=names)


def test_bars_fall_from_the_area_to_what_is_available() -> None:
    chart = waterfall_chart(table(), "en")
    bars = chart["layer"][0]["data"]["values"]
    assert [(bar["name"], bar["from"], bar["to"]) for bar in bars] == [
        ("Area of the study", 0.0, 10.0),
        ("Steep", 6.0, 10.0),
        ("Water", 5.0, 6.0),
        ("Available", 0.0, 5.0),
    ]
    marks = chart["layer"][1]["data"]["values"]
    assert len(marks) == 6
    assert {mark["name"] for mark in marks} == {"Steep", "Water"}
    assert "农田" not in json.dumps(waterfall_chart(table(), "zh"), ensure_ascii=False)


def test_what_reaches_to_infinity_is_not_drawn() -> None:
    spread = pd.DataFrame({"low": [0.0, 10.0, 20.0], "high": [10.0, 20.0, np.inf], "km2": [1.0, 2.0, 3.0]})
    curve = pd.DataFrame({"raw": [0.0, 20.0], "value": [1.0, 0.0]})
    chart = criterion_chart(spread, curve, unit="m", language="en")
    assert len(chart["layer"][0]["data"]["values"]) == 2
    assert chart["layer"][0]["encoding"]["x"]["title"] == "Measured (m)"
    assert chart["layer"][0]["encoding"]["y2"] == {"datum": 0}
    json.dumps(chart, allow_nan=False)


def test_classes_are_drawn_as_classes() -> None:
    spread = pd.DataFrame({"low": [10.0, 40.0], "high": [10.0, 40.0], "km2": [1.0, 2.0]})
    curve = pd.DataFrame({"raw": [10.0, 40.0], "value": [0.2, np.nan]})
    chart = criterion_chart(spread, curve, unit="", language="zh")
    assert chart["layer"][0]["encoding"]["x"]["type"] == "ordinal"
    assert chart["layer"][1]["data"]["values"][1]["value"] is None
