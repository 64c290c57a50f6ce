from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pymcdm.methods import WSM

from layout.entities.vocabulary import MISSING_POLICIES
from layout.scoring.matrix import DecisionMatrix
from layout.scoring.missing import complete_matrix
from layout.scoring.ranks import competition_ranks
from layout.scoring.result import MethodResult
from layout.scoring.weighted_sum import score_by_weighted_sum, weighted_sum_kernel

Make = Callable[..., DecisionMatrix]
unit = st.floats(0, 1)
matrices = st.integers(1, 8).flatmap(lambda rows: arrays(float, (rows, 4), elements=unit))
weightings = arrays(float, 4, elements=st.floats(0.01, 1))


def score(make: Make, values: object, weights: object, **more: object) -> MethodResult:
    matrix = make(values, weights, **more)
    return score_by_weighted_sum(matrix, complete_matrix(matrix, "worst"))


def identity(column: np.ndarray, cost: bool = False) -> np.ndarray:  # noqa: FBT001, FBT002 - pymcdm calls it so
    assert not cost
    return column


def test_the_sum_by_hand(make: Make) -> None:
    result = score(make, [[1, 0.5, 0], [0.2, 0.8, 1]], [5, 3, 2])
    np.testing.assert_allclose(result.scores, [0.65, 0.54])
    assert result.ranks.tolist() == [1, 2]
    np.testing.assert_allclose(result.tables["contributions"], [[0.5, 0.15, 0], [0.1, 0.24, 0.2]])


@given(values=matrices, weights=weightings)
def test_the_kernel_equals_pymcdm(values: np.ndarray, weights: np.ndarray) -> None:
    share = weights / weights.sum()
    expected = WSM(identity)(values, share, np.ones(4), validation=False)
    np.testing.assert_allclose(weighted_sum_kernel(values, share), expected, rtol=1e-12)


def test_the_printed_example_of_pymcdm() -> None:
    # docstring of pymcdm.methods.WSM (sum normalisation): 0.609, 0.313, 0.334, 0.265, 0.479
    raw = np.array(
        [[96, 83, 75, 7], [63, 5, 56, 9], [72, 30, 32, 48], [11, 4, 27, 9], [77, 21, 17, 11]], float
    )
    raw[:, 2:] = 1 / raw[:, 2:]
    weights = np.array([8, 5, 6, 7]) / 13
    scores = weighted_sum_kernel(raw / raw.sum(axis=0), weights)
    np.testing.assert_allclose(scores, [0.609, 0.313, 0.334, 0.265, 0.479], atol=5e-4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=matrices, weights=weightings, random=st.randoms(use_true_random=False))
def test_the_order_of_sites_changes_nothing(
    make: Make, values: np.ndarray, weights: np.ndarray, random: Random
) -> None:
    names = [f"s{row}" for row in range(len(values))]
    order = list(range(len(values)))
    random.shuffle(order)
    plain = score(make, values, weights, sites=names)
    mixed = score(make, values[order], weights, sites=[names[row] for row in order])
    assert (mixed.scores.loc[names] == plain.scores).all()
    assert (mixed.ranks.loc[names] == plain.ranks).all()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=matrices, weights=weightings)
def test_the_order_of_criteria_changes_no_rank(make: Make, values: np.ndarray, weights: np.ndarray) -> None:
    plain = score(make, values, weights)
    mixed = score(make, values[:, ::-1], weights[::-1])
    np.testing.assert_allclose(mixed.scores, plain.scores, atol=1e-14)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=matrices, weights=weightings, factor=st.sampled_from([0.001, 0.5, 3.0, 1e6]))
def test_the_scale_of_the_weights_changes_nothing(
    make: Make, values: np.ndarray, weights: np.ndarray, factor: float
) -> None:
    plain, scaled = score(make, values, weights), score(make, values, weights * factor)
    np.testing.assert_allclose(scaled.scores, plain.scores, rtol=1e-12)


@given(values=matrices, weights=weightings, gain=unit)
def test_a_site_that_is_nowhere_worse_ranks_no_lower(
    values: np.ndarray, weights: np.ndarray, gain: float
) -> None:
    better = values[0] + gain * (1 - values[0])
    scores = weighted_sum_kernel(np.vstack([values, better]), weights / weights.sum())
    assert scores[-1] >= scores[0] - 1e-15


@given(values=matrices, weights=weightings)
def test_dropping_a_site_reorders_no_other(values: np.ndarray, weights: np.ndarray) -> None:
    share = weights / weights.sum()
    whole = weighted_sum_kernel(values, share)
    for dropped in range(len(values)):
        kept = np.arange(len(values)) != dropped
        assert (weighted_sum_kernel(values[kept], share) == whole[kept]).all()


def test_contributions_add_up_to_the_score_whatever_is_missing(make: Make) -> None:
    matrix = make([[0.3, np.nan, 0.9], [0.1, 0.7, np.nan]], [1, 2, 3])
    for policy in MISSING_POLICIES[:3]:
        result = score_by_weighted_sum(matrix, complete_matrix(matrix, policy))
        np.testing.assert_allclose(result.tables["contributions"].sum(axis=1), result.scores)


def test_equal_sites_tie(make: Make) -> None:
    result = score(make, [[0.1, 0.2, 0.3]] * 3, [1, 1, 1])
    assert competition_ranks(result.scores).tolist() == [1, 1, 1]


@pytest.mark.parametrize("weights", [[0.0, 0.0]])
def test_a_row_without_weight_has_no_sum(weights: list[float]) -> None:
    assert np.isnan(weighted_sum_kernel(np.array([[0.5, 0.5]]), np.array(weights))).all()
