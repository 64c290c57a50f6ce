"""What must hold of every method whatever the numbers: order of rows and columns, units, dominance."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from layout.scoring.methods.electre_tri import Grading
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.methods.preference import Preference
from layout.scoring.problem import Problem

CRITERIA = 3
HALVES = st.integers(2, 60).map(lambda number: number / 2)
VALUES = st.integers(2, 9).flatmap(lambda rows: arrays(np.float64, (rows, CRITERIA), elements=HALVES))
WEIGHTS = arrays(np.float64, CRITERIA, elements=st.integers(1, 9).map(float))
SENSE = np.array([1.0, -1.0, 1.0])
UNITS = np.array([4.0, 0.5, 2.0])
PREFERENCES = (Preference("linear", q=1, p=8), Preference("v-shape", p=6), Preference("gaussian", s=5))
BOUNDS = np.array([[0.0, 40.0]] * CRITERIA)
GRADING = Grading(
    ("low", "mid", "high"),
    np.array([[8.0, 20, 8], [20, 8, 20]]),
    np.full(CRITERIA, 1.0),
    np.full(CRITERIA, 3.0),
    np.array([15.0, np.inf, 20.0]),
)
PLANS = {
    "weighted_sum": MethodPlan("weighted_sum"),
    "weighted_sum, vector": MethodPlan("weighted_sum", normalisation="vector"),
    "weighted_sum, sum": MethodPlan("weighted_sum", normalisation="sum"),
    "weighted_product": MethodPlan("weighted_product"),
    "topsis": MethodPlan("topsis"),
    "topsis, minmax": MethodPlan("topsis", normalisation="minmax"),
    "vikor": MethodPlan("vikor"),
    "promethee2": MethodPlan("promethee2", preferences=PREFERENCES),
    "spotis": MethodPlan("spotis", bounds=BOUNDS),
    "owa": MethodPlan("owa", alpha=2.0),
    "electre_tri": MethodPlan("electre_tri", grading=GRADING),
}


def problem_of(values: np.ndarray, weights: np.ndarray, sense: np.ndarray = SENSE) -> Problem:
    rows = pd.Index([f"s{place}" for place in range(len(values))])
    columns = pd.Index([f"c{place}" for place in range(values.shape[1])])
    return Problem(rows, columns, np.ascontiguousarray(values), sense, weights / weights.sum())


def scores_of(problem: Problem, plan: MethodPlan) -> np.ndarray:
    return solve(problem, plan).scores.to_numpy(dtype=np.float64)


@pytest.mark.parametrize("name", PLANS)
@settings(max_examples=30, deadline=None)
@given(values=VALUES, weights=WEIGHTS, seed=st.integers(0, 99))
def test_order_of_the_rows_changes_no_score(
    name: str, values: np.ndarray, weights: np.ndarray, seed: int
) -> None:
    order = np.random.default_rng(seed).permutation(len(values))
    whole = scores_of(problem_of(values, weights), PLANS[name])
    mixed = scores_of(problem_of(values[order], weights), PLANS[name])
    np.testing.assert_allclose(mixed, whole[order], rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize(
    "name", [name for name in PLANS if name not in ("promethee2", "spotis", "electre_tri")]
)
@settings(max_examples=30, deadline=None)
@given(values=VALUES, weights=WEIGHTS)
def test_unit_of_a_criterion_changes_no_rank(name: str, values: np.ndarray, weights: np.ndarray) -> None:
    """Units of a power of two, so that ties stay ties to the last bit."""
    whole = solve(problem_of(values, weights), PLANS[name]).ranks
    scaled = solve(problem_of(values * UNITS, weights), PLANS[name]).ranks
    assert whole.tolist() == scaled.tolist()


@pytest.mark.parametrize("name", PLANS)
@settings(max_examples=30, deadline=None)
@given(values=VALUES, weights=WEIGHTS)
def test_what_dominates_is_never_behind(name: str, values: np.ndarray, weights: np.ndarray) -> None:
    better = values.copy()
    better[0] = values[1] + 0.5 * SENSE
    found = solve(problem_of(better, weights), PLANS[name])
    if found.ranks.notna().all():
        assert found.ranks["s0"] <= found.ranks["s1"]


@pytest.mark.parametrize("name", ["weighted_sum", "topsis", "vikor", "weighted_product", "owa"])
@settings(max_examples=30, deadline=None)
@given(values=VALUES, weights=WEIGHTS, seed=st.integers(0, 99))
def test_order_of_the_criteria_changes_no_score(
    name: str, values: np.ndarray, weights: np.ndarray, seed: int
) -> None:
    order = np.random.default_rng(seed).permutation(CRITERIA)
    whole = scores_of(problem_of(values, weights), PLANS[name])
    mixed = scores_of(problem_of(values[:, order], weights[order], SENSE[order]), PLANS[name])
    np.testing.assert_allclose(mixed, whole, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("name", PLANS)
@settings(max_examples=20, deadline=None)
@given(values=VALUES, weights=WEIGHTS)
def test_equal_alternatives_have_equal_ranks(name: str, values: np.ndarray, weights: np.ndarray) -> None:
    doubled = np.vstack([values, values[:1]])
    ranks = solve(problem_of(doubled, weights), PLANS[name]).ranks
    assert ranks.iloc[0] is ranks.iloc[-1] or ranks.iloc[0] == ranks.iloc[-1]
