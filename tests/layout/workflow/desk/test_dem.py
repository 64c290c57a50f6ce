from pathlib import Path

import pytest

from geodata.workspace import Workspace
from layout.entities.candidates import OwnSitesSetting
from layout.errors import OwnSiteError
from layout.workflow.desk.dem import dem_of, dem_version, file_dem, workspace_dem
from layout.workflow.desk.roles import Origin
from layout.workflow.intake.order import Order
from layout.workflow.intake.raster_import import import_raster


@pytest.fixture
def desk(tmp_path: Path, study_folder: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "w")
    order = Order("dem", Origin("DEM", "Survey office", "internal", "2024"))
    import_raster(study_folder / "dem.tif", order, workspace=workspace)
    return workspace


def test_the_elevation_of_the_desk_comes_with_its_origin(desk: Workspace, study_folder: Path) -> None:
    found = dem_of(OwnSitesSetting(), None, workspace=desk)
    assert found is not None
    assert (found.item, found.version, found.year, found.source.en) == ("dem", 1, "2024", "Survey office")
    assert found.sha256 == desk.version("dem").sha256
    assert found.record()["original_sha256"] == file_dem(study_folder / "dem.tif").sha256
    assert "Survey office, 2024" in found.told.en
    assert "第 1 版" in found.told.zh
    desk.remove("dem")
    assert dem_of(OwnSitesSetting(), None, workspace=desk) is None


def test_a_file_of_the_case_goes_first_and_a_named_item_must_be_there(
    desk: Workspace, study_folder: Path
) -> None:
    own = dem_of(OwnSitesSetting(dem="dem.tif"), study_folder, workspace=desk)
    assert own is not None
    assert (own.path, own.item) == (study_folder / "dem.tif", "")
    assert "dem.tif" in own.told.en
    named = dem_of(OwnSitesSetting(dem_item="dem"), None, workspace=desk)
    assert named is not None
    assert named.item == "dem"
    with pytest.raises(OwnSiteError, match="fine"):
        dem_of(OwnSitesSetting(dem_item="fine"), None, workspace=desk)
    assert workspace_dem(None) is None
    assert dem_version(None) is None
    with pytest.raises(ValueError, match="dem and dem_item"):
        OwnSitesSetting(dem="a.tif", dem_item="dem")
