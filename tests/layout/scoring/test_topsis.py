from collections.abc import Callable

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization

from layout.scoring.matrix import DecisionMatrix
from layout.scoring.missing import complete_matrix
from layout.scoring.topsis import score_by_topsis, topsis_kernel, vector_normalise

Make = Callable[..., DecisionMatrix]
# the square of a number below 1e-154 is zero in double precision: no value function yields one but 0 itself
unit = st.floats(0, 1).map(lambda value: value if value > 1e-120 else 0.0)
matrices = st.integers(2, 8).flatmap(lambda rows: arrays(float, (rows, 4), elements=unit))
weightings = arrays(float, 4, elements=st.floats(0.01, 1))
ONES, ZEROS = np.ones(4), np.zeros(4)


def fixed(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return topsis_kernel(values, weights / weights.sum(), ideal=ONES, anti_ideal=ZEROS).closeness


def identity(column: np.ndarray, cost: bool = False) -> np.ndarray:  # noqa: FBT001, FBT002 - pymcdm calls it so
    assert not cost
    return column


def test_the_fighter_aircraft_of_hwang_and_yoon_1981() -> None:
    # Hwang and Yoon (1981), Multiple Attribute Decision Making, the fighter example: speed, range, payload,
    # cost (less is better), reliability, manoeuvrability; published closeness 0.643, 0.268, 0.613, 0.312
    raw = np.array(
        [
            [2.0, 1500, 20000, 5.5, 5, 9],
            [2.5, 2700, 18000, 6.5, 3, 5],
            [1.8, 2000, 21000, 4.5, 7, 7],
            [2.2, 1800, 20000, 5.0, 5, 5],
        ]
    )
    weights = np.array([0.2, 0.1, 0.1, 0.1, 0.2, 0.3])
    values = vector_normalise(raw)
    ideal, anti_ideal = values.max(axis=0), values.min(axis=0)
    ideal[3], anti_ideal[3] = anti_ideal[3], ideal[3]
    steps = topsis_kernel(values, weights, ideal=ideal, anti_ideal=anti_ideal)
    np.testing.assert_allclose(steps.to_ideal, [0.0545, 0.1197, 0.0580, 0.1009], atol=1e-4)
    np.testing.assert_allclose(steps.to_anti_ideal, [0.0983, 0.0439, 0.0920, 0.0458], atol=1e-4)
    np.testing.assert_allclose(steps.closeness, [0.643, 0.268, 0.613, 0.312], atol=1e-3)


def test_the_fixed_variant_by_hand() -> None:
    # one site, weights 0.6 and 0.4, values 0.5 and 1: D+ = 0.3, D- = sqrt(0.3² + 0.4²) = 0.5
    steps = topsis_kernel(
        np.array([[0.5, 1.0]]), np.array([0.6, 0.4]), ideal=np.ones(2), anti_ideal=np.zeros(2)
    )
    np.testing.assert_allclose([steps.to_ideal[0], steps.to_anti_ideal[0]], [0.3, 0.5])
    np.testing.assert_allclose(steps.closeness, [0.5 / 0.8])


@given(values=matrices, weights=weightings)
def test_the_observed_variant_equals_pymcdm(values: np.ndarray, weights: np.ndarray) -> None:
    assume((np.ptp(values, axis=0) > 1e-3).all())
    share = weights / weights.sum()
    steps = topsis_kernel(values, share, ideal=values.max(axis=0), anti_ideal=values.min(axis=0))
    expected = TOPSIS(identity)(values, share, ONES, validation=False)
    np.testing.assert_allclose(steps.closeness, expected, rtol=1e-9, atol=1e-12)
    normalised = vector_normalise(values)
    steps = topsis_kernel(normalised, share, ideal=normalised.max(axis=0), anti_ideal=normalised.min(axis=0))
    expected = TOPSIS(vector_normalization)(values, share, ONES, validation=False)
    np.testing.assert_allclose(steps.closeness, expected, rtol=1e-9, atol=1e-12)


@given(values=matrices, weights=weightings)
def test_the_fixed_variant_equals_pymcdm_with_the_two_reference_sites_added(
    values: np.ndarray, weights: np.ndarray
) -> None:
    share = weights / weights.sum()
    expected = TOPSIS(identity)(np.vstack([values, ONES, ZEROS]), share, ONES, validation=False)[:-2]
    np.testing.assert_allclose(fixed(values, weights), expected, rtol=1e-9, atol=1e-12)


@given(values=matrices, weights=weightings)
def test_dropping_a_site_reorders_no_other(values: np.ndarray, weights: np.ndarray) -> None:
    whole = fixed(values, weights)
    for dropped in range(len(values)):
        kept = np.arange(len(values)) != dropped
        np.testing.assert_allclose(fixed(values[kept], weights), whole[kept], rtol=1e-14)


@given(values=matrices, weights=weightings, gain=unit)
def test_a_site_that_is_nowhere_worse_is_no_further_from_the_ideal(
    values: np.ndarray, weights: np.ndarray, gain: float
) -> None:
    better = values[0] + gain * (1 - values[0])
    closeness = fixed(np.vstack([values, better]), weights)
    assert closeness[-1] >= closeness[0] - 1e-12


@given(values=matrices, weights=weightings, factor=st.sampled_from([0.001, 0.5, 3.0, 1e6]))
def test_the_scale_of_the_weights_changes_nothing(
    values: np.ndarray, weights: np.ndarray, factor: float
) -> None:
    steps = topsis_kernel(values, weights * factor, ideal=ONES, anti_ideal=ZEROS)
    np.testing.assert_allclose(steps.closeness, fixed(values, weights), rtol=1e-9)


@given(values=matrices, weights=weightings)
def test_the_order_of_sites_and_criteria_changes_nothing(values: np.ndarray, weights: np.ndarray) -> None:
    np.testing.assert_allclose(fixed(values[::-1], weights), fixed(values, weights)[::-1], rtol=1e-14)
    np.testing.assert_allclose(fixed(values[:, ::-1], weights[::-1]), fixed(values, weights), rtol=1e-12)


def test_best_and_worst_sites_are_the_reference_points(make: Make) -> None:
    matrix = make([[1, 1], [0, 0], [0.5, 0.5]], [2, 1])
    result = score_by_topsis(matrix, complete_matrix(matrix, "worst"))
    np.testing.assert_allclose(result.scores, [1, 0, 0.5])


def test_every_step_is_kept_and_consistent(make: Make) -> None:
    matrix = make([[0.2, np.nan, 0.9], [0.6, 0.4, 0.1]], [1, 2, 1])
    tables = score_by_topsis(matrix, complete_matrix(matrix, "renormalise")).tables
    assert set(tables) == {"normalised", "weights", "weighted", "ideal", "anti_ideal", "distances"}
    np.testing.assert_allclose(tables["weighted"], tables["normalised"] * tables["weights"])
    np.testing.assert_allclose(tables["ideal"], tables["weights"])
    away = np.sqrt(((tables["weighted"] - tables["ideal"]) ** 2).sum(axis=1))
    np.testing.assert_allclose(tables["distances"]["to_ideal"], away)


def test_a_column_of_zeros_stays_zero() -> None:
    assert (vector_normalise(np.zeros((3, 2))) == 0).all()
