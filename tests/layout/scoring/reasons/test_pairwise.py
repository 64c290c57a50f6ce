from collections.abc import Callable

import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.reasons.pairwise import why_before

Table = Callable[..., Problem]


def test_difference_of_scores_is_taken_apart(table: Table) -> None:
    found = solve(table([[10, 2], [4, 8], [0, 0]], "", [0.7, 0.3]), MethodPlan("weighted_sum"))
    reason = why_before(found, "A2", other="A1")
    assert (reason.better, reason.worse) == ("A1", "A2")
    assert reason.difference.sum() == pytest.approx(found.scores["A1"] - found.scores["A2"])
    assert reason.difference.index[0] == "c1"
    assert "A1 is ranked 1" in reason.text.en
    assert "Ahead on: c1 10 against 4 (+0.4200)" in reason.text.en
    assert "Behind on: c2 2 against 8 (-0.2250)" in reason.text.en
    assert "占优指标：c1 10 对 4" in reason.text.zh


def test_nowhere_better_is_said(table: Table) -> None:
    found = solve(table([[10, 8], [4, 2]]), MethodPlan("weighted_sum"))
    assert "A2 is noticeably better on no criterion" in why_before(found, "A1", other="A2").text.en


def test_method_that_is_no_sum_says_so(table: Table) -> None:
    reason = why_before(solve(table([[10, 8], [4, 2], [5, 9]]), MethodPlan("topsis")), "A1", other="A2")
    assert not reason.additive
    assert "not a sum" in reason.text.en
    assert "并非各指标之和" in reason.text.zh


def test_tie_is_a_tie(table: Table) -> None:
    found = solve(table([[1, 0], [0, 1]]), MethodPlan("weighted_sum"))
    assert "share rank 1" in why_before(found, "A1", other="A2").text.en


def test_unknown_alternative_is_a_key_error(table: Table) -> None:
    with pytest.raises(KeyError):
        why_before(solve(table([[1, 0], [0, 1]]), MethodPlan("weighted_sum")), "A1", other="A9")
