import json
import tomllib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from geodata.crs import geodesic_area_km2
from geodata.grid import Block, Grid
from geodata.write.surface import Surface
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import build_suitability_case
from layout.errors import CaseError
from layout.workflow.suitability import classes as suitability_classes
from layout.workflow.suitability.classes import ClassesFound, class_cells, class_files, find_classes

GRID = Grid("EPSG:4544", 600_000.0, 3_300_000.0, 100.0, 40, 60)


def case_of(text: str, **classes: object) -> SuitabilityCase:
    return build_suitability_case(tomllib.loads(text) | {"classes": classes}, origin="test")


def classes_of(surface: Surface, case: SuitabilityCase) -> ClassesFound:
    return find_classes(class_cells(surface, case), case)


def codes_of() -> np.ndarray:
    """Return five bands of scores, an excluded block with a lonely speck inside, and a column of unknown cells."""
    codes = np.repeat(np.array([1000, 3000, 5000, 7000, 9000], np.uint16), 8)[:, None].repeat(60, 1)
    codes[2, 3] = 9999
    codes[20:30, 20:30] = 0
    codes[25, 25] = 9000
    codes[:, 59] = 65_535
    return codes


@pytest.fixture
def surface(tmp_path: Path) -> Surface:
    made = Surface(tmp_path / "codes.tif", GRID, nodata=65_535)
    made.write(Block(0, 0, 40, 60), codes_of())
    return made


def test_cells_and_polygons_agree_but_for_what_is_generalised(surface: Surface, study_text: str) -> None:
    found = classes_of(surface, case_of(study_text, min_ha=2))
    codes = codes_of()
    for row in found.frame.itertuples():
        cells = ((codes >= row.score_from * 10_000) & (codes < row.score_to * 10_000) & (codes > 0)).sum()
        if row.score_to == 1:
            cells = ((codes >= 8000) & (codes <= 10_000)).sum()
        assert row.cells_ha == pytest.approx(cells)
    assert found.left_out_ha == 1  # the speck that has excluded land around it
    moved = found.frame["polygons_ha"] - found.frame["cells_ha"]
    assert moved.tolist() == [1, 0, 0, 0, -2]  # the other speck joins the lowest class
    world = geodesic_area_km2(found.frame.geometry) * 100
    assert np.allclose(world, found.frame["polygons_ha"], rtol=3e-3)


def test_no_smallest_patch_keeps_every_cell(surface: Surface, study_text: str) -> None:
    found = classes_of(surface, case_of(study_text, min_ha=0))
    assert found.frame["polygons_ha"].tolist() == found.frame["cells_ha"].tolist()
    assert found.left_out_ha == 0


def test_own_breaks_and_a_class_without_cells(surface: Surface, study_text: str) -> None:
    found = classes_of(surface, case_of(study_text, breaks=[0.95, 0.999], min_ha=0))
    assert found.frame["cells_ha"].tolist()[1:] == [0, 1]
    assert found.frame.geometry.iloc[1] is None


def test_a_large_grid_is_taken_in_coarser_cells_and_says_so(
    surface: Surface, study_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suitability_classes, "MOST_CELLS", 600)
    found = classes_of(surface, case_of(study_text))
    assert found.cell_m == 200
    assert found.frame["cells_ha"].sum() == ((codes_of() > 0) & (codes_of() < 65_535)).sum()
    assert found.frame["polygons_ha"].sum() == pytest.approx(found.frame["cells_ha"].sum(), rel=0.03)


def test_the_files_open_and_carry_units_sources_and_the_note(
    surface: Surface, study_text: str, tmp_path: Path
) -> None:
    case = case_of(study_text)
    found = classes_of(surface, case)
    files = class_files(found, case, stage=tmp_path)
    content = json.loads(files["classes.geojson"])
    assert content["attribution"][0] == {"layer": "dem", "source": "invented", "licence": ""}
    assert "1 ha" in content["note"]["en"]
    first = content["features"][0]["properties"]
    assert (first["class"], first["unit"], first["name_zh"]) == (1, "score 0-1; ha", "1 级：得分 0 至 0.2")
    (tmp_path / "again.gpkg").write_bytes(files["classes.gpkg"])
    frame = gpd.read_file(tmp_path / "again.gpkg", layer="suitability_classes")
    assert frame.crs.to_epsg() == 4326
    assert frame["polygons_ha"].tolist() == found.frame["polygons_ha"].tolist()


@pytest.mark.parametrize("breaks", [[0.4, 0.2], [0.5, 0.5], [0.0, 0.5], [0.5, 1.0]])
def test_breaks_that_do_not_grow_are_refused(study_text: str, breaks: list[float]) -> None:
    with pytest.raises(CaseError, match="growing numbers"):
        case_of(study_text, breaks=breaks)
