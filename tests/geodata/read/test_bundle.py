from collections.abc import Callable

import pytest

from geodata.quality.model import Reading, Stop
from geodata.read import bundle

Zip = Callable[[dict[str, bytes]], bytes]


def unpacked(raw: bytes, reading: Callable[..., Reading], **options: object) -> bundle.Bundle:
    return bundle.unpack(reading(raw, "x.zip", **options))


def test_the_only_layer_is_taken_and_unpacked_under_our_name(
    zipped: Zip, reading: Callable[..., Reading]
) -> None:
    found = unpacked(zipped({"资料/地块.geojson": b"{}", "readme.txt": b"x"}), reading)
    assert (found.path.name, found.title, found.name) == ("layer.geojson", "地块", "资料/地块.geojson")
    assert found.path.read_bytes() == b"{}"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"a.shp": b"x", "b.shp": b"x"}, "several-layers"),
        ({"a.csv": b"x", "b.kml": b"x"}, "several-layers"),
        ({"a.csv": b"", "b.csv": b""}, "archive-nothing-readable"),
        ({"photo.jpg": b"x"}, "archive-nothing-readable"),
        ({"a.gdb/a00000001.gdbtable": b"x"}, "archive-geodatabase"),
        ({"a.dbf": b"x"}, "shapefile-no-shp"),
    ],
)
def test_no_layer_or_several(
    zipped: Zip, reading: Callable[..., Reading], members: dict[str, bytes], code: str
) -> None:
    found = reading(zipped(members), "x.zip")
    with pytest.raises(Stop):
        bundle.unpack(found)
    assert found.findings[-1].code == code


def test_a_layer_is_chosen_by_name_or_path(zipped: Zip, reading: Callable[..., Reading]) -> None:
    raw = zipped({"x/a.csv": b"1", "y/a.csv": b"2", "b.csv": b"3"})
    assert unpacked(raw, reading, layer="b").answered
    assert unpacked(raw, reading, layer="y/a.csv").path.read_bytes() == b"2"
    found = reading(raw, "x.zip")
    with pytest.raises(Stop):
        bundle.unpack(found)
    assert set(found.findings[-1].choices) == {"x/a.csv", "y/a.csv", "b"}
    wrong = reading(raw, "x.zip", layer="c")
    with pytest.raises(Stop):
        bundle.unpack(wrong)
    assert wrong.findings[-1].code == "unknown-layer"


def test_what_is_left_out_is_told(zipped: Zip, reading: Callable[..., Reading]) -> None:
    found = reading(zipped({"a.shp": b"x", "plan.dwg": b"x"}), "x.zip")
    bundle.unpack(found)
    assert [item.code for item in found.findings] == ["archive-left-out"]
