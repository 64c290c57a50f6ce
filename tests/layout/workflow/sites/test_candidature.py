import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geodata.embedded import table
from geodata.workspace import Workspace
from layout.errors import CaseError, OwnSiteError
from layout.workflow.ranking.export import run_files
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.sites.candidature import candidate_sites, own_candidates, own_state, parks_in_use
from layout.workflow.sites.own import Whereabouts
from tests.layout.workflow.own_cases import case, kept, parcels

NOWHERE = Whereabouts()


@pytest.fixture
def where(tmp_path: Path) -> Whereabouts:
    workspace = Workspace.create(tmp_path / "w")
    workspace.add_layer(kept(parcels()))
    return Whereabouts(workspace=workspace)


def port_km(lon: float, lat: float) -> float:
    nodes = table("infrastructure")
    usable = nodes[(nodes["kind"] == "river_port") & (nodes["status"] == "operating") & nodes["lon"].notna()]
    geod = Geod(ellps="WGS84")
    return min(geod.inv(lon, lat, x, y)[2] / 1000 for x, y in zip(usable["lon"], usable["lat"], strict=True))


def test_a_ranking_of_own_sites_is_what_the_hand_reckons(where: Whereabouts) -> None:
    result = rank_sites(case(), where=where)
    geod = Geod(ellps="WGS84")
    small = abs(geod.geometry_area_perimeter(parcels().geometry.iloc[0])[0]) / 10_000
    points = {"small": (106.355, 29.505), "large": (107.01, 29.81), "dot": (108.4, 30.8)}
    land = {"small": small / 100 / 2, "large": 150 / 100 / 2, "dot": 0.0}
    port = {key: float(np.clip((80 - port_km(*at)) / 75, 0, 1)) for key, at in points.items()}
    expected = {key: 0.75 * land[key] + 0.25 * port[key] for key in points}
    for key, score in expected.items():
        assert result.ranking.loc[key, "score"] == pytest.approx(score, abs=1e-5)
    assert list(result.ranking.index) == sorted(expected, key=lambda key: -expected[key])
    assert (
        result.matrix.missing["dot", "land_fit"].en
        == "the site is a point and its area is not stated (column land_ha)"
    )
    assert "stated" in result.matrix.criteria["land_fit"].phrases["large"].en
    assert "measured" in result.matrix.criteria["land_fit"].phrases["small"].en


def test_both_layers_rank_parks_as_parks_alone_do(where: Whereabouts) -> None:
    parks = rank_sites(case("parks")).ranking
    both = rank_sites(case("parks+sites"), where=where)
    assert len(both.ranking) == len(parks) + 3
    assert (both.ranking.loc[parks.index, "score"] == parks["score"]).all()
    assert both.matrix.criteria["land_fit"].notes
    assert rank_sites(case("parks")).matrix.criteria["land_fit"].notes == ()


def test_the_same_case_gives_the_same_numbers_and_names_its_inputs(where: Whereabouts) -> None:
    first, second = (rank_sites(case(), where=where) for _ in range(2))
    assert first.ranking.equals(second.ranking)
    assert where.workspace is not None
    assert first.inputs["own_sites"] == where.workspace.version("sites").sha256


def test_parcels_are_polygons_in_the_files_of_a_run(where: Whereabouts) -> None:
    files = run_files(rank_sites(case(), where=where), when=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    features = {one["properties"]["name_zh"]: one for one in json.loads(files["sites.geojson"])["features"]}
    assert features["小地块"]["geometry"]["type"] == "Polygon"
    assert features["点"]["geometry"]["type"] == "Point"
    assert features["大地块"]["properties"]["land_basis"] == "stated"
    own = json.loads(files["run.json"])["own_sites"]
    assert own["sites"] == 3
    assert {one["field"] for one in own["asked"]} >= {"free_land_ha", "host_park_id"}


def test_include_and_exclude_speak_of_both_and_refuse_what_is_neither(where: Whereabouts) -> None:
    result = rank_sites(case("parks+sites", include=["small", "cq_htz"], exclude=["dot"]), where=where)
    assert set(result.ranking.index) == {"small", "cq_htz"}
    assert len(rank_sites(case("parks+sites", include=["small"]), where=where).ranking) == 65
    with pytest.raises(CaseError, match=r"include: 'smal'.*'small'"):
        rank_sites(case("sites", include=["smal"]), where=where)


def test_a_case_of_parks_asks_for_no_own_sites() -> None:
    assert own_candidates(case("parks"), NOWHERE) is None
    found = candidate_sites(case("parks"), NOWHERE)
    assert found.inputs == {}
    assert "origin" not in found.sites


def test_without_a_workspace_or_folder_the_error_says_how_to_go_on() -> None:
    with pytest.raises(OwnSiteError, match="data import"):
        rank_sites(case())
    with pytest.raises(OwnSiteError, match=r"candidates\.path"):
        rank_sites(case(path="a.geojson"))


def test_the_state_names_what_a_run_takes_out_of_the_workspace(where: Whereabouts) -> None:
    workspace = where.workspace
    assert workspace is not None
    before = own_state(case().candidates, workspace)
    assert before
    assert own_state(case("parks").candidates, workspace) == ""
    assert own_state(case().candidates, None) == ""
    workspace.add_layer(kept(parcels().iloc[:2]))
    assert own_state(case().candidates, workspace) not in {"", before}


def test_parks_of_the_office_take_part_and_are_recorded(where: Whereabouts) -> None:
    workspace = where.workspace
    assert workspace is not None
    assert parks_in_use(workspace)[1:] == (None, "")
    office = parcels().iloc[:1].assign(park_id="cq_htz", free_land_ha=80.0).drop(columns=["id", "land_ha"])
    workspace.add_layer(kept(office.set_geometry([shapely.box(106.3, 29.45, 106.37, 29.52)]), "parks"))
    parks, given, digest = parks_in_use(workspace)
    assert given is not None
    assert list(given["park_id"]) == ["cq_htz"]
    assert digest == workspace.version("parks").sha256
    assert parks.set_index("park_id").loc["cq_htz", "free_land_ha"] == 80.0
    result = rank_sites(case("parks+sites"), where=where)
    assert result.inputs["office_parks"] == digest
    assert result.matrix.raw.loc["cq_htz", "land_fit"] == pytest.approx(0.8)
    assert result.sites.loc["small", "parent_park_id"] == "cq_htz"
