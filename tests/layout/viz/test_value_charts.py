import json

import numpy as np
import pandas as pd

from layout.viz.value_charts import level_chart, value_chart

SITES = pd.DataFrame(
    {
        "name": ["a", "b", "c", "d"],
        "raw": [0.0, 5.0, 20.0, np.nan],
        "value": [0.0, 0.5, 1.0, np.nan],
    }
)
KNOTS = (np.array([0.0, 10.0]), np.array([0.0, 1.0]))


def test_every_known_candidate_is_counted_and_drawn_once() -> None:
    spec = value_chart(SITES, KNOTS, unit="km", language="en")
    histogram, curve = spec["layer"]
    assert sum(bar["sites"] for bar in histogram["data"]["values"]) == 3
    points = curve["layer"][1]["data"]["values"]
    assert [point["name"] for point in points] == ["a", "b", "c"]
    json.dumps(spec, allow_nan=False)


def test_the_line_holds_its_end_values_beyond_the_corners() -> None:
    line = value_chart(SITES, KNOTS, unit="km", language="en")["layer"][1]["layer"][0]["data"]["values"]
    assert line[-1] == {"raw": 20.0, "value": 1.0}
    assert [point["value"] for point in line] == [0.0, 0.0, 1.0, 1.0]


def test_one_and_the_same_value_everywhere_still_has_an_axis() -> None:
    flat = pd.DataFrame({"name": ["a"], "raw": [3.0], "value": [1.0]})
    spec = value_chart(flat, (np.array([3.0]), np.array([1.0])), unit="km", language="zh")
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [2.0, 4.0]


def test_levels_say_how_many_candidates_they_hold() -> None:
    spec = level_chart([("carries", 1.0, 18), ("other", 0.0, 24)], "en")
    assert [row["end"] for row in spec["data"]["values"]] == ["18 candidates", "24 candidates"]
    assert "18 个" in level_chart([("x", 1.0, 18)], "zh")["data"]["values"][0]["end"]
