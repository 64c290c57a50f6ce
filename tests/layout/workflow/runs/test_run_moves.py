import numpy as np
import pytest

from layout.config import build_case, case_data, load_case
from layout.resources import find_case
from layout.runs import Run
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.runs.kept_ranking import ranking_run
from layout.workflow.runs.run_moves import moves_frame, rank_moves


@pytest.fixture(scope="module")
def runs() -> tuple[Run, Run]:
    case = load_case(find_case("nev-battery"))
    data = case_data(case)
    data["criteria"]["target_contribution"]["weight"] = 50
    data["candidates"]["exclude"] = ["cq_htz"]
    return ranking_run(rank_sites(case)), ranking_run(rank_sites(build_case(data, origin="x")))


def test_places_won_are_the_difference_of_ranks(runs: tuple[Run, Run]) -> None:
    moves = rank_moves(*runs)
    old, new = (run.result["ranks"] for run in runs)
    for site in new:
        assert moves["moved"][site] == old[site] - new[site]
    assert moves.index[0] == runs[1].result["alternatives"][0]


def test_a_site_that_one_run_lacks_has_no_move(runs: tuple[Run, Run]) -> None:
    moves = rank_moves(*runs)
    assert np.isnan(moves["moved"]["cq_htz"])
    assert moves["rank_old"]["cq_htz"] == 2
    assert len(moves) == 61


def test_a_site_without_position_has_no_point(runs: tuple[Run, Run]) -> None:
    moves = rank_moves(*runs)
    frame = moves_frame(moves).set_index("site_id")
    assert (frame.geometry.isna() == moves["lon"].isna()).all()
    assert moves["lon"].isna().any()
    assert frame.crs.to_epsg() == 4326
