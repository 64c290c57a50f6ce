import datetime as dt
import json
from pathlib import Path

import pytest

from geodata.workspace import Workspace
from layout.config import load_case
from layout.workflow.candidature import Whereabouts
from layout.workflow.export import write_run
from layout.workflow.kept_ranking import ranking_data, ranking_run, repeat_ranking
from layout.workflow.own_run import OWN_FILE, own_files, portable_case
from layout.workflow.rank import RankingResult, rank_sites
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
