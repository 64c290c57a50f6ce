import struct
from collections.abc import Callable

import geopandas as gpd
import pytest

from geodata.quality.model import Reading, Stop
from geodata.read import dbf

Make = Callable[..., Reading]


@pytest.fixture
def table(shapefile: Callable[..., dict[str, bytes]], parcels: gpd.GeoDataFrame) -> bytes:
    return shapefile(parcels)["sites.dbf"]


@pytest.fixture
def gbk(shapefile: Callable[..., dict[str, bytes]], parcels: gpd.GeoDataFrame) -> bytes:
    return shapefile(parcels, encoding="GBK")["sites.dbf"]


def test_values_as_gdal_wrote_them(table: bytes, reading: Make) -> None:
    checked = dbf.check(table, 3, reading=reading())
    columns, deleted = dbf.values(checked, "utf-8", reading=reading())
    assert columns == {"名称": ["两江", "江津", "涪陵"], "AREA": [1.5, 2.5, 3.5]}
    assert deleted == []


@pytest.mark.parametrize(
    ("change", "shapes", "code"),
    [
        (lambda raw: raw[:20], 3, "shapefile-short"),
        (lambda raw: raw[:4] + struct.pack("<I", 2_000_000_000) + raw[8:], 3, "dbf-truncated"),
        (lambda raw: raw[:4] + struct.pack("<I", 2) + raw[8:], 3, "dbf-count"),
        (lambda raw: raw[:8] + struct.pack("<H", 9_999) + raw[10:], 3, "dbf-header"),
        (lambda raw: raw[:10] + struct.pack("<H", 5) + raw[12:], 3, "dbf-header"),
    ],
)
def test_a_header_that_lies(
    table: bytes, reading: Make, change: Callable[[bytes], bytes], shapes: int, code: str
) -> None:
    found = reading()
    with pytest.raises(Stop):
        dbf.check(change(table), shapes, reading=found)
    assert found.findings[-1].code == code


def test_encoding_declared_proved_or_asked(table: bytes, gbk: bytes, reading: Make) -> None:
    assert dbf.codec(dbf.check(gbk, 3, reading=reading()), b"GBK", reading=reading()) == "gb18030"
    assert dbf.codec(dbf.check(table, 3, reading=reading()), None, reading=reading()) == "utf-8"
    assert dbf.codec(dbf.check(table, 3, reading=reading()), b"UTF-8\r\n", reading=reading()) == "utf-8"
    told = reading()
    assert dbf.codec(dbf.check(gbk, 3, reading=told), None, reading=told) == "gb18030"
    lied = reading()
    with pytest.raises(Stop):
        dbf.codec(dbf.check(gbk, 3, reading=lied), b"UTF-8", reading=lied)
    assert lied.findings[-1].code == "encoding-contradicted"
    answered = reading(encoding="gbk")
    assert dbf.codec(dbf.check(gbk, 3, reading=answered), b"UTF-8", reading=answered) == "gb18030"
    wrong = reading(encoding="utf-8")
    with pytest.raises(Stop):
        dbf.codec(dbf.check(gbk, 3, reading=wrong), None, reading=wrong)
    assert wrong.findings[-1].code == "encoding-unfit"


def test_the_language_driver_is_believed_where_it_means_something(gbk: bytes, reading: Make) -> None:
    chinese = gbk[:29] + b"\x4d" + gbk[30:]
    found = reading()
    assert dbf.codec(dbf.check(chinese, 3, reading=found), None, reading=found) == "gb18030"
    assert found.findings == []


def test_deleted_records_and_unreadable_cells_are_told(table: bytes, reading: Make) -> None:
    head = struct.unpack_from("<H", table, 8)[0]
    broken = table.replace(b"2.5000", b"x.5000")
    marked = broken[:head] + b"*" + broken[head + 1 :]
    found = reading()
    columns, deleted = dbf.values(dbf.check(marked, 3, reading=found), "utf-8", reading=found)
    assert columns["AREA"] == [1.5, None, 3.5]
    assert [item.code for item in found.findings] == ["dbf-value"]
    assert deleted == [1]
