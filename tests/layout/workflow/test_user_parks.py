from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.embedded import table
from geodata.workspace import Workspace
from layout.errors import OwnSiteError
from layout.workflow.importing import ROLES, Order, import_file
from layout.workflow.user_parks import matched_parks, office_outlines, office_parks_over
from layout.workflow.user_roles import ParksRole
from tests.layout.workflow.own_cases import kept


def office() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"园区名称": ["重庆高新技术产业开发区", "新园"], "可供地(公顷)": [12.5, None]},
        geometry=[shapely.box(106.3, 29.4, 106.35, 29.45), shapely.box(108.4, 30.7, 108.42, 30.72)],
        crs="EPSG:4326",
        index=[1, 2],
    )


def test_the_match_is_told_and_kept_with_the_layer(tmp_path: Path) -> None:
    assert isinstance(ROLES["parks"], ParksRole)
    workspace = Workspace.create(tmp_path / "w")
    office().to_file(tmp_path / "parks.gpkg")
    done = import_file(tmp_path / "parks.gpkg", Order("parks"), workspace=workspace)
    assert done.version is not None
    said = " ".join(note.en for note in done.version.notes)
    assert "1 of 2 parks were matched" in said
    assert "1 parks are not in the table and were added: 新园" in said
    frame = workspace.load("parks").frame
    assert frame["park_id"].iloc[0] == "cq_htz"
    laid = office_parks_over(table("parks"), frame)
    assert len(laid) == len(table("parks")) + 1
    assert laid.set_index("park_id").loc["cq_htz", "measured_area_ha"] == pytest.approx(2689, abs=1)


def test_outlines_are_of_parks_of_the_table_in_use(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    frame, _ = matched_parks(office(), origin="a")
    workspace.add_layer(kept(frame, "parks"))
    assert set(office_outlines(workspace, table("parks"))) == {"cq_htz"}
    assert len(office_outlines(workspace, office_parks_over(table("parks"), frame))) == 2
    assert office_outlines(None, table("parks")) == {}
    assert office_outlines(Workspace.create(tmp_path / "v"), table("parks")) == {}


def test_the_file_may_name_the_park_by_an_id_of_its_own() -> None:
    frame, _ = matched_parks(office().assign(park_id=["cq_htz", "my_new"]), origin="a")
    assert list(frame["park_id"]) == ["cq_htz", "my_new"]


def test_a_layer_without_its_match_is_refused() -> None:
    with pytest.raises(OwnSiteError, match="no column park_id"):
        office_parks_over(table("parks"), office())


def test_nothing_is_kept_of_a_file_that_could_not_be_laid_over(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    office().assign(级别="顶级").to_file(tmp_path / "p.gpkg")
    with pytest.raises(OwnSiteError, match="顶级"):
        import_file(tmp_path / "p.gpkg", Order("parks"), workspace=workspace)
    assert workspace.items() == ()


def test_short_and_near_names_are_matched_or_told() -> None:
    given = office().assign(园区名称=["璧山高新区", "重庆同兴工业园"])
    frame, told = matched_parks(given, origin="a")
    said = " ".join(note.zh for note in told)
    known = set(table("parks")["park_id"])
    for park_id, name in zip(frame["park_id"], given["园区名称"], strict=True):
        assert park_id in known or f"“{name}”已作为新园区加入" in said
