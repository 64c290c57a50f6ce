import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from layout.scoring.ranks import competition_ranks, rank_bounds


def test_ties_share_the_better_rank() -> None:
    scores = pd.Series([0.7, 0.9, 0.5, 0.7, np.nan], index=list("abcde"))
    ranks = competition_ranks(scores)
    assert ranks.iloc[:4].tolist() == [2, 1, 4, 2]
    assert pd.isna(ranks["e"])


def test_the_last_bits_do_not_break_a_tie() -> None:
    assert competition_ranks(pd.Series([0.1 + 0.2, 0.3])).tolist() == [1, 1]


@given(st.lists(st.integers(0, 20), min_size=1, max_size=30))
def test_ranks_equal_those_of_scipy(values: list[int]) -> None:
    ranks = competition_ranks(pd.Series(values, dtype=float) / 20)
    assert ranks.tolist() == rankdata([-value for value in values], method="min").tolist()


def test_rank_bounds_by_hand() -> None:
    low = pd.Series([0.8, 0.6, 0.2, np.nan], index=list("abcd"))
    high = pd.Series([0.9, 0.85, 0.3, np.nan], index=list("abcd"))
    best, worst = rank_bounds(low, high)
    assert best.iloc[:3].tolist() == [1, 1, 3]
    assert worst.iloc[:3].tolist() == [2, 2, 3]
    assert pd.isna(best["d"])


pairs = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10)), min_size=1, max_size=12)


@given(pairs=pairs, draws=st.lists(st.floats(0, 1), min_size=12, max_size=12))
def test_no_draw_within_the_intervals_leaves_the_bounds(
    pairs: list[tuple[int, int]], draws: list[float]
) -> None:
    low = pd.Series([float(start) for start, _ in pairs])
    high = pd.Series([float(start + width) for start, width in pairs])
    best, worst = rank_bounds(low, high)
    drawn = low + (high - low) * pd.Series(draws[: len(pairs)])
    ranks = competition_ranks(drawn)
    assert (best <= ranks).all()
    assert (ranks <= worst).all()


def test_without_range_the_bounds_are_the_ranks() -> None:
    scores = pd.Series([0.4, 0.9, 0.1])
    best, worst = rank_bounds(scores, scores)
    assert best.tolist() == worst.tolist() == competition_ranks(scores).tolist()
