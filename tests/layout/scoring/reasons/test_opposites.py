from collections.abc import Callable

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.reasons.opposites import find_opposites

Table = Callable[..., Problem]


def test_equal_scores_of_opposite_make_are_pointed_out(table: Table) -> None:
    found = find_opposites(solve(table([[10, 0], [0, 10], [5, 5], [0, 0]]), MethodPlan("weighted_sum")))
    pairs = {(item.one, item.other): item for item in found}
    assert ("A1", "A2") in pairs
    assert pairs["A1", "A2"].contrast == 1
    assert (pairs["A1", "A2"].strong_one, pairs["A1", "A2"].strong_other) == ("c1", "c2")
    assert "A1 and A2 score nearly the same" in pairs["A1", "A2"].text.en
    assert "构成相反" in pairs["A1", "A2"].text.zh


def test_alike_sites_and_methods_that_are_no_sum_give_none(table: Table) -> None:
    assert find_opposites(solve(table([[5, 5], [5, 5.01], [0, 0]]), MethodPlan("weighted_sum"))) == ()
    assert find_opposites(solve(table([[10, 0], [0, 10]]), MethodPlan("topsis"))) == ()
