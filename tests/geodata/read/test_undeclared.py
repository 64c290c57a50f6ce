import re
from pathlib import Path

import numpy as np
import pytest

from geodata.errors import DataFormatError
from geodata.read.undeclared import Undeclared, means_no_data

FILE = Path("dem.tif")
FLOAT_LEAST = -3.4028234663852886e38


@pytest.mark.parametrize(
    ("dtype", "declared", "value", "state"),
    [
        ("float32", None, -9999.0, "-9999"),
        ("float32", -32768.0, -9999.0, "-9999"),  # the file declares another value than it uses
        ("int16", -9999.0, -32768.0, "-32768"),
        ("float32", None, FLOAT_LEAST, repr(FLOAT_LEAST)),
        ("uint16", None, 65535.0, "65535"),
        ("int32", 0.0, -(2.0**31), "-2147483648"),
    ],
)
def test_what_the_message_says_to_state_is_what_mends_it(
    dtype: str, declared: float | None, value: float, state: str
) -> None:
    cells = np.array([[300.0, value, 7.0]], dtype=np.float32)
    said = rf"dem\.tif: value .* in 1 cells.*nodata = {re.escape(state)} "
    with pytest.raises(DataFormatError, match=said) as caught:
        Undeclared(FILE, dtype, declared=declared, stated=False).check(cells)
    assert f"nodata = {state}" in caught.value.text.zh
    told = float(state)
    assert means_no_data(cells.astype(dtype), told).sum() == 1
    cells[0, 1] = np.nan
    Undeclared(FILE, dtype, declared=told, stated=True).check(cells)


def test_measured_values_pass() -> None:
    for dtype, values in (("float32", [-500.0, 8848.0]), ("uint8", [0, 255]), ("int16", [32767, -9998])):
        Undeclared(FILE, dtype, declared=None, stated=False).check(np.array(values, dtype=np.float32))
    Undeclared(FILE, "float32", declared=0.0, stated=True).check(np.array([-9999.0], dtype=np.float32))
    Undeclared(FILE, "float32", declared=None, stated=False).check(np.full(3, np.nan, dtype=np.float32))


def test_a_stated_value_that_the_file_does_not_hold_is_told() -> None:
    checked = Undeclared(FILE, "float32", declared=-3.4e38, stated=True)
    with pytest.raises(DataFormatError, match=r"nodata = -3\.4e\+38 stated; state nodata = -3\.402823"):
        checked.check(np.array([FLOAT_LEAST], dtype=np.float32))
    with pytest.raises(DataFormatError, match="infinite values found in 1 cells"):
        checked.check(np.array([np.inf], dtype=np.float32))


def test_a_huge_value_is_met_as_files_round_it() -> None:
    raw = np.array([FLOAT_LEAST, -9999.0, 1.0])
    assert means_no_data(raw, -3.40282e38).tolist() == [True, False, False]
    assert means_no_data(raw, -9999.4).tolist() == [False, False, False]
