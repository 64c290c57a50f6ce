import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.viz.classes import assign, quantile_breaks, round_significant, target_breaks

NUMBERS = st.lists(st.floats(0.01, 1e7), min_size=1, max_size=60)


def test_quantiles_of_a_known_series() -> None:
    # 1 … 100: quintiles by linear interpolation are 20.8, 40.6, 60.4, 80.2
    assert quantile_breaks(range(1, 101), 5) == (20.8, 40.6, 60.4, 80.2)


def test_unknown_values_are_left_out() -> None:
    assert quantile_breaks([*range(1, 101), np.nan, np.nan], 5) == (20.8, 40.6, 60.4, 80.2)
    assert quantile_breaks([np.nan], 5) == ()


def test_few_values_give_few_classes() -> None:
    assert quantile_breaks([], 5) == ()
    assert quantile_breaks([3.0, 3.0, 3.0], 5) == ()
    assert len(quantile_breaks([1.0, 9.0], 5)) == 1


@given(NUMBERS, st.integers(1, 6))
def test_every_value_has_a_class_and_no_class_is_empty(values: list[float], classes: int) -> None:
    breaks = quantile_breaks(values, classes)
    assert list(breaks) == sorted(set(breaks))
    assert len(breaks) < classes
    numbers = assign(values, breaks)
    assert set(numbers) == set(range(len(breaks) + 1))


def test_a_class_holds_its_lower_break_and_not_its_upper() -> None:
    assert assign([18.74, 18.75, 74.99, 75.0, 200.0, np.nan], (18.75, 75.0)).tolist() == [0, 1, 1, 2, 2, -1]


def test_breaks_around_the_target_hold_the_target_itself() -> None:
    assert target_breaks(75.0) == (18.75, 37.5, 56.25, 75.0, 112.5)


@pytest.mark.parametrize("target", [0.0, -1.0, float("nan"), float("inf")])
def test_a_target_must_be_positive(target: float) -> None:
    with pytest.raises(ValueError, match="positive target"):
        target_breaks(target)


def test_no_class_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one class"):
        quantile_breaks([1.0], 0)


@pytest.mark.parametrize(
    ("value", "rounded"), [(1234.5, 1230.0), (0.012345, 0.0123), (0.0, 0.0), (-987.6, -988.0)]
)
def test_round_significant(value: float, rounded: float) -> None:
    assert round_significant(value, 3) == pytest.approx(rounded)
