import numpy as np
import pandas as pd
import pytest

from layout.ui.cells import cell_text, number_text, plain_row, plain_value, share_text, year_text


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, "", ()])
def test_nothing_is_no_data(nothing: object) -> None:
    assert cell_text(nothing, "en") == "no data"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (2018, "2018"),
        (np.int64(2018), "2018"),
        (1234.5, "1,234.5"),
        (("a", "b"), "a; b"),
        (True, "yes"),
        (np.bool_(False), "no"),  # noqa: FBT003 - the value under test
        ("{{x}}", "{{x}}"),
    ],
)
def test_values_as_text(value: object, text: str) -> None:
    assert cell_text(value, "en") == text


def test_plain_values_are_json() -> None:
    assert plain_value(np.float64(1.5)) == 1.5
    assert plain_value(float("nan")) is None
    assert plain_value(pd.NA) is None
    assert plain_value(("a", "b")) == "a, b"


def test_a_row_keeps_its_lists() -> None:
    frame = pd.DataFrame({"n": [1.0, float("nan")], "ids": [("a",), ()]}, index=["x", "y"])
    assert plain_row(frame, "x") == {"n": 1.0, "ids": ("a",)}
    assert plain_row(frame, "y") == {"n": None, "ids": ()}


def test_numbers_shares_and_years_of_a_table() -> None:
    assert number_text(1234.5678, "en") == "1,235"
    assert number_text(np.float64(0.0), "en") == "0"
    assert number_text(float("nan"), "zh") == number_text(None, "zh") == number_text(pd.NA, "zh") == "无数据"
    assert share_text(0.1234, "en") == "12.3 %"
    assert share_text(float("inf"), "en") == "no data"
    assert (year_text(2022.0), year_text(float("nan")), year_text(pd.NA)) == (" (2022)", "", "")
