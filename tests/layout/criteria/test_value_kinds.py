from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from layout.criteria.value_functions import CategoryValue
from layout.criteria.value_kinds import (
    NUMERIC_KINDS,
    AnyNumeric,
    NumericValue,
    greatest_value,
    nearest_raw,
    numeric_range,
    numeric_values,
    raw_of,
    value_curve,
)

REASON = {"en": "as it is", "zh": "原值"}
ADAPTER: TypeAdapter[AnyNumeric] = TypeAdapter(NumericValue)
GIVEN: dict[str, dict[str, Any]] = {
    "linear": {"worst": 80, "best": 5},
    "piecewise": {"points": [[0, 0], [30, 1], [60, 0.2]]},
    "minmax": {"better": "higher"},
    "logistic": {"middle": 30, "reach": -8},
    "gaussian": {"ideal": 40, "spread": 12},
    "ideal": {"least": 10, "ideal": 35, "greatest": 90},
    "step": {"below": 0.9, "steps": [[20, 0.4], [50, 0.6], [70, 0]]},
}
OBSERVED = np.array([3.0, 48, np.nan, 95])


def function(kind: str) -> AnyNumeric:
    return ADAPTER.validate_python({"kind": kind, "reason": REASON, **GIVEN[kind]})


def test_every_kind_is_tried() -> None:
    assert set(GIVEN) == set(NUMERIC_KINDS)


@pytest.mark.parametrize("kind", [kind for kind in NUMERIC_KINDS if kind != "minmax"])
def test_range_is_what_a_fine_search_finds(kind: str) -> None:
    low, high = np.array([0.0, 12, 25, 33, 50, 69.5]), np.array([100.0, 24, 44, 33, 69.9, 70])
    least, greatest = numeric_range(function(kind), OBSERVED, low=low, high=high)
    for place, (start, end) in enumerate(zip(low, high, strict=True)):
        found = numeric_values(function(kind), np.linspace(start, end, 20_001))
        assert least[place] == pytest.approx(found.min(), abs=2e-4)
        assert greatest[place] == pytest.approx(found.max(), abs=2e-4)
        assert least[place] <= found.min()
        assert greatest[place] >= found.max()


@pytest.mark.parametrize("kind", NUMERIC_KINDS)
def test_unknown_stays_unknown(kind: str) -> None:
    nan = np.array([np.nan, 1.0])
    assert np.isnan(numeric_values(function(kind), nan)).tolist() == [True, False]
    least, greatest = numeric_range(function(kind), OBSERVED, low=nan, high=nan)
    assert np.isnan(least).tolist() == np.isnan(greatest).tolist() == [True, False]


@pytest.mark.parametrize("kind", ["linear", "piecewise", "logistic", "gaussian", "ideal"])
@pytest.mark.parametrize("present", [2.0, 37.0, 88.0, float("nan")])
def test_the_way_back_is_the_nearest_raw_value(kind: str, present: float) -> None:
    raw = raw_of(function(kind), OBSERVED, value=0.37, present=present)
    assert raw is not None
    assert numeric_values(function(kind), np.array([raw]))[0] == pytest.approx(0.37)
    if not np.isnan(present):
        every = np.linspace(-100, 200, 300_001)
        fits = every[np.abs(numeric_values(function(kind), every) - 0.37) < 2e-4]
        assert abs(raw - present) == pytest.approx(np.abs(fits - present).min(), abs=0.05)


def test_values_that_no_raw_value_has() -> None:
    assert raw_of(function("logistic"), OBSERVED, value=1.0, present=1) is None
    assert raw_of(function("gaussian"), OBSERVED, value=0.0, present=1) is None
    assert raw_of(function("gaussian"), OBSERVED, value=1.0, present=1) == 40
    assert raw_of(function("step"), OBSERVED, value=0.95, present=30) is None


def test_steps_are_left_for_the_nearest_one_that_is_enough() -> None:
    stairs = function("step")
    assert raw_of(stairs, OBSERVED, value=0.5, present=45) == 50
    assert raw_of(stairs, OBSERVED, value=0.5, present=22) == pytest.approx(20)
    assert raw_of(stairs, OBSERVED, value=0.3, present=60) == 70
    assert raw_of(stairs, OBSERVED, value=0.4, present=30) == 30
    assert raw_of(stairs, OBSERVED, value=0.9, present=float("nan")) == pytest.approx(20)
    for value, present in ((0.5, 22.0), (0.8, 99.0), (0.55, 45.0)):
        found = raw_of(stairs, OBSERVED, value=value, present=present)
        assert found is not None
        assert numeric_values(stairs, np.array([found]))[0] >= value


def test_nearest_of_several_raw_values() -> None:
    knots, values = np.array([0.0, 5, 10]), np.array([0.0, 1, 0])
    assert nearest_raw(knots, values, value=0.5, present=9) == pytest.approx(7.5)
    assert nearest_raw(knots, values, value=0.5, present=1) == pytest.approx(2.5)
    assert nearest_raw(knots, values, value=0.5, present=float("nan")) == pytest.approx(2.5)
    assert nearest_raw(knots, values * 0.4, value=0.9, present=1) is None


@pytest.mark.parametrize("kind", NUMERIC_KINDS)
def test_curve_is_the_function_over_all_candidates(kind: str) -> None:
    raw, values = value_curve(function(kind), OBSERVED)
    assert (np.diff(raw) > 0).all()
    tried = np.linspace(3, 95, 1234)
    expected = np.interp(np.clip(tried, 3, 95), [3, 95], [0, 1])
    if kind != "minmax":
        expected = numeric_values(function(kind), tried)
    np.testing.assert_allclose(np.interp(tried, raw, values), expected, atol=2e-3)


def test_greatest_values() -> None:
    found = {kind: greatest_value(function(kind), OBSERVED) for kind in NUMERIC_KINDS}
    assert found == dict.fromkeys(NUMERIC_KINDS, 1.0) | {"step": 0.9}
    levels = CategoryValue.model_validate(
        {"kind": "category", "levels": {"a": 0.2, "b": 0.7}, "reason": REASON}
    )
    assert greatest_value(levels, OBSERVED) == 0.7
