import json
from pathlib import Path
from typing import Any

import altair as alt
import pytest

from geodata.embedded import table
from geodata.text import Language
from layout.config.landuse_cases import ScenarioCase, load_landuse_case
from layout.landuse.paths import path
from layout.landuse.series import series
from layout.viz.path_charts import pace_chart, path_chart, series_chart
from layout.workflow.landuse.target_board import target_lines

CASE = load_landuse_case(
    Path(__file__).resolve().parents[3] / "cases" / "landuse" / "paths-2027.toml", ScenarioCase
)


def checked(spec: dict[str, Any]) -> dict[str, Any]:
    again: dict[str, Any] = json.loads(json.dumps(spec, allow_nan=False))
    assert alt.Chart.from_dict(again) is not None
    return again


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_path_shows_band_line_and_target(language: Language) -> None:
    frame = path(CASE.scenarios[0], target=75.0)
    spec = checked(path_chart(frame, 75.0, language=language))
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["area", "line", "rule"]
    assert [row["intensity"] for row in spec["data"]["values"]] == pytest.approx(frame["intensity"].tolist())
    assert spec["layer"][2]["data"]["values"] == [{"target": 75.0}]


def test_a_series_is_cut_where_it_breaks() -> None:
    found = series(table("statistics"), "district", entity_id="500117", indicator_id="gdp")
    spec = checked(series_chart(found, "亿元", language="zh"))
    assert {row["segment"] for row in spec["data"]["values"]} == {0, 1}
    assert spec["layer"][1]["data"]["values"][0]["year"] == 2023.5
    assert spec["layer"][2]["data"]["values"][0]["break"]
    assert spec["layer"][2]["mark"]["type"] == "text"
    whole = series(table("statistics"), "city", entity_id="500000", indicator_id="operating_revenue")
    assert len(checked(series_chart(whole, "亿元", language="zh"))["layer"]) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_goal_shows_figures_and_both_ways(language: Language) -> None:
    spec = checked(pace_chart(target_lines("revenue_2027"), "亿元", language=language))
    assert len({row["series"] for row in spec["data"]["values"]}) == 4
    ways, dots = spec["layer"]
    shown = {row["series"] for row in spec["data"]["values"]}
    for layer in (ways, dots):  # one legend of colours and shapes, for what is drawn and nothing else
        assert set(layer["encoding"]["color"]["legend"]["values"]) == shown
        assert layer["encoding"]["shape"]["legend"] == layer["encoding"]["color"]["legend"]
    assert set(ways["transform"][0]["filter"]["oneOf"]).isdisjoint(dots["transform"][0]["filter"]["oneOf"])
    checked(pace_chart(target_lines("missing_percentage_2027"), "%", language=language))
