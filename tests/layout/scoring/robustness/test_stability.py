from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from layout.scoring.methods.plan import MethodPlan, TableMethod, solve
from layout.scoring.problem import Problem
from layout.scoring.robustness.stability import bracket, linear_interval, move_weight, stability_intervals

Table = Callable[..., Problem]


@given(
    arrays(np.float64, (5, 3), elements=st.integers(0, 20)), arrays(np.float64, 3, elements=st.floats(0.1, 1))
)
def test_first_stays_first_inside_and_not_beyond(parts: np.ndarray, weights: np.ndarray) -> None:
    weights = weights / weights.sum()
    first = int(np.argmax(parts @ weights))
    for place in range(3):
        low, high, below, above = linear_interval(parts, weights, place=place, first=first)
        assert low <= weights[place] + 1e-9
        assert high >= weights[place] - 1e-9
        for value in np.linspace(low, high, 5):
            scores = parts @ move_weight(weights, place, value=float(value))
            assert scores[first] >= scores.max() - 1e-7
        if above >= 0 and high < 0.999:
            beyond = parts @ move_weight(weights, place, value=min(high + 0.01, 1.0))
            assert beyond[above] > beyond[first]
        if below >= 0 and low > 0.001:
            beyond = parts @ move_weight(weights, place, value=max(low - 0.01, 0.0))
            assert beyond[below] > beyond[first]


def test_exact_and_searched_intervals_agree(table: Table) -> None:
    """OWA with alpha = 1 is the weighted sum, but is treated as a method of unknown shape."""
    problem = table(np.random.default_rng(29).uniform(1, 9, (6, 3)), "max min max", [5, 3, 2])
    exact = stability_intervals(problem, MethodPlan("weighted_sum"))
    searched = stability_intervals(problem, MethodPlan("owa", alpha=1.0))
    np.testing.assert_allclose(exact[["low", "high"]], searched[["low", "high"]], atol=1e-6)
    assert exact["above"].tolist() == searched["above"].tolist()


def test_who_takes_over_is_first_there(table: Table) -> None:
    problem = table(np.random.default_rng(30).uniform(1, 9, (6, 3)), "max min max", [5, 3, 2])
    rows = stability_intervals(problem, MethodPlan("topsis"))
    for place, row in enumerate(rows.itertuples()):
        if row.above:
            moved = problem.with_weights(move_weight(problem.weights, place, value=row.high + 1e-4))
            assert solve(moved, MethodPlan("topsis")).ranks[row.above] == 1


@pytest.mark.parametrize("method", ["weighted_sum", "topsis", "vikor"])
@pytest.mark.parametrize("values", [[[3, 3], [1, 2], [2, 1]], [[3], [1], [2]]])
def test_dominating_alternative_cannot_be_dethroned(
    table: Table, method: TableMethod, values: list[list[float]]
) -> None:
    rows = stability_intervals(table(values), MethodPlan(method))
    assert set(rows["low"]) == {0.0}
    assert set(rows["high"]) == {1.0}
    assert set(rows["above"]) == {""}


def test_bracket_and_whole_weight() -> None:
    inside, outside = bracket(lambda value: value < 0.3, inside=0.0, outside=1.0)
    assert inside == pytest.approx(0.3)
    assert inside < 0.3 <= outside
    assert move_weight(np.array([1.0, 0, 0]), 0, value=0.4).tolist() == pytest.approx([0.4, 0.3, 0.3])


def test_losing_the_score_at_the_very_end_of_the_range_is_no_change(table: Table) -> None:
    unknown = np.array([[True, False], [False, False]])
    problem = replace(table([[0, 0.9], [0.3, 0.1]]), unknown=unknown)
    plan = MethodPlan("weighted_sum", normalisation="none")
    whole = problem.with_weights(np.array([1.0, 0.0]))
    assert solve(whole, plan).ranks.isna().tolist() == [True, False]
    found = stability_intervals(problem, plan)
    assert found["above"].tolist() == ["", ""]
    assert found["high"].tolist() == [1.0, 1.0]
