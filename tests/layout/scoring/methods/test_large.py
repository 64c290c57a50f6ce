from collections.abc import Callable

import numpy as np
import pytest

from layout.errors import CaseError
from layout.scoring.methods import large
from layout.scoring.methods.large import is_large
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem

Table = Callable[..., Problem]


@pytest.mark.parametrize("method", ["weighted_sum", "topsis", "vikor"])
def test_compiled_way_gives_the_same_scores_and_ranks(
    table: Table, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = table(np.random.default_rng(13).uniform(1, 9, (300, 4)), "max min min max", [4, 3, 2, 1])
    plan = MethodPlan(method)  # type: ignore[arg-type] # a method
    ordinary = solve(problem, plan)
    monkeypatch.setattr(large, "LARGE_FROM", 100)
    found = solve(problem, plan)
    np.testing.assert_allclose(found.scores, ordinary.scores, rtol=1e-12, atol=1e-15)
    assert found.ranks.tolist() == ordinary.ranks.tolist()
    low, high = problem.matrix.min(axis=0), problem.matrix.max(axis=0)
    assert found.tables["best"].tolist() == [high[0], low[1], low[2], high[3]]
    assert "only scores, ranks" in found.notes[-1].en


def test_only_where_it_is_the_same(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "LARGE_FROM", 2)
    rising, falling = table([[1, 2], [3, 4]]), table([[1, 2], [3, 4]], "max min")
    assert is_large(rising, "topsis", normalisation="sum")
    assert not is_large(falling, "topsis", normalisation="sum")
    assert not is_large(rising, "owa", normalisation="minmax")
    assert not is_large(table([[1, 2]]), "topsis", normalisation="vector")


def test_what_a_normalisation_cannot_take_is_explained_the_ordinary_way(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "LARGE_FROM", 2)
    with pytest.raises(CaseError, match="c1: found only zeros"):
        solve(table([[0, 2], [0, 4]]), MethodPlan("topsis"))
    assert solve(table([[0, 2], [3, 4]]), MethodPlan("topsis")).ranks.tolist() == [2, 1]


@pytest.mark.parametrize("seed", range(12))
def test_compromise_set_is_that_of_the_ordinary_way(
    table: Table, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = table(np.random.default_rng(seed).uniform(1, 9, (6, 3)), "max min max")
    members = solve(problem, MethodPlan("vikor")).tables["compromise_set"]
    monkeypatch.setattr(large, "LARGE_FROM", 2)
    found = solve(problem, MethodPlan("vikor")).tables["compromise_set"]
    assert sorted(found.index) == sorted(members.index[members == 1])
