"""Buffers around cells of a raster: against shapely over the polygons that rasterio draws around them."""

import tomllib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import rasterio.features
import shapely

from geodata.errors import GridMismatchError
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import build_suitability_case, dump_suitability_case
from layout.errors import CaseError
from layout.rules.grid_rule import CellTest
from layout.workflow.suitability import raster_outlines
from layout.workflow.suitability.raster_outlines import met
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import open_study

BUFFER_M = 140.0
RULE = {"id": "buffer", "name": {"en": "b", "zh": "b"}, "layer": "towns", "exclude": {"within_m": BUFFER_M}}


def study(text: str, folder: Path, raster: Path, **keys: object) -> SuitabilityCase:
    towns = {"derive": "outlines", "of": "fine", "test": {"values": [7]}, "reach_m": 600.0}
    layers = {"fine": {"path": str(raster)}, "towns": towns}
    data = tomllib.loads(text) | {"layers": layers, "rules": [RULE], "criteria": []}
    data["area"] = {"path": str(folder / "area.geojson")}
    return SuitabilityCase.model_validate(data | keys)


@pytest.fixture
def fine(study_folder: Path, tmp_path: Path) -> Path:
    """Write classes in degrees, in finer cells than the study's and beyond it, and return the file."""
    with rasterio.open(study_folder / "dem.tif") as file:
        corner = gpd.GeoSeries([shapely.box(*file.bounds)], crs=file.crs).buffer(900).to_crs(4326)
    west, south, east, north = corner.total_bounds
    cell = 0.00017
    rows, cols = int((north - south) / cell), int((east - west) / cell)
    rng = np.random.default_rng(3)
    classes = np.full((rows, cols), 1, np.uint8)
    for row, col, size in rng.integers([0, 0, 1], [rows, cols, 6], (60, 3)):
        classes[row : row + size, col : col + size] = 7
    profile = {"driver": "GTiff", "height": rows, "width": cols, "count": 1, "dtype": "uint8", "nodata": 0}
    place = {"crs": "EPSG:4326", "transform": rasterio.Affine(cell, 0, west, 0, -cell, north)}
    with rasterio.open(tmp_path / "fine.tif", "w", **profile, **place) as file:
        file.write(classes, 1)
    return tmp_path / "fine.tif"


def test_a_buffer_around_cells_is_that_around_their_polygons(
    study_folder: Path, study_text: str, fine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster_outlines, "STRIP_ROWS", 32)  # seams inside the towns change nothing
    case = study(study_text, study_folder, fine)
    assert build_suitability_case(tomllib.loads(dump_suitability_case(case)), origin="again") == case
    run_suitability(case, tmp_path, out=tmp_path / "out")
    with rasterio.open(tmp_path / "out" / "suitability.tif") as file:
        found, place, crs = file.read(1), file.transform, file.crs
    with rasterio.open(fine) as file:
        hit = (file.read(1) == 7).astype(np.uint8)
        drawn = [
            shapely.geometry.shape(shape)
            for shape, _ in rasterio.features.shapes(hit, mask=hit == 1, transform=file.transform)
        ]
        towns = shapely.union_all(np.asarray(gpd.GeoSeries(drawn, crs=file.crs).to_crs(crs)))
    rows, cols = np.indices(found.shape)
    x, y = place.c + (cols + 0.5) * place.a, place.f + (rows + 0.5) * place.e
    apart = shapely.distance(towns, shapely.points(x, y))
    inside = found != 65535
    assert 0.05 < (found[inside] == 0).mean() < 0.95
    assert np.array_equal(found[inside] == 0, apart[inside] <= BUFFER_M)


def test_outlines_reach_as_far_as_they_say(study_folder: Path, study_text: str, fine: Path) -> None:
    far = RULE | {"exclude": {"within_m": 601}}
    with pytest.raises(CaseError, match=r"rules\.buffer: 601 m asked for, layers\.towns reaches 600 m"):
        open_study(study(study_text, study_folder, fine, rules=[far]), fine.parent)
    none = study(study_text, study_folder, fine)
    layers = none.layers | {"towns": none.layers["towns"].model_copy(update={"test": CellTest(values=(99,))})}
    opened = open_study(none.model_copy(update={"layers": layers}), fine.parent)
    assert opened.inputs.masks[0][0].is_empty  # no cell of that class is no error
    opened.close()


def test_a_raster_elsewhere_is_refused(study_folder: Path, study_text: str, fine: Path) -> None:
    with rasterio.open(fine, "r+") as file:
        file.transform = rasterio.Affine(0.00017, 0, 110.0, 0, -0.00017, 40.0)
    with pytest.raises(GridMismatchError, match=r"raster fine covers .* does not meet the study's grid"):
        open_study(study(study_text, study_folder, fine), fine.parent)


def test_outlines_test_cells_and_no_distances() -> None:
    values = np.array([np.nan, 1.0, 2.0, 3.0], np.float32)
    assert met(CellTest(values=(1, 3)), values).tolist() == [False, True, False, True]
    assert met(CellTest(gt=1, le=3), values).tolist() == [False, False, True, True]
    assert met(CellTest(lt=2), values).tolist() == [False, True, False, False]
