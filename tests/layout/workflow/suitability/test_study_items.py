import json
import re
from pathlib import Path

import numpy as np
import pytest
import rasterio

from geodata.errors import DataMissingError
from geodata.workspace import Workspace, WorkspaceError
from geodata.workspace.contents import content_of
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import load_suitability_case, parse_suitability_case
from layout.errors import CaseError
from layout.workflow.desk.roles import Origin
from layout.workflow.desk.tables import use_workspace
from layout.workflow.intake.order import Order
from layout.workflow.intake.raster_import import import_raster
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import open_study
from layout.workflow.suitability.study_items import item_paths, study_items

ORIGIN = Origin("", "Survey office", "internal", "2024")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, study_folder: Path) -> Workspace:
    workspace = Workspace.create(tmp_path_factory.mktemp("items") / "w")
    for name in ("dem", "landcover"):
        import_raster(study_folder / f"{name}.tif", Order(name, ORIGIN), workspace=workspace)
    return workspace


def named(text: str) -> SuitabilityCase:
    """The study with its rasters named as items."""
    for name in ("dem", "landcover"):
        text = text.replace(f'path = "{name}.tif"', f'item = "{name}"')
    return parse_suitability_case(re.sub(r'source = "invented"\n', "", text), origin="t")


def test_items_give_the_bits_that_files_give_and_the_record_says_which(
    desk: Workspace, study_folder: Path, study_text: str, tmp_path: Path
) -> None:
    run_suitability(load_suitability_case(study_folder / "study.toml"), study_folder, out=tmp_path / "files")
    with use_workspace(desk.folder):
        run_suitability(named(study_text), study_folder, out=tmp_path / "items")
    surfaces = []
    for kind in ("files", "items"):
        with rasterio.open(tmp_path / kind / "suitability.tif") as file:
            surfaces.append(file.read(1))
    assert np.array_equal(*surfaces)
    record = json.loads((tmp_path / "items" / "run.json").read_text(encoding="utf-8"))
    found = {row["layer"]: row for row in record["inputs"]}["dem"]
    version = desk.version("dem")
    assert version.original is not None
    assert (found["item"], found["version"], found["year"], found["sha256"]) == (
        "dem",
        1,
        "2024",
        version.sha256,
    )
    assert (found["source"], found["licence"]) == ("dem v1: Survey office, 2024", "internal")
    assert found["original_sha256"] == version.original.sha256
    kept = load_suitability_case(tmp_path / "items" / "case.toml")
    assert (kept.layers["dem"].item, kept.layers["dem"].version) == ("dem", 1)


def test_the_version_that_is_stated_is_taken_and_classes_are_never_blended(
    desk: Workspace, study_text: str
) -> None:
    case = named(study_text)
    with use_workspace(desk.folder):
        found = study_items(case)
        assert item_paths(case) == [
            content_of(desk.folder, desk.version(name)).resolve() for name in ("dem", "landcover")
        ]
    assert [found.placed.layers[name].resampling for name in ("dem", "landcover")] == ["bilinear", "nearest"]
    assert found.record("roads") == {}
    with pytest.raises(WorkspaceError, match="was"):
        found.check({"dem": "0" * 64})
    later = case.model_copy(update={"layers": {"dem": case.layers["dem"].model_copy(update={"version": 7})}})
    with use_workspace(desk.folder):
        assert study_items(later).used == {}


def test_an_item_that_is_not_there_is_told(study_text: str, study_folder: Path, own_workspace: Path) -> None:
    assert not own_workspace.exists()
    case = named(study_text)
    with pytest.raises(DataMissingError, match="no item dem"):
        open_study(
            case.model_copy(
                update={
                    "grid": case.grid.model_copy(
                        update={"crs": None, "resolution_m": None, "align_to": "dem"}
                    )
                }
            ),
            study_folder,
        )
    no_criteria = case.model_copy(update={"criteria": ()})
    study = open_study(no_criteria, study_folder)
    reasons = {one.text.rule_id: one.reason.en for one in study.not_evaluated}
    study.close()
    assert "no item dem" in reasons["steep"]
    assert "no item landcover" in reasons["water"]


def test_two_origins_and_a_version_of_nothing_are_refused(study_text: str) -> None:
    for line, told in (
        ('path = "dem.tif"\nitem = "dem"', "path dem.tif and item dem"),
        ('path = "dem.tif"\nversion = 2', "version 2"),
    ):
        with pytest.raises(CaseError, match=told):
            parse_suitability_case(study_text.replace('path = "dem.tif"', line), origin="t")
