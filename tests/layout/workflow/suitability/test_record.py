import datetime as dt
import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from layout.config.suitability_toml import load_suitability_case
from layout.rules.waterfall import Patterns
from layout.suitability.outcome import Outcome
from layout.workflow.suitability.areas import AREA_COLUMNS
from layout.workflow.suitability.classes import ClassesFound
from layout.workflow.suitability.record import area_files, run_record, waterfall_table
from layout.workflow.suitability.result import SuitabilityResult
from layout.workflow.suitability.study import open_study


def test_tables_and_record_of_known_counts(study_folder: Path) -> None:
    case = load_suitability_case(study_folder / "study.toml")
    study = open_study(case, study_folder)
    outcome = Outcome(
        Patterns.of({0: 500, 1: 100, 3: 40, 4: 10}), area=700, excluded=150, available=500, undecided=50
    )
    table = waterfall_table(study, outcome, small_cells=30)
    rows = table.set_index("rule_id")
    assert table["step"].tolist() == list(range(5))
    assert rows.loc["(area)", "remaining_km2"] == pytest.approx(650 * 0.0009)
    assert rows["in_order_km2"].dropna().tolist() == pytest.approx([140 * 0.0009, 0.0, 10 * 0.0009])
    assert rows.loc["water", "shapley_km2"] == pytest.approx(20 * 0.0009)
    assert rows.loc["yrpl_chem_1km", "year"] == 2020
    empty = gpd.GeoDataFrame({name: [] for name in AREA_COLUMNS}, geometry=[], crs=4326)
    files = area_files(table, empty, case=case)
    assert set(files) == {"waterfall.csv", "areas.geojson"}
    assert json.loads(files["areas.geojson"])["attribution"][0] == {
        "layer": "dem",
        "source": "invented",
        "licence": "",
    }
    columns = ("class", "score_from", "score_to", "cells_ha", "polygons_ha")
    one = gpd.GeoDataFrame({key: [1.0] for key in columns}, geometry=[None], crs=4326)
    classes = ClassesFound(one, cell_m=30.0, min_ha=2.0, left_out_ha=0.5)
    result = SuitabilityResult(case, 0.0009, outcome, table, empty, 30, study.not_evaluated, classes)
    when = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    record = json.loads(run_record(study, result, when=when, files={"case.toml": b"x"}))
    study.close()
    assert record["classes"] == {
        "cell_m": 30.0,
        "min_ha": 2.0,
        "left_out_ha": 0.5,
        "classes": [dict.fromkeys(columns, 1.0)],
    }
    assert record["undecided_km2"] == pytest.approx(0.045)
    assert record["created_utc"] == "2026-11-21T00:00:00Z"
    assert record["criteria"][0]["reach"] is None  # a slope reaches one cell, not a distance
    assert [rule["evaluated"] for rule in record["rules"]] == [True] * 3
    assert not np.isnan(record["available_km2"])
