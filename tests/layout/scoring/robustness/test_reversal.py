from collections.abc import Callable

import numpy as np
import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.robustness import reversal
from layout.scoring.robustness.reversal import rank_reversal

Table = Callable[..., Problem]


def test_belton_and_gear_turn_the_first_round(table: Table) -> None:
    """Belton and Gear (1983): adding a copy of B puts A before B when values are divided by their sum."""
    problem = table([[1, 9, 8], [9, 1, 9], [1, 1, 1]])
    found = rank_reversal(problem, MethodPlan("weighted_sum", normalisation="sum"))
    [copied] = [item for item in found.copied if item.alternative == "A2"]
    assert copied.example == ("A2", "A1")
    assert copied.new_first == "A1"
    assert not found.free


@pytest.mark.parametrize("seed", range(5))
def test_spotis_and_fixed_scales_turn_nothing_round(table: Table, seed: int) -> None:
    values = np.random.default_rng(seed).uniform(0, 1, (8, 3))
    bounds = np.array([[0.0, 1.0]] * 3)
    for plan in (
        MethodPlan("spotis", bounds=bounds),
        MethodPlan("weighted_sum", normalisation="none"),
        MethodPlan("topsis", normalisation="none", reference="fixed"),
    ):
        assert rank_reversal(table(values), plan).free


def test_dropping_the_last_can_change_the_first(table: Table) -> None:
    """Min-max: without A4 the span of the second criterion shrinks, and with it what a unit of it is worth."""
    problem = table([[9, 6], [6, 8], [5, 7], [8, 2]], "", [0.4, 0.6])
    found = rank_reversal(problem, MethodPlan("weighted_sum"))
    [dropped] = [item for item in found.dropped if item.new_first]
    assert (dropped.alternative, dropped.example, dropped.new_first) == ("A4", ("A1", "A2"), "A2")
    assert found.tried == found.alternatives == 4


def test_turned_pairs_are_those_of_comparing_all_pairs(table: Table) -> None:
    turns = 0
    for seed in range(20):
        problem = table(np.random.default_rng(seed).integers(1, 5, (9, 3)), "", [5, 3, 2])
        plan = MethodPlan("weighted_sum", normalisation="sum")
        before = solve(problem, plan).ranks.to_numpy(dtype=float)
        told = {item.alternative: item for item in rank_reversal(problem, plan).copied}
        for place, name in enumerate(problem.alternatives):
            after = solve(problem.with_copy(place), plan).ranks.to_numpy(dtype=float)[:9]
            pairs = np.argwhere((before[:, None] < before) & (after[:, None] > after))
            turns += len(pairs)
            assert (told[name].pairs if name in told else 0) == len(pairs)
            if len(pairs):
                assert told[name].example == tuple(problem.alternatives[pairs[0]])
    assert turns


def test_very_many_try_the_extremes_first(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reversal, "TRIED_AT_MOST", 5)
    values = np.random.default_rng(31).uniform(0, 1, (20, 2))
    found = rank_reversal(table(values), MethodPlan("weighted_sum"))
    assert (found.tried, found.alternatives) == (5, 20)


def test_two_alternatives_are_only_copied(table: Table) -> None:
    found = rank_reversal(table([[1, 2], [2, 1]]), MethodPlan("topsis"))
    assert found.dropped == ()
