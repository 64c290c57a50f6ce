import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from geodata.workspace import Workspace
from layout.config import load_case
from layout.runs import RunStore, run_from_bytes, run_to_bytes
from layout.workflow.desk.kept_parks import PARKS_FILE
from layout.workflow.ranking.export import write_run
from layout.workflow.ranking.own_run import OWN_FILE, own_files, portable_case
from layout.workflow.ranking.proof import prove
from layout.workflow.ranking.rank import RankingResult, rank_sites
from layout.workflow.runs.kept_ranking import CASE, ranking_data, ranking_run, repeat_ranking
from layout.workflow.runs.kept_runs import repeat_run
from layout.workflow.sites.own import Whereabouts
from tests.layout.workflow.own_cases import case, kept, parcels

WHEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def result(tmp_path: Path) -> RankingResult:
    workspace = Workspace.create(tmp_path / "w")
    frame = parcels().drop(columns="id").assign(host_park=["cq_htz", "", ""])
    workspace.add_layer(kept(frame))
    said = {"position_precision_m": 300.0, "inherit_clusters": True}
    return rank_sites(case("parks+sites", sites=said), where=Whereabouts(workspace=workspace))


def test_the_folder_of_a_run_can_be_run_again_and_gives_the_same_numbers(
    result: RankingResult, tmp_path: Path
) -> None:
    write_run(result, tmp_path / "out", when=WHEN)
    again = rank_sites(load_case(tmp_path / "out" / "case.toml"), where=Whereabouts(home=tmp_path / "out"))
    assert again.ranking.equals(result.ranking)
    assert again.matrix.raw.equals(result.matrix.raw)
    write_run(again, tmp_path / "twice", when=WHEN)
    for name in ("ranking.csv", OWN_FILE, "case.toml"):
        assert (tmp_path / "twice" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_own_sites_are_written_with_what_was_said_of_all_of_them(result: RankingResult) -> None:
    features = json.loads(own_files(result)[OWN_FILE])["features"]
    small, large, dot = (one["properties"] for one in features)
    assert small["host_park_id"] == "cq_htz"
    assert small["cluster_ids"] == "icnev"
    assert "land_ha" not in small
    assert large["land_ha"] == 150.0
    assert dot["position_precision_m"] == 300.0
    assert [one["geometry"]["type"] for one in features] == ["Polygon", "Polygon", "Point"]


def test_a_run_of_parks_keeps_its_case_and_has_no_file() -> None:
    parks = rank_sites(case("parks"))
    assert portable_case(parks) == parks.case
    assert own_files(parks) == {}


def test_a_kept_run_carries_its_sites_and_is_repeated_to_the_last_bit(result: RankingResult) -> None:
    run = ranking_run(result)
    assert OWN_FILE in run.inputs
    assert repeat_ranking(run) == ranking_data(result)


def test_a_run_from_a_file_is_repeated_elsewhere_with_the_office_s_parks(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    home.mkdir()
    parcels().to_file(home / "mine.geojson", driver="GeoJSON")
    workspace = Workspace.create(tmp_path / "w")
    office = parcels().iloc[:1].assign(park_id="cq_htz", free_land_ha=80.0).drop(columns=["id", "land_ha"])
    workspace.add_layer(kept(office.set_geometry([shapely.box(106.3, 29.45, 106.37, 29.52)]), "parks"))
    said = {"inherit_clusters": True}
    ranked = rank_sites(
        case("parks+sites", path="mine.geojson", sites=said), where=Whereabouts(home, workspace)
    )
    assert ranked.sites.loc["small", "parent_park_id"] == "cq_htz"
    RunStore(tmp_path / "here").keep(ranking_run(ranked, prove(ranked)))
    (head,) = RunStore(tmp_path / "here").heads()
    sent = run_to_bytes(RunStore(tmp_path / "here").open(head.run_id))
    for gone in (home, tmp_path / "w", tmp_path / "here"):
        shutil.rmtree(gone)
    RunStore(other).keep(run_from_bytes(sent, origin="run"))
    received = RunStore(other).open(head.run_id)
    assert set(received.inputs) == {CASE, OWN_FILE, PARKS_FILE}
    again = repeat_run(received)
    assert again.identical
    assert again.digest == head.digest
    assert not repeat_run(
        replace(received, inputs={key: received.inputs[key] for key in (CASE, OWN_FILE)})
    ).identical
