import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pymcdm.normalizations import minmax_normalization

from layout.criteria.value_functions import (
    CategoryValue,
    LinearValue,
    MinMaxValue,
    PiecewiseValue,
    category_values,
)
from layout.criteria.value_kinds import NumericValue, numeric_range, numeric_values

REASON = {"en": "why", "zh": "理由"}
ADAPTER: TypeAdapter[LinearValue | PiecewiseValue | MinMaxValue] = TypeAdapter(NumericValue)

raws = st.floats(-1e4, 1e4)


def linear(worst: float, best: float) -> LinearValue:
    return LinearValue.model_validate({"kind": "linear", "worst": worst, "best": best, "reason": REASON})


def piecewise(*points: tuple[float, float]) -> PiecewiseValue:
    return PiecewiseValue.model_validate({"kind": "piecewise", "points": list(points), "reason": REASON})


def minmax(better: str) -> MinMaxValue:
    return MinMaxValue.model_validate({"kind": "minmax", "better": better, "reason": REASON})


def test_linear_rising_and_falling_by_hand() -> None:
    raw = np.array([-5.0, 0.0, 2.5, 10.0, 12.0, np.nan])
    np.testing.assert_allclose(numeric_values(linear(0, 10), raw), [0, 0, 0.25, 1, 1, np.nan])
    np.testing.assert_allclose(numeric_values(linear(10, 0), raw), [1, 1, 0.75, 0, 0, np.nan])


@given(raw=raws, worst=raws, length=st.floats(1e-3, 1e4))
def test_linear_is_the_clipped_formula(raw: float, worst: float, length: float) -> None:
    for best in (worst + length, worst - length):
        expected = min(1.0, max(0.0, (raw - worst) / (best - worst)))
        assert numeric_values(linear(worst, best), np.array([raw]))[0] == pytest.approx(expected, abs=1e-7)


def test_piecewise_by_hand() -> None:
    land = piecewise((1, 0), (3, 0.5), (10, 1))
    np.testing.assert_allclose(
        numeric_values(land, np.array([0.2, 1, 2, 3, 6.5, 10, 40])), [0, 0, 0.25, 0.5, 0.75, 1, 1]
    )


def test_the_range_of_a_peak_includes_the_peak() -> None:
    peak = piecewise((0, 0), (5, 1), (10, 0))
    raw, low, high = np.array([3.0, 8.0]), np.array([2.0, 7.0]), np.array([9.0, 9.0])
    least, greatest = numeric_range(peak, raw, low=low, high=high)
    np.testing.assert_allclose(least, [0.2, 0.2])
    np.testing.assert_allclose(greatest, [1.0, 0.6])


@given(
    knots=st.lists(st.integers(-50, 50), min_size=2, max_size=6, unique=True).map(sorted),
    values=st.lists(st.floats(0, 1), min_size=6, max_size=6),
    low=st.integers(-60, 60),
    width=st.integers(0, 40),
)
def test_the_range_equals_a_fine_scan(knots: list[int], values: list[float], low: int, width: int) -> None:
    function = piecewise(*zip([float(knot) for knot in knots], values, strict=False))
    scan = np.arange(low, low + width + 0.5, 0.5)  # knots are integers, so the scan meets every corner
    scanned = numeric_values(function, scan)
    middle = np.array([low + width / 2])
    least, greatest = numeric_range(
        function, middle, low=np.array([float(low)]), high=np.array([float(low + width)])
    )
    assert least[0] == pytest.approx(scanned.min())
    assert greatest[0] == pytest.approx(scanned.max())


def test_an_unknown_raw_value_has_no_range() -> None:
    raw = np.array([np.nan, 0.5])
    least, greatest = numeric_range(linear(0, 1), raw, low=raw, high=raw)
    np.testing.assert_allclose(least, [np.nan, 0.5])
    np.testing.assert_allclose(greatest, [np.nan, 0.5])


@given(st.lists(raws, min_size=2, max_size=20, unique_by=lambda raw: round(raw, 3)))
def test_minmax_is_the_min_max_normalisation_of_pymcdm(observed: list[float]) -> None:
    raw = np.array(observed)
    np.testing.assert_allclose(numeric_values(minmax("higher"), raw), minmax_normalization(raw), atol=1e-9)
    np.testing.assert_allclose(
        numeric_values(minmax("lower"), raw), minmax_normalization(raw, cost=True), atol=1e-9
    )


def test_minmax_ignores_gaps_and_gives_equals_the_best() -> None:
    np.testing.assert_allclose(numeric_values(minmax("higher"), np.array([2, np.nan, 4.0])), [0, np.nan, 1])
    np.testing.assert_allclose(numeric_values(minmax("lower"), np.array([7.0, 7.0])), [1, 1])
    assert np.isnan(numeric_values(minmax("lower"), np.array([np.nan]))).all()


def test_categories() -> None:
    function = CategoryValue.model_validate(
        {"kind": "category", "levels": {"a": 1, "b": 0.25}, "reason": REASON}
    )
    values = category_values(function, np.array(["b", None, "a"], dtype=object))
    np.testing.assert_allclose(values, [0.25, np.nan, 1])
    with pytest.raises(KeyError):
        category_values(function, np.array(["c"], dtype=object))


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "linear", "worst": 1, "best": 1},
        {"kind": "linear", "worst": 0, "best": float("inf")},
        {"kind": "linear", "worst": 0},
        {"kind": "piecewise", "points": [[0, 0]]},
        {"kind": "piecewise", "points": [[0, 0], [0, 1]]},
        {"kind": "piecewise", "points": [[1, 0], [0, 1]]},
        {"kind": "piecewise", "points": [[0, 0], [1, 1.1]]},
        {"kind": "piecewise", "points": [[0, 0, 0], [1, 1, 1]]},
        {"kind": "minmax", "better": "bigger"},
        {"kind": "sigmoid"},
        {"worst": 0, "best": 1},
    ],
)
def test_a_function_that_cannot_be_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ADAPTER.validate_python({**data, "reason": REASON})


def test_a_category_beyond_the_scale_is_refused() -> None:
    with pytest.raises(ValidationError):
        CategoryValue.model_validate({"kind": "category", "levels": {"a": 2}, "reason": REASON})
