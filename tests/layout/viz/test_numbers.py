import math

import pytest

from layout.viz.numbers import format_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1209.0, "1,209"),
        (83.2603, "83.3"),
        (0.62887, "0.629"),
        (0.0, "0"),
        (3203205.0, "3,203,205"),
        (-4.25, "-4.25"),
    ],
)
def test_about_three_significant_figures_and_thousands_separators(value: float, text: str) -> None:
    assert format_number(value) == text


def test_more_figures_on_request() -> None:
    assert format_number(120.9, 4) == "120.9"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_the_unknown_is_never_a_number(value: float) -> None:
    with pytest.raises(ValueError, match="no data"):
        format_number(value)
