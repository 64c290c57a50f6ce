import numpy as np

from geodata.quality.cells import as_numbers, numeric_columns


def test_numbers_with_gaps() -> None:
    found = as_numbers(["1", "", "3,000", None, 5])
    assert found is not None
    np.testing.assert_array_equal(found, [1, np.nan, 3000, np.nan, 5])


def test_words_truths_and_nothing_are_no_numbers() -> None:
    assert as_numbers(["a", "b", "1"]) is None
    assert as_numbers([True, False]) is None
    assert as_numbers(["", None]) is None


def test_numeric_columns_alone() -> None:
    assert set(numeric_columns({"name": ["x", "y"], "area": ["1", "2"]})) == {"area"}
