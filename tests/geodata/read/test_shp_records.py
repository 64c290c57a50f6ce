import struct
from collections.abc import Callable

import geopandas as gpd
import pytest

from geodata.quality.model import Reading, Stop
from geodata.read import shp_records

Parts = Callable[..., dict[str, bytes]]
Make = Callable[..., Reading]


@pytest.fixture
def parts(shapefile: Parts, parcels: gpd.GeoDataFrame) -> tuple[bytes, bytes]:
    made = shapefile(parcels)
    return made["sites.shp"], made["sites.shx"]


def code_of(shp: bytes, shx: bytes | None, reading: Reading) -> str:
    with pytest.raises(Stop):
        shp_records.check(shp, shx, reading=reading)
    return reading.findings[-1].code


def test_what_gdal_writes_is_sound_and_the_index_can_be_made_anew(
    parts: tuple[bytes, bytes], reading: Make
) -> None:
    shp, shx = parts
    records = shp_records.check(shp, shx, reading=reading())
    assert len(records) == 3
    assert not records.null.any()
    walked = shp_records.check(shp, None, reading=reading())
    assert walked.index_rebuilt
    assert shp_records.rebuilt_index(shp, walked) == shx


@pytest.mark.parametrize(
    ("offset", "value", "code"),
    [
        (0, struct.pack(">i", 9995), "shapefile-magic"),
        (24, struct.pack(">i", 10), "shapefile-length"),
        (28, struct.pack("<i", 999), "shapefile-magic"),
        (32, struct.pack("<i", 99), "shapefile-type"),
        (32, struct.pack("<i", 31), "shapefile-multipatch"),
        (104, struct.pack(">i", 1), "shapefile-index"),
        (108, struct.pack("<i", 3), "shapefile-record-type"),
        (144, struct.pack("<i", 2**31 - 1), "shapefile-counts"),
        (148, struct.pack("<i", 2**31 - 16), "shapefile-counts"),
        (152, struct.pack("<i", 3), "shapefile-parts"),
        (156, struct.pack("<d", float("nan")), "coordinate-not-finite-row"),
        (164, struct.pack("<d", 1e308), "coordinate-not-finite-row"),
    ],
)
def test_every_lie_is_found(
    parts: tuple[bytes, bytes], reading: Make, offset: int, value: bytes, code: str
) -> None:
    shp, shx = parts
    assert code_of(shp[:offset] + value + shp[offset + len(value) :], shx, reading()) == code


def test_cut_short_anywhere_is_never_read_in_part(parts: tuple[bytes, bytes], reading: Make) -> None:
    shp, shx = parts
    for end in range(0, len(shp), 37):
        assert code_of(shp[:end], shx, reading()) in {"shapefile-short", "shapefile-length"}
        if end >= 100:
            honest = shp[:24] + struct.pack(">i", end // 2) + shp[28 : end // 2 * 2]
            assert code_of(honest, shx, reading()) in {"shapefile-truncated", "shapefile-index"}


def test_an_index_that_points_outside(parts: tuple[bytes, bytes], reading: Make) -> None:
    shp, shx = parts
    broken = shx[:100] + struct.pack(">i", 10**6) + shx[104:]
    assert code_of(shp, broken, reading()) == "shapefile-truncated"
    twice = shx[:108] + shx[100:108] + shx[116:]
    assert code_of(shp, twice, reading()) == "shapefile-index"


def test_an_empty_layer(parts: tuple[bytes, bytes], reading: Make) -> None:
    shp, _ = parts
    empty = shp[:24] + struct.pack(">i", 50) + shp[28:100]
    assert code_of(empty, empty, reading()) == "no-features"
