import json
from pathlib import Path

import numpy as np
import pytest

from geodata.crs import geodesic_area_km2
from geodata.write.geojson import to_geojson_bytes
from layout.config.suitability_toml import load_suitability_case
from layout.suitability.locate import RegionsWanted
from layout.workflow.regions.found import found_frame, told_by
from layout.workflow.regions.regions import RegionsResult, find_regions
from layout.workflow.regions.terms import Size
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import open_study


@pytest.fixture(scope="module")
def found(study_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> RegionsResult:
    out = tmp_path_factory.mktemp("areas") / "run"
    run_suitability(load_suitability_case(study_folder / "study.toml"), study_folder, out=out)
    asked = Size(total_ha=60, min_ha=10, max_ha=40)
    return find_regions(out / "suitability.tif", asked, question=RegionsWanted(cells=1, count=3))


def test_areas_carry_their_figures_and_a_name_of_their_shape(found: RegionsResult) -> None:
    frame = found_frame(found)
    assert len(frame) == 3
    assert frame["cells"].sum() == 667  # 60 ha in cells of 0.09 ha, rounded up
    assert np.allclose(frame["area_ha"], geodesic_area_km2(frame.geometry) * 100, atol=1e-3)
    assert np.allclose(frame["mean_score"] * frame["cells"], frame["sum_score"], rtol=1e-3)
    assert [name[:4] for name in frame["area_id"]] == ["S01-", "S02-", "S03-"]
    assert frame["area_id"].is_unique
    assert found_frame(found)["area_id"].tolist() == frame["area_id"].tolist()
    assert not any(name.startswith("why") for name in frame.columns)
    assert set(found.record()["regions"][0]).isdisjoint({"slope", "access", "why"})


def test_a_study_tells_of_each_area_in_record_and_file(found: RegionsResult, study_folder: Path) -> None:
    study = open_study(load_suitability_case(study_folder / "study.toml"), study_folder)
    told = told_by(found, study)
    study.close()
    row = told.record()["regions"][0]
    assert [item["rule_id"] for item in row["slope"]] == [
        "steep"
    ]  # the rule of the case goes before that of the register
    assert row["slope"][0]["share"] == 1.0  # the surface holds no steeper cell
    assert {"id", "nearest", "beyond", "unit", "name"} == set(row["access"][0])
    score = sum(item["weight"] * item["value"] for item in row["effects"])
    assert score == pytest.approx(row["mean"], abs=1e-3)
    assert "allowed land" in row["why"].en
    features = json.loads(to_geojson_bytes(found_frame(told), name="regions"))["features"]
    properties = features[0]["properties"]
    assert properties["slope_share_steep"] == 1.0
    assert properties["nearest_road_m"] >= 0
    assert "可用土地均值" in properties["why_zh"]
