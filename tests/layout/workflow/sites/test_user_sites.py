from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from pyproj import Transformer

from geodata.china_datum import convert_geometries
from geodata.workspace import Workspace
from layout.entities.candidates import OwnSitesSetting
from layout.errors import OwnSiteError
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.sites.own import Whereabouts
from layout.workflow.sites.user_sites import candidature, home_of, kept_own, own_facts, read_own
from tests.layout.workflow.own_cases import case, kept, parcels


def test_a_file_beside_the_case_is_read_in_the_sandbox_and_ranked(tmp_path: Path) -> None:
    parcels().to_file(tmp_path / "parcels.geojson", driver="GeoJSON")
    result = rank_sites(case(path="parcels.geojson"), where=Whereabouts(home=tmp_path))
    assert set(result.ranking.index) == {"small", "large", "dot"}
    workspace = Workspace.create(tmp_path / "w")
    workspace.add_layer(kept(parcels()))
    same = rank_sites(case(), where=Whereabouts(workspace=workspace))
    assert result.ranking["score"].to_dict() == pytest.approx(same.ranking["score"].to_dict(), abs=1e-9)


def test_projected_and_shifted_files_come_in_where_the_case_says_what_they_are(tmp_path: Path) -> None:
    parcels().to_crs("EPSG:4544").to_file(tmp_path / "gk.gpkg")
    found = read_own(tmp_path / "gk.gpkg", OwnSitesSetting())
    assert shapely.hausdorff_distance(found.frame.geometry.iloc[0], parcels().geometry.iloc[0]) < 1e-8
    shifted = convert_geometries(parcels().geometry.to_numpy(), source="wgs84", target="gcj02")
    parcels().set_geometry(gpd.GeoSeries(shifted, crs=4326)).to_file(
        tmp_path / "gcj.geojson", driver="GeoJSON"
    )
    found = read_own(tmp_path / "gcj.geojson", OwnSitesSetting(datum="gcj02"))
    move = Transformer.from_crs("EPSG:4326", "EPSG:4544", always_xy=True).transform
    centre, true = (
        move(one.centroid.x, one.centroid.y)
        for one in (found.frame.geometry.iloc[0], parcels().geometry.iloc[0])
    )
    assert abs(centre[0] - true[0]) < 0.05
    assert abs(centre[1] - true[1]) < 0.05


def test_a_question_a_table_and_a_missing_file_are_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name,X,Y\na,3272765.5,36359965.6\n", encoding="utf-8")
    with pytest.raises(OwnSiteError, match="--crs"):
        read_own(tmp_path / "x.csv", OwnSitesSetting())
    with pytest.raises(OwnSiteError, match="no such file"):
        read_own(tmp_path / "none.geojson", OwnSitesSetting())


def test_an_item_that_is_no_layer_is_refused(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.add_text("sites", "x", title=kept(parcels()).title, provenance=kept(parcels()).provenance)
    with pytest.raises(OwnSiteError, match="no layer 'sites'"):
        kept_own(workspace, "sites")
    with pytest.raises(OwnSiteError, match="no layer 'plots'"):
        kept_own(None, "plots")


def test_rows_of_the_workspace_count_from_one(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.add_layer(kept(parcels().to_crs("EPSG:4544").drop(columns="id")))
    layer = kept_own(workspace, "sites")
    assert list(layer.frame.index) == [1, 2, 3]
    assert layer.frame.crs == "EPSG:4326"
    found = candidature(
        layer, OwnSitesSetting(position_precision_m=40.0), where=Whereabouts(workspace=workspace)
    )
    assert list(found.sites.frame.index) == ["site_1", "site_2", "site_3"]
    assert found.sites.frame.loc["site_3", "position_precision_m"] == 40


def test_a_case_from_no_folder_has_no_paths() -> None:
    assert home_of(Whereabouts(home=Path("x")), "candidates.path") == Path("x")
    with pytest.raises(OwnSiteError, match=r"candidates\.sites\.dem"):
        home_of(Whereabouts(), "candidates.sites.dem")


def test_facts_hold_38_districts() -> None:
    facts = own_facts(None)
    assert len(facts.ground.adcodes) == 38
    assert facts.park_outlines == {}
