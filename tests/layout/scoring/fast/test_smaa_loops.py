"""The loops run here as plain Python: what is compiled is exactly this code."""

import numpy as np
import pytest

from layout.scoring.fast import smaa_loops as loops

VALUES = np.random.default_rng(21).integers(0, 4, (3, 15)).astype(float)
WEIGHTS = np.random.default_rng(22).dirichlet(np.ones(3), 6)


def ranked(scores: np.ndarray) -> np.ndarray:
    order = np.empty(scores.shape, dtype=np.int32)
    ranks = np.empty(scores.shape, dtype=np.int32)
    loops.deal_scores(scores, order)
    loops.settle_order(scores, order)
    loops.rank_order(scores, order, ranks=ranks)
    return ranks


def test_scores_are_weighted_sums() -> None:
    scores = np.empty((6, 15))
    loops.score_draws(VALUES, WEIGHTS, scores=scores)
    np.testing.assert_allclose(scores, WEIGHTS @ VALUES)


@pytest.mark.parametrize("outlier", [0.0, 1e6, -1e6])
def test_ranks_are_one_more_than_the_number_of_better_ones(
    outlier: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loops, "CROWDED", 5)
    scores = np.random.default_rng(23).integers(0, 9, (4, 30)).astype(float)
    scores[:, 0] += outlier
    assert (ranked(scores) == 1 + (scores[:, None, :] > scores[:, :, None]).sum(axis=2)).all()


def test_all_equal_share_the_first_rank() -> None:
    assert (ranked(np.full((2, 5), 0.3)) == 1).all()


def test_counts() -> None:
    ranks = np.array([[1, 2, 3], [1, 3, 2], [2, 1, 3]], dtype=np.int32)
    counts, totals = np.zeros((3, 2), dtype=np.int32), np.array([[0] * 3, [4] * 3, [0] * 3])
    loops.count_ranks(ranks, counts, totals=totals)
    assert counts.tolist() == [[2, 1], [1, 1], [0, 1]]
    assert totals.tolist() == [[4, 6, 8], [1, 1, 2], [2, 3, 3]]
    wins = np.zeros((3, 3), dtype=np.int32)
    loops.count_wins(ranks, wins)
    assert wins.tolist() == [[0, 2, 3], [1, 0, 2], [0, 1, 0]]
