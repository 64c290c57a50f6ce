"""The loops run here as plain Python: what is compiled is exactly this code."""

import numpy as np
import pytest

from layout.scoring.fast import smaa_loops as loops


def ranked(scores: np.ndarray) -> np.ndarray:
    order = np.empty(scores.shape, dtype=np.int32)
    ranks = np.empty(scores.shape, dtype=np.int32)
    loops.deal_scores(scores, order)
    loops.settle_order(scores, order)
    crowded = order[:, 0] < 0
    order[crowded] = np.argsort(-scores[crowded], axis=1)
    loops.rank_order(scores, order, ranks=ranks)
    return ranks


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
    loops.count_wins(ranks, wins, tied=False)
    assert wins.tolist() == [[0, 2, 3], [0, 0, 2], [0, 0, 0]]


def test_wins_stand_right_of_the_diagonal_and_shared_ranks_left_of_it() -> None:
    ranks = np.random.default_rng(24).integers(1, 4, (20, 5)).astype(np.int16)
    wins = np.zeros((5, 5), dtype=np.int32)
    loops.count_wins(ranks, wins, tied=True)
    before = (ranks[:, :, None] < ranks[:, None, :]).sum(axis=0)
    alike = (ranks[:, :, None] == ranks[:, None, :]).sum(axis=0)
    assert (wins == np.triu(before, 1) + np.tril(alike, -1)).all()
