from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymcdm import correlations
from scipy import stats

from layout.scoring.methods.plan import MethodPlan
from layout.scoring.problem import Problem
from layout.scoring.robustness import agreement
from layout.scoring.robustness.agreement import (
    compare,
    kendall,
    spearman,
    ws_coefficient,
)

Table = Callable[..., Problem]
RANKING = st.permutations([float(rank) for rank in range(1, 8)])


@given(RANKING, RANKING)
def test_correlations_as_the_libraries(one: list[float], other: list[float]) -> None:
    first, second = np.array(one), np.array(other)
    assert spearman(first, second) == pytest.approx(stats.spearmanr(first, second).statistic)
    assert kendall(first, second) == pytest.approx(stats.kendalltau(first, second).statistic)
    assert ws_coefficient(first, second) == pytest.approx(correlations.ws(first, second))


def test_ties_everywhere() -> None:
    tied, other = np.ones(3), np.array([1.0, 2, 3])
    assert (spearman(tied, tied), spearman(tied, other)) == (1, 0)
    assert (kendall(tied, tied), kendall(tied, other)) == (1, 0)
    assert ws_coefficient(np.ones(1), np.ones(1)) == 1


def test_side_by_side(table: Table) -> None:
    problem = table(np.random.default_rng(32).uniform(1, 9, (6, 3)), "max min max")
    found = compare(problem, {"sum": MethodPlan("weighted_sum"), "topsis": MethodPlan("topsis")})
    assert list(found.ranks) == ["sum", "topsis"]
    assert found.spearman.loc["sum", "sum"] == pytest.approx(1)
    assert found.kendall.loc["sum", "topsis"] == found.kendall.loc["topsis", "sum"]
    assert all(found.ranks.loc[name, "sum"] == 1 for name in found.firsts["sum"])


@pytest.mark.parametrize("pairs_at_most", [0, 1000])
def test_kendall_is_that_of_scipy_with_ties_whether_paired_or_sorted(
    pairs_at_most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreement, "PAIRED_AT_MOST", pairs_at_most)
    for seed in range(20):
        one, other = np.random.default_rng(seed).integers(1, 9, (2, 30)).astype(float)
        assert kendall(one, other) == pytest.approx(stats.kendalltau(one, other).statistic, abs=1e-14)
