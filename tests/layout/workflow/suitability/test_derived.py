"""Each derived layer against the array function on the whole grid, and the same bits for any block."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely

from geodata.convert.around import density, gravity
from geodata.convert.network import travel_times
from geodata.convert.relief import relief
from geodata.convert.slope import slope
from geodata.convert.transfer import transfer
from geodata.errors import DataFormatError, GeodataError, GridMismatchError
from geodata.grid import Grid
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_grid
from geodata.read.shapes_file import read_features, read_shapes
from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError
from layout.workflow.suitability import derived
from layout.workflow.suitability.derived import derive_layer, derived_folder, derived_key
from layout.workflow.suitability.derived_values import Ground
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import open_study
from tests.layout.workflow.derived_cases import (
    KINDS,
    PEOPLE,
    PORTS,
    TOWNS,
    criterion,
    derived_case,
    layers_of,
    write_extra,
)


@pytest.fixture
def case(study_text: str, study_folder: Path, tmp_path: Path) -> SuitabilityCase:
    write_extra(tmp_path)
    return derived_case(study_text, study_folder, tmp_path)


def whole(case: SuitabilityCase, grid: Grid, name: str) -> np.ndarray:
    """Return a layer by its array function on the whole grid at once."""
    files = {key: str(layer.path) for key, layer in case.layers.items()}
    if name == "relief":
        with Cells(files["dem"], grid) as dem:
            return relief(dem.read, grid, radius_m=200)
    if name == "town_density":
        return density(np.array(TOWNS), window=grid, radius_m=1500)
    if name == "pull":
        masses = np.array(PEOPLE, dtype=np.float64)
        return gravity(np.array(TOWNS), masses, window=grid, reach_m=3000, nearest_m=200, power=2)
    if name == "minutes":
        roads = read_features(files["roads"], into=grid.crs, attributes=("class",))
        speeds = [90.0 if item == "motorway" else 30.0 for item in roads.columns["class"]]
        times = travel_times(
            list(roads.geometry), speeds, destinations=np.array(PORTS), access_kmh=15, spacing_m=grid.cell
        )
        return times.on(grid, reach_m=1500)
    shapes = read_shapes(files["zones"], into=grid.crs)
    return transfer(list(shapes), [3.5, np.nan], window=grid)


@pytest.mark.parametrize("name", [name for name in KINDS if name != "slope_native"])
def test_a_layer_in_a_study_is_that_of_the_array_function(
    case: SuitabilityCase, study_folder: Path, name: str
) -> None:
    study = open_study(case, study_folder)
    found = study.inputs.read(study.grid)[
        [item.id for item in case.criteria].index(name)
    ]  # the rule on relief comes first and its layer once
    expected = whole(case, study.grid, name)
    study.close()
    assert np.isfinite(expected).sum() > 1000
    np.testing.assert_allclose(found, expected, rtol=2e-6)
    assert np.nanstd(found) > 0 or name == "zone_value"


def test_slope_is_taken_on_the_rasters_own_cells_and_then_brought_over(
    case: SuitabilityCase, study_folder: Path
) -> None:
    study = open_study(case, study_folder)
    found = study.inputs.read(study.grid)[1]
    own = raster_grid(str(case.layers["degrees"].path))
    with Cells(str(case.layers["degrees"].path), own) as heights:
        native = slope(heights.read, own, unit="percent")
    for row, col in ((20, 30), (75, 100), (140, 20)):
        x, y = study.grid.centre(row, col)
        (place,) = shapely.get_coordinates(_in_degrees(x, y, study.grid.crs))
        assert found[row, col] == native[own.cell_of(*place)]
    study.close()


def _in_degrees(x: float, y: float, crs: str) -> shapely.Geometry:
    return gpd.GeoSeries([shapely.Point(x, y)], crs=crs).to_crs(4326).iloc[0]


@pytest.mark.parametrize("block_cells", [17, 64, 1000])
def test_the_same_bits_for_any_block(case: SuitabilityCase, study_folder: Path, block_cells: int) -> None:
    study = open_study(case, study_folder)
    study.close()
    ground = Ground(case, study_folder, study.grid, read_shapes, study.files)
    for name in KINDS:
        key = derived_key(name, ground)
        assert key == study.derived[name]
        kept = derived_folder() / f"{key}.tif"
        with rasterio.open(kept) as file:
            before = file.read(1)
        kept.unlink()
        again = derive_layer(name, ground, block_cells=block_cells)
        with rasterio.open(str(again.path)) as file:
            assert np.array_equal(file.read(1), before, equal_nan=True), name


def test_a_layer_is_computed_once_and_anew_when_anything_changes(
    case: SuitabilityCase, study_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = open_study(case, study_folder)
    study.close()
    stamps = {file.name for file in derived_folder().glob("*.tif")}
    assert stamps == {f"{key}.tif" for key in study.derived.values()}
    monkeypatch.setattr(derived, "_fill", None)  # computing anything would fail
    open_study(case, study_folder).close()
    ground = Ground(case, study_folder, study.grid, read_shapes, study.files)
    keys = {derived_key("pull", ground)}
    towns = study.files | {"towns": "0" * 64}
    keys.add(derived_key("pull", Ground(case, study_folder, study.grid, read_shapes, towns)))
    layers = dict(case.layers)
    layers["pull"] = layers["pull"].model_copy(update={"power": 1.0})
    other = case.model_copy(update={"layers": layers})
    keys.add(derived_key("pull", Ground(other, study_folder, study.grid, read_shapes, study.files)))
    keys.add(derived_key("pull", Ground(case, study_folder, study.grid.padded(1), read_shapes, study.files)))
    assert len(keys) == 4


def test_old_files_are_dropped(
    case: SuitabilityCase, study_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "MOST_FILES", 3)
    study = open_study(case, study_folder)
    study.close()
    assert len(list(derived_folder().iterdir())) == len(KINDS)  # just asked for, so all are kept
    for file in derived_folder().iterdir():
        os.utime(file, (0, 0))
    relief = case.layers["relief"].model_copy(update={"radius_m": 90.0})
    other = case.model_copy(update={"layers": dict(case.layers) | {"relief": relief}})
    open_study(other, study_folder).close()
    left = {file.stem for file in derived_folder().iterdir()}
    assert len(left) == len(KINDS)  # the relief of 200 m went, the five others were touched
    assert study.derived["relief"] not in left


Wrong = tuple[str, dict[str, Any], type[Exception], str]
WRONG: list[Wrong] = [
    ("relief", {"radius_m": 10}, DataFormatError, "radius 10 m"),
    ("relief", {"of": "towns"}, CaseError, r"layers\.relief: relief needs a raster, layer towns"),
    ("pull", {"of": "dem"}, CaseError, r"layers\.pull: gravity needs shapes, layer dem"),
    ("pull", {"mass": "inhabitants"}, DataFormatError, "attribute inhabitants not found.*people"),
    (
        "pull",
        {"of": "zones", "mass": "value"},
        CaseError,
        r"layers\.pull: layer zones holds other shapes than points",
    ),
    ("town_density", {"where": {"people": [7]}}, DataFormatError, "no feature"),
    (
        "minutes",
        {"speeds_kmh": {"rail": 90}},
        DataFormatError,
        "no line of roads has a class.*motorway, primary, track",
    ),
    ("minutes", {"of": "zones", "class": "value"}, CaseError, "layer zones holds other shapes than lines"),
    ("zone_value", {"of": "towns", "attribute": "people"}, CaseError, "other shapes than polygons"),
    ("slope_native", {"resampling": None}, GridMismatchError, "state resampling"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong[3][:20])
def test_wrong_parameters_are_one_clear_line(
    study_text: str, study_folder: Path, tmp_path: Path, wrong: Wrong
) -> None:
    name, change, kind, said = wrong
    write_extra(tmp_path)
    layers = layers_of(study_folder, tmp_path)
    case = derived_case(study_text, study_folder, tmp_path, layers=layers | {name: layers[name] | change})
    with pytest.raises(kind, match=said) as error:
        open_study(case, study_folder)
    assert "\n" not in str(error.value)
    assert not list(derived_folder().glob(".part-*"))


def test_a_mass_that_is_not_known_is_no_zero(study_text: str, study_folder: Path, tmp_path: Path) -> None:
    write_extra(tmp_path)
    towns = tmp_path / "towns.geojson"
    for value, said in (("null", r"1 of 3 points have no people"), ('"many"', "holds the text 'many'")):
        write_extra(tmp_path)
        towns.write_text(towns.read_text(encoding="utf-8").replace("20000", value), encoding="utf-8")
        with pytest.raises(DataFormatError, match=said):
            open_study(derived_case(study_text, study_folder, tmp_path), study_folder)


def test_a_source_that_is_not_there(study_text: str, study_folder: Path, tmp_path: Path) -> None:
    write_extra(tmp_path)
    layers = layers_of(study_folder, tmp_path) | {"dem": {"path": "gone.tif"}}
    study = open_study(
        derived_case(study_text, study_folder, tmp_path, layers=layers, criteria=[]), study_folder
    )
    study.close()
    assert study.not_evaluated[0].reason.en == "layer dem: file gone.tif does not exist"
    with pytest.raises(GeodataError, match=r"criteria\.relief: file gone\.tif of layer dem"):
        open_study(derived_case(study_text, study_folder, tmp_path, layers=layers), study_folder)


@pytest.mark.parametrize("block_cells", [19, 4096])
def test_a_whole_run_is_the_same_for_any_block(
    case: SuitabilityCase,
    study_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    block_cells: int,
) -> None:
    run_suitability(case, study_folder, out=tmp_path / "one")
    monkeypatch.setenv("CQLAYOUT_CACHE", str(tmp_path / "other-cache"))
    monkeypatch.setattr(derived, "BLOCK_CELLS", block_cells)
    run_suitability(case, study_folder, out=tmp_path / "other", threads=1)
    for name in ("suitability.tif", "waterfall.csv", "areas.geojson", "classes.geojson"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes(), name


def test_the_record_says_what_was_derived_from_what(
    case: SuitabilityCase, study_folder: Path, tmp_path: Path
) -> None:
    run_suitability(case, study_folder, out=tmp_path / "out")
    told = {
        item["layer"]: item for item in json.loads((tmp_path / "out" / "run.json").read_bytes())["derived"]
    }
    assert list(told) == list(KINDS)
    assert (told["relief"]["derive"], told["relief"]["radius_m"], told["relief"]["reach_m"]) == (
        "relief",
        200,
        200,
    )
    assert told["minutes"]["speeds_kmh"] == {"motorway": 90, "other": 30}
    assert told["minutes"]["class"] == "class"
    roads = hashlib.sha256((study_folder / "roads.geojson").read_bytes()).hexdigest()
    assert told["minutes"]["inputs_sha256"]["roads"] == roads
    assert (derived_folder() / f"{told['pull']['key']}.tif").is_file()


def test_a_preview_takes_the_cells_of_the_same_layers(case: SuitabilityCase, study_folder: Path) -> None:
    fine = open_study(case, study_folder)
    coarse = open_study(case, study_folder, most_cells=3000)
    assert coarse.coarser > 2
    assert coarse.derived == fine.derived
    x, y = coarse.grid.centre(20, 22)
    row, col = fine.grid.cell_of(x, y)
    around = fine.inputs.read(fine.grid)[0, row - 1 : row + 2, col - 1 : col + 2]
    assert coarse.inputs.read(coarse.grid)[0, 20, 22] in around
    fine.close()
    coarse.close()


def test_the_municipality_s_own_grid(study_text: str, study_folder: Path, tmp_path: Path) -> None:
    write_extra(tmp_path)
    keys = {
        "grid": {"crs": "chongqing", "resolution_m": 30},
        "rules": [],
        "criteria": [criterion("town_density")],
    }
    study = open_study(derived_case(study_text, study_folder, tmp_path, **keys), study_folder)
    found = study.inputs.read(study.grid)[0]
    towns = read_shapes(tmp_path / "towns.geojson", into=study.grid.crs)
    expected = density(shapely.get_coordinates(towns), window=study.grid, radius_m=1500)
    study.close()
    assert np.array_equal(found, expected)
