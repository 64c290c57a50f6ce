import hashlib
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from geodata.convert.masks import near_mask
from geodata.errors import CRSMismatchError, DataFormatError, DataMissingError, GeodataError
from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError
from layout.workflow.suitability.study import open_study


def changed(text: str, **keys: Any) -> SuitabilityCase:  # noqa: ANN401 - keys as TOML gives them
    return SuitabilityCase.model_validate(tomllib.loads(text) | keys)


def test_an_open_study(study_folder: Path, study_text: str) -> None:
    study = open_study(changed(study_text), study_folder)
    assert [rule.id for rule in study.rules] == ["steep", "water", "yrpl_chem_1km"]
    assert [item.text.rule_id for item in study.not_evaluated] == ["pbf_exclusion"]
    assert study.not_evaluated[0].reason.en == "layer farmland is not given"
    assert study.grid.cell == 30.0
    assert study.grid.bounds[0] % 30 == 0
    area = near_mask(study.inputs.area, study.grid).sum() * 900
    assert area == pytest.approx(np.pi * 2300**2, rel=5e-3)
    dem = (study_folder / "dem.tif").read_bytes()
    assert study.files["dem"] == hashlib.sha256(dem).hexdigest()
    assert set(study.files) == {"dem", "landcover", "rivers", "roads", "(area)"}
    study.close()


def test_a_grid_that_takes_over_a_rasters_cells(study_folder: Path, study_text: str) -> None:
    study = open_study(changed(study_text, grid={"align_to": "dem"}), study_folder)
    assert (study.grid.x0, study.grid.y0, study.grid.cell) == (600_000.0, 3_300_000.0, 30.0)
    assert study.grid.col0 > 0
    assert study.inputs.read(study.grid).shape == (2, *study.grid.shape)
    study.close()


def test_bounds_are_in_the_crs_of_the_grid(study_folder: Path, study_text: str) -> None:
    bounds = [601_000.0, 3_297_000.0, 602_500.0, 3_299_000.0]
    study = open_study(changed(study_text, area={"bounds": bounds}), study_folder)
    assert study.grid.bounds == (600_990.0, 3_297_000.0, 602_520.0, 3_299_010.0)
    assert near_mask(study.inputs.area, study.grid).sum() == pytest.approx(1500 * 2000 / 900, rel=0.01)
    study.close()


def test_districts_by_code(study_folder: Path, study_text: str) -> None:
    keys = {"grid": {"crs": "chongqing", "resolution_m": 500}, "rules": [], "criteria": []}
    study = open_study(changed(study_text, area={"districts": ["500103"]}, **keys), study_folder)
    area = near_mask(study.inputs.area, study.grid).sum() * study.grid.cell_area_km2
    assert area == pytest.approx(23, abs=2)  # Yuzhong has 23 km²
    with pytest.raises(CaseError, match="999999"):
        open_study(changed(study_text, area={"districts": ["999999"]}, **keys), study_folder)


def test_the_whole_municipality(study_folder: Path, study_text: str) -> None:
    keys = {"grid": {"crs": "chongqing", "resolution_m": 1000}, "rules": [], "criteria": []}
    study = open_study(changed(study_text, area={"districts": ["all"]}, **keys), study_folder)
    area = near_mask(study.inputs.area, study.grid).sum() * study.grid.cell_area_km2
    assert area == pytest.approx(82_403, rel=2e-3)


def test_a_file_that_is_not_there(study_folder: Path, study_text: str) -> None:
    layers = tomllib.loads(study_text)["layers"]
    study = open_study(changed(study_text, layers=layers | {"rivers": {"path": "gone.gpkg"}}), study_folder)
    assert [item.text.rule_id for item in study.not_evaluated] == ["yrpl_chem_1km", "pbf_exclusion"]
    assert "gone.gpkg does not exist" in study.not_evaluated[0].reason.en
    study.close()
    with pytest.raises(DataMissingError, match=r"criteria\.road: file gone\.geojson"):
        open_study(changed(study_text, layers=layers | {"roads": {"path": "gone.geojson"}}), study_folder)


def test_too_many_distance_layers(study_folder: Path, study_text: str) -> None:
    data = tomllib.loads(study_text)
    road = data["criteria"][1]
    many = [road | {"id": f"r{n}", "where": {"class": ["motorway", f"x{n}"]}} for n in range(9)]
    with pytest.raises(CaseError, match="9 distance layers"):
        open_study(changed(study_text, criteria=many), study_folder)


def test_a_damaged_file_closes_the_others(study_folder: Path, study_text: str, tmp_path: Path) -> None:
    (tmp_path / "bad.gpkg").write_bytes(b"SQLite format 3\0 no")
    layers = {
        name: {"path": str(study_folder / layer["path"])}
        for name, layer in tomllib.loads(study_text)["layers"].items()
        if "path" in layer
    }
    area = {"path": str(study_folder / "area.geojson")}
    case = changed(study_text, area=area, layers=layers | {"rivers": {"path": "bad.gpkg"}})
    with pytest.raises(GeodataError, match=r"bad\.gpkg"):
        open_study(case, tmp_path)


def test_a_crs_that_is_none_is_wrong_input(study_folder: Path, study_text: str) -> None:
    for area in ({"districts": ["500103"]}, {"path": "area.geojson"}, {"bounds": [0, 0, 90, 90]}):
        grid = {"crs": "EPSG:999999", "resolution_m": 30}
        case = changed(study_text, area=area, grid=grid, criteria=[])
        with pytest.raises(GeodataError, match="EPSG:999999"):
            open_study(case, study_folder)


def test_a_grid_in_degrees_is_refused_as_such(study_folder: Path, study_text: str) -> None:
    area, grid = {"bounds": [107.0, 29.0, 107.1, 29.1]}, {"crs": "EPSG:4326", "resolution_m": 0.001}
    with pytest.raises(CRSMismatchError, match="Grid: suitability in CRS WGS 84, expected a projected CRS"):
        open_study(changed(study_text, area=area, grid=grid), study_folder)


def test_a_raster_without_data_is_refused_where_nothing_could_be_decided(
    study_folder: Path, study_text: str, tmp_path: Path
) -> None:
    with rasterio.open(study_folder / "dem.tif") as file:
        profile, shape = file.profile, file.shape
    with rasterio.open(tmp_path / "empty.tif", "w", **profile) as file:
        file.write(np.full(shape, file.nodata, np.float32), 1)
    layers = tomllib.loads(study_text)["layers"] | {"dem": {"path": str(tmp_path / "empty.tif")}}
    rule = {"id": "r", "name": {"en": "r", "zh": "r"}, "layer": "dem", "exclude": {"gt": 5}}
    keys = {"layers": layers, "criteria": []}
    case = changed(study_text, rules=[rule | {"no_data": "unknown"}], **keys)
    with pytest.raises(
        DataFormatError, match=r"empty\.tif: no cell with data in the area .* of layer dem, or"
    ):
        open_study(case, study_folder)
    open_study(changed(study_text, rules=[rule | {"no_data": "keep"}], **keys), study_folder).close()
