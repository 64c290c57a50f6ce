from pathlib import Path

import pyproj
import pytest

from geodata.errors import ExplainedError
from layout.config.suitability_toml import load_suitability_case
from layout.resources import bundle_folder
from layout.ui.suitability.choice import Loaded
from layout.workflow.suitability.preview import open_preview, preview_codes
from layout.workflow.suitability.record import terms_of


def test_paths_of_a_loaded_case_become_files_of_ours(study_text: str, tmp_path: Path) -> None:
    text = study_text.replace('path = "dem.tif"', r'path = "C:\\maps\\DEM.tif"')
    bare = Loaded("own.toml", text, tmp_path)
    assert bare.missing == [
        r"C:\maps\DEM.tif",
        "landcover.tif",
        "rivers.gpkg",
        "roads.geojson",
        "area.geojson",
    ]
    files = (("dem.tif", "layer1.tif"), ("area.geojson", "layer2.geojson"))
    case = Loaded("own.toml", text, tmp_path, files).case
    assert case.layers["dem"].path == "layer1.tif"
    assert case.area.path == "layer2.geojson"
    assert (
        case.layers["rivers"].path == "rivers.gpkg"
    )  # never brought: it is looked for in the session's folder alone
    assert (case.layers["dem"].source, case.layers["rivers"].source) == ("invented", "rivers.gpkg")


def test_a_path_that_climbs_reaches_nothing(study_text: str, tmp_path: Path) -> None:
    text = study_text.replace('path = "dem.tif"', 'path = "../../../../etc/dem.tif"')
    assert Loaded("own.toml", text, tmp_path).case.layers["dem"].path == "dem.tif"


def test_a_loaded_case_may_derive_layers_and_bring_a_register(study_text: str, tmp_path: Path) -> None:
    text = (
        study_text
        + '[layers.relief]\nderive = "relief"\nof = "dem"\nradius_m = 200\n[register]\npath = "../office/rules.csv"\n'
    )
    bare = Loaded("own.toml", text, tmp_path)
    assert bare.missing[-1] == "../office/rules.csv"
    assert bare.case.office_register is not None
    assert bare.case.office_register.path == "rules.csv"  # nothing beside the session's folder is read
    brought = Loaded("own.toml", text, tmp_path, (("rules.csv", "layer7.csv"),)).case
    assert brought.office_register is not None
    assert brought.office_register.path == "layer7.csv"
    assert brought.layers["relief"].origin == "relief(dem)"


def test_a_broken_case_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExplainedError, match=r"own\.toml"):
        _ = Loaded("own.toml", "schema_version = 1\n[title", tmp_path).case


def test_the_regional_screening_is_honest_and_computes() -> None:
    path = bundle_folder() / "cases" / "suitability" / "regional.toml"
    case = load_suitability_case(path)
    assert case.note is not None
    assert "no rule of the register is evaluated" in case.note.en
    assert "区域初筛" in case.note.zh
    found = open_preview(case, path.parent)
    names = [name for name in found.waterfall["name_en"] if isinstance(name, str)]
    assert len(names) == 3
    assert all(name.endswith("(regional screening)") for name in names)
    area = found.outcome.area * found.grid.cell_area_km2
    assert area == pytest.approx(82_400, rel=0.005)  # the municipality's area in km²
    assert found.outcome.unscored == 0
    codes = preview_codes(found, case)
    row, col = found.grid.cell_of(*_centre(found.grid.crs))
    assert codes[row, col] > 8500  # the centre of the city has ports, hubs and an airport nearby
    assert all(all(terms_of(layer)) for layer in case.layers.values())


def _centre(crs: str) -> tuple[float, float]:
    x, y = pyproj.Transformer.from_crs(4326, crs, always_xy=True).transform(106.55, 29.57)
    return float(x), float(y)
