import math

import pytest

from geodata.quality.numbers_in_text import degrees, has_decimal_comma, is_missing, number, plain


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("106.55", 106.55), (" 29.56 ", 29.56), ("１０６．５５", 106.55), ("-1e3", -1000.0), ("1,234.5", 1234.5), (".5", 0.5),
        (7, 7.0), ("106,55", None), ("12 km", None), ("", None), (None, None), (True, None), ("1.2.3", None), ("0x10", None),
    ],
)  # fmt: skip
def test_number(cell: object, expected: float | None) -> None:
    assert number(cell) == expected


def test_words_that_are_no_finite_numbers_say_so() -> None:
    assert math.isnan(number("NaN") or 0.0)
    assert number("-inf") == -math.inf
    assert number(10**400) == math.inf


@pytest.mark.parametrize("cell", ["", "-", "—", "NULL", "n/a", "无", "  ", None])
def test_markers_of_no_value(cell: object) -> None:
    assert is_missing(cell)


@pytest.mark.parametrize("cell", ["0", 0, "重庆", "x", False])
def test_values_are_not_missing(cell: object) -> None:
    assert not is_missing(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("106°33'00\"", 106.55),
        ("东经106度33分", 106.55),
        ("29°33′36″N", 29.56),
        ("106°30′W", -106.5),
        ("106°33.6'", 106.56),
        ("106°61'00\"", None),
        ("106.55", None),
        ("abc", None),
        (106.55, None),
    ],
)
def test_degrees_and_minutes(cell: object, expected: float | None) -> None:
    found = degrees(cell)
    assert found == expected if expected is None else found == pytest.approx(expected, abs=1e-9)


def test_decimal_comma_and_plain_text() -> None:
    assert has_decimal_comma("106,55")
    assert not has_decimal_comma("1,234.5")
    assert plain("'\u200b１２\xa0") == "12"
