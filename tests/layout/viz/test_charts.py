import json
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from geodata.text import Language
from layout.landuse.concentration import pareto_curve
from layout.viz.charts import (
    frontier_chart,
    gap_chart,
    pareto_chart,
    plain_json,
    scatter_chart,
)
from layout.workflow.landuse.efficiency import Efficiency, efficiency
from layout.workflow.landuse.frontier import frontier

PAIR = "gross_output-per-approved_area"
HOSTILE = "{{1+1}} <img src=x onerror=alert(1)> [a](b)"


@pytest.fixture(scope="module")
def found() -> Efficiency:
    return efficiency(PAIR, estimates=True)


def checked(spec: dict[str, Any]) -> dict[str, Any]:
    """Hold a specification to the schema of Vega-Lite and to JSON, and return it."""
    again: dict[str, Any] = json.loads(json.dumps(spec, allow_nan=False, ensure_ascii=False))
    assert alt.Chart.from_dict(again) is not None
    assert "http" not in json.dumps(again).replace("$schema", "")
    return again


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_chart_follows_the_schema_of_vega_lite(found: Efficiency, language: Language) -> None:
    parks = found.parks.rename(columns={"land_km2": "industrial_land_km2"})
    edge = frontier(
        parks[["output_yi", "industrial_land_km2"]], inputs=("industrial_land",), outputs=("output",)
    )
    for spec in (
        gap_chart(found.parks, language),
        scatter_chart(found.parks, found.target, language=language),
        pareto_chart(found.curve, language),
        frontier_chart(edge.table, {}, language=language),
    ):
        checked(spec)


def test_bars_carry_the_gap_and_mark_estimates(found: Efficiency) -> None:
    rows = checked(gap_chart(found.parks, "en"))["data"]["values"]
    assert [row["gap"] for row in rows] == pytest.approx(found.parks["gap_yi"].tolist())
    assert [row["estimate"] for row in rows].count(True) == int((found.parks["basis"] == "estimate").sum())
    assert len(checked(gap_chart(found.parks, "en", most=2))["data"]["values"]) == 2


def test_rays_have_the_intensity_that_they_name(found: Efficiency) -> None:
    rays = checked(scatter_chart(found.parks, 75.0, language="en"))["layer"][0]["data"]["values"]
    ends = [ray for ray in rays if ray["land"] > 0]
    assert {ray["ray"] for ray in ends} >= {"25", "75", "150"}
    assert all(ray["output"] / ray["land"] == pytest.approx(float(ray["ray"])) for ray in ends)
    assert [ray["ray"] for ray in ends if ray["strong"]] == ["75"]


def test_the_curve_runs_from_nothing_to_all() -> None:
    curve = pareto_curve(pd.Series([8.0, 2.0]), pd.Series([1.0, 1.0]))
    rows = checked(pareto_chart(curve, "zh"))["layer"][1]["data"]["values"]
    assert rows[0]["output_share"] == 0
    assert rows[-1]["land_share"] == 1


def test_hostile_names_are_data_and_nothing_else(found: Efficiency) -> None:
    parks = found.parks.assign(name_en=HOSTILE)
    rows = checked(gap_chart(parks, "en"))["data"]["values"]
    assert {row["name"] for row in rows} == {HOSTILE, f"{HOSTILE} (ESTIMATE)"}
    assert {row["estimate"] for row in rows if row["name"] != HOSTILE} == {True}


def test_empty_tables_draw_an_empty_chart() -> None:
    empty = efficiency("gross_output-per-industrial_land_km2")
    checked(gap_chart(empty.parks, "en"))
    checked(scatter_chart(empty.parks, 75.0, language="en"))
    checked(pareto_chart(empty.curve, "en"))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(np.nan, None), (np.inf, None), (pd.NA, None), (np.int64(3), 3), ("a", "a"), (True, True)],
)
def test_unknown_is_null(value: object, wanted: object) -> None:
    assert plain_json(value) == wanted
