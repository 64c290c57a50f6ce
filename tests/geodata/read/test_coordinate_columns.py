from collections.abc import Callable

import pytest

from geodata.quality.model import Reading, Stop
from geodata.read.coordinate_columns import Pair, choose, pairs

Make = Callable[..., Reading]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["名称", "经度", "纬度"], [Pair("degrees", 1, 2)]),
        (["名稱", "經度", "緯度"], [Pair("degrees", 1, 2)]),
        (["name", "lat", "lng"], [Pair("degrees", 2, 1)]),
        (["Longitude (°)", "Latitude (°)"], [Pair("degrees", 0, 1)]),
        (["X坐标", "Y坐标"], [Pair("survey", 0, 1)]),
        (["easting", "northing"], [Pair("survey", 0, 1)]),
        (["lon", "lat", "x", "y"], [Pair("degrees", 0, 1)]),
        (["gcj_lon", "gcj_lat"], [Pair("degrees", 0, 1, "gcj02")]),
        (["百度经度", "百度纬度"], [Pair("degrees", 0, 1, "bd09")]),
        (["lng_wgs84", "lat_wgs84"], [Pair("degrees", 0, 1, "wgs84")]),
        (["lon", "area"], []),
        (["Residence_Latitude", "Residence_Longitude"], []),
        (["wkt", "name"], [Pair("wkt", 0, 0)]),
    ],
)
def test_pairs(header: list[str], expected: list[Pair]) -> None:
    assert pairs(header) == expected


def test_a_column_called_shape_holds_wkt_or_not() -> None:
    assert pairs(["shape"], ["POINT (1 2)"]) == [Pair("wkt", 0, 0)]
    assert pairs(["shape"], ["round"]) == []


def test_one_pair_is_taken_several_are_asked_for(reading: Make) -> None:
    header = ["lon", "lat", "gcj_lon", "gcj_lat"]
    assert choose(["lon", "lat"], [], reading=reading()).first == 0
    assert choose(header, [], reading=reading(datum="gcj02")).first == 2
    assert choose(header, [], reading=reading(datum="wgs84")).first == 0
    for names, code in (
        (header, "coordinate-columns-several"),
        (["name", "area"], "coordinate-columns-none"),
        (["Residence_Latitude", "Residence_Longitude"], "coordinate-columns-unsure"),
    ):
        found = reading()
        with pytest.raises(Stop):
            choose(names, [], reading=found)
        assert found.findings[-1].code == code
