import pytest

from geodata.errors import DataFormatError
from geodata.quality.options import Limits, ReadOptions, options_of


def test_options_and_limits_go_through_plain_records() -> None:
    options = ReadOptions(layer="a", crs="EPSG:4545", datum="gcj02", axes="yx", encoding="gbk")
    assert ReadOptions(**options.as_record()) == options  # type: ignore[arg-type]
    limits = Limits(seconds=1.5)
    assert Limits.from_record(limits.as_record()) == limits
    assert limits.memory_bytes == limits.memory_mib * 1024**2
    assert limits.file_bytes < limits.expanded_bytes
    assert limits.ratio_from_bytes == 8 * 1024**2


def test_limits_stay_within_what_was_promised() -> None:
    assert Limits().seconds < 10
    assert Limits().memory_mib < 1024


def test_typed_answers_are_checked() -> None:
    assert options_of({"layer": "a", "datum": "bd09", "axes": None}) == ReadOptions(layer="a", datum="bd09")
    with pytest.raises(DataFormatError, match="one of wgs84, gcj02, bd09"):
        options_of({"datum": "wgs 84"})
    with pytest.raises(DataFormatError, match="xy, yx"):
        options_of({"axes": "ne"})
