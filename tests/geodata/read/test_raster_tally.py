import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.read.raster_tally import MOST_CLASSES, Tally


@given(st.lists(st.integers(-300, 4000), min_size=1, max_size=200), st.integers(1, 40))
def test_strips_tell_what_the_whole_tells(numbers: list[int], step: int) -> None:
    values = np.array(numbers, dtype=np.int16)
    lacking = values % 7 == 0
    tally = Tally()
    for start in range(0, len(values), step):
        tally.add(values[start : start + step], lacking[start : start + step])
    known = values[~lacking].astype(float)
    assert (tally.known, tally.unknown) == (len(known), int(lacking.sum()))
    if len(known):
        assert (tally.low, tally.high) == (known.min(), known.max())
        assert tally.total == pytest.approx(known.sum())


def test_classes_are_counted_until_there_are_too_many() -> None:
    tally = Tally()
    for _ in range(2):
        tally.add(np.array([10, 40, 40, 80], np.uint8), np.array([False, False, False, True]))
    assert tally.as_record()["classes"] == {"10": 2, "40": 4}
    tally.add(np.arange(MOST_CLASSES + 1, dtype=np.int32), np.zeros(MOST_CLASSES + 1, bool))
    assert tally.as_record()["classes"] is None


def test_infinity_and_undeclared_no_data_are_no_figures() -> None:
    tally = Tally()
    tally.add(np.array([1.5, math.inf, -9999, 2.5], np.float32), np.zeros(4, bool))
    assert (tally.infinite, tally.odd, tally.odd_value) == (1, 1, -9999)
    assert (tally.known, tally.low, tally.high, tally.classes) == (2, 1.5, 2.5, None)
