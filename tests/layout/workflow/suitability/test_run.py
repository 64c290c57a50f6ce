import json
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
from scipy import ndimage

from geodata.errors import WriteError
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import load_suitability_case
from layout.workflow.suitability.result import SuitabilityResult
from layout.workflow.suitability.run import Manner, run_suitability

FILES = {
    "suitability.tif",
    "waterfall.csv",
    "areas.geojson",
    "classes.geojson",
    "classes.gpkg",
    "run.json",
    "case.toml",
}
STAMPED = {"run.json", "classes.gpkg"}
"""Files that hold the time of writing."""


@pytest.fixture(scope="module")
def run(study_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[SuitabilityResult, Path]:
    out = tmp_path_factory.mktemp("run") / "deep" / "out"
    return run_suitability(load_suitability_case(study_folder / "study.toml"), study_folder, out=out), out


def test_the_files_are_there_and_nothing_else(run: tuple[SuitabilityResult, Path]) -> None:
    _, out = run
    assert {path.name for path in out.iterdir()} == FILES
    assert {path.name for path in out.parent.iterdir()} == {"out"}


def test_the_raster_says_what_it_is(run: tuple[SuitabilityResult, Path]) -> None:
    result, out = run
    with rasterio.open(out / "suitability.tif") as file:
        codes, tags = file.read(1), file.tags()
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.nodata == 65_535
        assert file.scales == pytest.approx((1e-4,))
        assert file.crs.to_epsg() == 4544
    assert tomllib.loads(tags["CASE"])["title"]["zh"] == "测试研究"
    assert tags["RULES_NOT_EVALUATED"] == "pbf_exclusion"
    assert "dem: invented" in tags["SOURCES"]
    assert (codes == 0).sum() == result.outcome.excluded
    assert ((codes > 0) & (codes < 65_535)).sum() == result.outcome.available
    assert codes[codes < 65_535].max() <= 10_000


def test_the_waterfall_adds_up(run: tuple[SuitabilityResult, Path]) -> None:
    result, out = run
    table = pd.read_csv(out / "waterfall.csv", encoding="utf-8-sig").set_index("rule_id")
    assert list(table.index) == ["(area)", "steep", "water", "yrpl_chem_1km", "pbf_exclusion"]
    taken = table.loc[["steep", "water", "yrpl_chem_1km"]]
    excluded = result.outcome.excluded * 0.0009
    assert taken["in_order_km2"].sum() == pytest.approx(excluded, abs=1e-5)
    assert taken["shapley_km2"].sum() == pytest.approx(excluded, abs=1e-5)
    assert (taken["marginal_km2"] <= taken["shapley_km2"] + 1e-9).all()
    assert (taken["shapley_km2"] <= taken["alone_km2"] + 1e-9).all()
    assert taken["remaining_km2"].iloc[-1] == pytest.approx(result.available_km2, abs=1e-5)
    assert table.loc["yrpl_chem_1km", "document"] == "中华人民共和国长江保护法"
    assert not table.loc["pbf_exclusion", "evaluated"]
    assert np.isnan(table.loc["pbf_exclusion", "alone_km2"])


def test_the_areas_are_the_components_of_the_raster(run: tuple[SuitabilityResult, Path]) -> None:
    result, out = run
    with rasterio.open(out / "suitability.tif") as file:
        codes = file.read(1)
    labels, _ = ndimage.label((codes >= 4000) & (codes < 65_535))
    cells = np.bincount(labels.ravel())[1:]
    large = sorted(cells[cells * 0.09 >= 2].tolist(), reverse=True)
    areas = gpd.read_file(out / "areas.geojson")
    assert areas["cells"].tolist() == large
    assert len(areas) > 2
    assert result.small_cells == cells.sum() - sum(large)
    projected = areas.to_crs(4544)
    assert np.allclose(projected.area, areas["cells"] * 900, rtol=1e-4)
    assert np.allclose(areas["geodesic_area_ha"], areas["area_ha"], rtol=2e-3)
    first = codes[labels == 1 + int(np.argmax(cells))]
    assert areas["mean_score"][0] == pytest.approx(first.mean() / 10_000, abs=1e-6)
    assert areas["compactness"].between(0, 1).all()


def test_the_record_tells_inputs_and_gaps(run: tuple[SuitabilityResult, Path]) -> None:
    result, out = run
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert {item["layer"] for item in record["inputs"]} == {"dem", "landcover", "rivers", "roads", "(area)"}
    assert all(len(item["sha256"]) == 64 for item in record["inputs"])
    assert record["rules_not_evaluated"][0]["reason"]["zh"] == "未提供图层 farmland"
    assert record["available_km2"] == pytest.approx(result.available_km2)
    assert record["area_km2"] == pytest.approx(np.pi * 2.3**2, rel=5e-3)
    assert record["grid"]["cell_m"] == 30
    assert set(record["outputs_sha256"]) == {
        "waterfall.csv",
        "areas.geojson",
        "classes.geojson",
        "classes.gpkg",
        "case.toml",
    }
    assert load_suitability_case(out / "case.toml") == result.case


def test_the_same_case_gives_the_same_bytes(
    run: tuple[SuitabilityResult, Path], study_folder: Path, tmp_path: Path
) -> None:
    _, out = run
    run_suitability(
        load_suitability_case(study_folder / "study.toml"), study_folder, out=tmp_path / "b", threads=1
    )
    for name in FILES - STAMPED:
        assert (tmp_path / "b" / name).read_bytes() == (out / name).read_bytes(), name


def variant(text: str, **keys: Any) -> SuitabilityCase:  # noqa: ANN401 - keys as TOML gives them
    return SuitabilityCase.model_validate(tomllib.loads(text) | keys)


@pytest.mark.parametrize("connectivity", ["rook", "queen"])
def test_areas_too_small_are_taken_out_where_the_case_says(
    study_folder: Path, study_text: str, tmp_path: Path, connectivity: str
) -> None:
    areas = {"min_ha": 5, "connectivity": connectivity, "remove_smaller": True}
    result = run_suitability(variant(study_text, criteria=[], areas=areas), study_folder, out=tmp_path / "o")
    with rasterio.open(tmp_path / "o" / "suitability.tif") as file:
        left = (file.read(1) > 0) & (file.read(1) < 65_535)
    structure = np.ones((3, 3)) if connectivity == "queen" else None
    cells = np.bincount(ndimage.label(left, structure)[0].ravel())[1:]
    assert cells.min() * 0.09 >= 5
    assert left.sum() * 0.0009 == pytest.approx(result.available_km2)
    assert result.small_cells > 0
    assert "(areas too small)" in result.waterfall["rule_id"].tolist()


def test_force_weight_and_condition_in_one_study(study_folder: Path, study_text: str, tmp_path: Path) -> None:
    name = {"en": "r", "zh": "规则"}
    rules = [
        {"id": "all", "name": name, "layer": "dem", "exclude": {"ge": -1000}, "no_data": "exclude"},
        {
            "id": "keep",
            "name": name,
            "layer": "roads",
            "force": {"within_m": 300},
            "only_where": {"layer": "landcover", "test": {"values": [50]}},
        },
        {"id": "half", "name": name, "layer": "rivers", "weight": {"within_m": 900, "share": 0.5}},
    ]
    result = run_suitability(variant(study_text, rules=rules, criteria=[]), study_folder, out=tmp_path / "o")
    table = result.waterfall.set_index("rule_id")
    assert table.loc["keep", "restored_km2"] == pytest.approx(result.available_km2)
    assert 0 < result.available_km2 < 0.5 * result.outcome.area * 0.0009
    with rasterio.open(tmp_path / "o" / "suitability.tif") as file:
        assert set(np.unique(file.read(1)).tolist()) == {0, 5000, 10_000, 65_535}


def test_an_old_result_stays_when_the_new_one_fails(
    study_folder: Path, study_text: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WriteError):
        run_suitability(variant(study_text), study_folder, out=tmp_path / "file" / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_run_from_kept_values_has_the_bytes_of_a_fresh_one(
    run: tuple[SuitabilityResult, Path], study_folder: Path, study_text: str, tmp_path: Path
) -> None:
    _, out = run
    data = tomllib.loads(study_text)
    data["criteria"][0]["weight"] = 9
    other = SuitabilityCase.model_validate(data)
    run_suitability(other, study_folder, out=tmp_path / "kept", manner=Manner(reuse=True))
    again = load_suitability_case(study_folder / "study.toml")
    run_suitability(again, study_folder, out=tmp_path / "again", manner=Manner(reuse=True))
    for name in FILES - STAMPED:
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes(), name
    assert (tmp_path / "kept" / "suitability.tif").read_bytes() != (out / "suitability.tif").read_bytes()


def test_progress_grows_and_a_cancelled_run_leaves_nothing(study_folder: Path, tmp_path: Path) -> None:
    case, told = load_suitability_case(study_folder / "study.toml"), []
    run_suitability(case, study_folder, out=tmp_path / "whole", manner=Manner(watch=told.append))
    assert told
    assert told == sorted(told)
    assert 0 < told[-1] <= 1

    def stop(done: float) -> None:
        raise InterruptedError(done)

    with pytest.raises(InterruptedError):
        run_suitability(case, study_folder, out=tmp_path / "cut", manner=Manner(watch=stop, reuse=True))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".cut", "cut"))] == []
    assert not list((tmp_path / "desk-cache").rglob("about.json"))
