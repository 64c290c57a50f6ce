import numpy as np

from geodata.read.sentinels import looks_like_no_data


def test_what_programs_write_for_no_data_is_found_and_measured_values_are_not() -> None:
    floats = np.array([-9999.0, -32768.0, -3.4e38, np.inf, np.nan, 0.0, -9998.5, 8848.0], dtype=np.float32)
    assert looks_like_no_data(floats).tolist() == [True] * 4 + [False] * 4
    assert looks_like_no_data(np.array([-32767, 255], np.int16)).tolist() == [True, False]
    assert not looks_like_no_data(np.array([65535, 55537], np.uint16)).any()
