import numpy as np
import pytest

from layout.config import build_case, case_data, load_case
from layout.config.case import Case
from layout.errors import MissingDataError
from layout.resources import find_case
from layout.workflow.ranking.live_rank import live_ranking
from layout.workflow.ranking.rank import RankingResult, rank_sites


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(find_case("nev-battery"))


@pytest.fixture(scope="module")
def measured(case: Case) -> RankingResult:
    return rank_sites(case)


CHANGES = [
    {"weights": {"method": "equal"}},
    {"weights": {"method": "critic"}},
    {"missing": "worst"},
    {"method": "topsis"},
    {"method": "vikor", "weights": {"method": "entropy"}},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_it_is_the_ranking_that_a_whole_run_gives(
    case: Case, measured: RankingResult, change: dict[str, object]
) -> None:
    data = case_data(case)
    data["scoring"]["missing"] = change.get("missing", "neutral")
    data["scoring"]["methods"] = [change.get("method", "weighted_sum")]
    data["weights"] = change.get("weights", {"method": "direct"})
    other = build_case(data, origin="x")
    live, whole = live_ranking(other, measured), rank_sites(other)
    assert list(live.ranking.index) == list(whole.ranking.index)
    np.testing.assert_array_equal(live.ranking["score"].to_numpy(), whole.ranking["score"].to_numpy())
    np.testing.assert_array_equal(live.contributions.to_numpy(), whole.contributions.to_numpy())
    np.testing.assert_allclose(live.weights.to_numpy(), whole.matrix.weights.to_numpy())


def test_a_gap_is_refused_where_the_case_refuses_gaps(case: Case, measured: RankingResult) -> None:
    data = case_data(case)
    data["scoring"]["missing"] = "refuse"
    with pytest.raises(MissingDataError):
        live_ranking(build_case(data, origin="x"), measured)
