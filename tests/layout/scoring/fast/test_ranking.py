import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.scoring.fast import ranking
from layout.scoring.fast.ranking import fast_ranks
from layout.scoring.solution import rank_scores

SCORES = st.lists(st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3)), min_size=1, max_size=60)


@settings(deadline=None)
@given(scores=SCORES, high=st.booleans())
def test_same_ranks_as_the_ordinary_way(*, scores: list[float], high: bool) -> None:
    values = np.array(scores)
    assert (
        fast_ranks(values, higher_is_better=high).tolist()
        == rank_scores(values, higher_is_better=high).tolist()
    )


@pytest.mark.parametrize("threads", [1, 2, 3, 5])
@pytest.mark.parametrize("decimals", [2, 4, 15])
def test_same_ranks_for_any_number_of_threads(
    threads: int, decimals: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "CHUNK", 100)
    scores = np.random.default_rng(19).normal(size=5000).round(decimals)
    assert (fast_ranks(scores, threads=threads) == rank_scores(scores)).all()


def test_levels_that_round_to_the_same_stay_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "CHUNK", 2)
    scores = np.concatenate([np.full(50, 0.3), np.full(50, 0.1 + 0.2), np.full(50, 0.7)])
    assert (fast_ranks(scores, threads=4) == rank_scores(scores)).all()


@pytest.mark.parametrize("scores", [np.zeros(5), np.array([np.nan, 1.0]), np.array([np.inf, 1.0])])
def test_odd_scores_go_the_ordinary_way(scores: np.ndarray) -> None:
    assert fast_ranks(scores).tolist() == rank_scores(scores).tolist()
