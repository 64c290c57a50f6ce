from collections.abc import Callable

import numpy as np
import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.reasons.counterfactual import attribute_changes, weight_change

Table = Callable[..., Problem]
VALUES = np.random.default_rng(35).uniform(1, 9, (6, 3))
BOUNDS = np.array([[0.0, 10.0]] * 3)


@pytest.mark.parametrize("method", ["weighted_sum", "topsis", "vikor", "promethee2", "spotis"])
def test_needed_value_is_just_enough(table: Table, method: str) -> None:
    problem = table(VALUES, "max min max", [5, 3, 2])
    plan = MethodPlan(method, bounds=BOUNDS)  # type: ignore[arg-type] # a method
    order = solve(problem, plan).order
    for name in order[1:4]:
        for change in attribute_changes(problem, plan, alternative=str(name)):
            row, column = problem.place(change.alternative), problem.criteria.get_loc(change.criterion)
            enough, short = problem.matrix.copy(), problem.matrix.copy()
            enough[row, column] = change.needed
            short[row, column] = change.needed + 0.001 * (change.present - change.needed)
            assert solve(problem.with_values(enough), plan).ranks[change.alternative] == 1
            assert solve(problem.with_values(short), plan).ranks[change.alternative] != 1
            assert "would come first if" in change.text.en
            assert "即列第一" in change.text.zh


def test_the_first_needs_nothing(table: Table) -> None:
    problem = table([[3, 3], [1, 1]])
    assert attribute_changes(problem, MethodPlan("weighted_sum"), alternative="A1") == ()


def test_smallest_change_of_weights_against_a_fine_grid(table: Table) -> None:
    """A second formulation: every weighting on a grid of 1/100 that puts the alternative first."""
    problem = table(VALUES, "max min max", [5, 3, 2])
    solution = solve(problem, MethodPlan("weighted_sum"))
    parts = solution.tables["normalised"].to_numpy()
    grid = np.array([[a, b, 100 - a - b] for a in range(101) for b in range(101 - a)]) / 100
    scores = grid @ parts.T
    for name in solution.order[1:]:
        change = weight_change(solution, str(name))
        assert change is not None
        first = scores[:, problem.place(str(name))] >= scores.max(axis=1) - 1e-12
        if not change.possible:
            assert not first.any()
            assert "No weights whatever" in change.text.en
            continue
        weights = np.array(list(change.weights.values()))
        assert (parts @ weights)[problem.place(str(name))] >= (parts @ weights).max() - 1e-9
        assert np.abs(weights - problem.weights).sum() / 2 == pytest.approx(change.moved, abs=1e-9)
        if first.any():
            assert change.moved <= np.abs(grid[first] - problem.weights).sum(axis=1).min() / 2 + 1e-9
        assert f"{100 * change.moved:.1f} %" in change.text.en


def test_no_sum_no_answer(table: Table) -> None:
    assert weight_change(solve(table(VALUES), MethodPlan("topsis")), "A1") is None
