import numpy as np
import pytest

from geodata.read.sentinels import looks_like_no_data


@pytest.mark.parametrize("value", [-9999, -32768, -32767])
@pytest.mark.parametrize("dtype", ["int16", "int32", "float32", "float64"])
def test_usual_values_of_no_data_are_found(value: int, dtype: str) -> None:
    values = np.array([0, value, 300], dtype=dtype)
    assert looks_like_no_data(values).tolist() == [False, True, False]


def test_the_largest_singles_are_none_and_nan_and_bytes_are_spared() -> None:
    low = np.finfo(np.float32).min
    assert looks_like_no_data(np.array([low, np.nan, -np.inf], np.float32)).tolist() == [True, False, True]
    assert not looks_like_no_data(np.arange(256, dtype=np.uint8)).any()
