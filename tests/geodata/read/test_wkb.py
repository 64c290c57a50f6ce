import pytest
import shapely

from geodata.read.wkb import whole

SHAPES = [
    shapely.Point(1, 2), shapely.Point(1, 2, 3), shapely.box(0, 0, 1, 1), shapely.Point(), shapely.GeometryCollection(),
    shapely.MultiPolygon([shapely.box(0, 0, 1, 1)]), shapely.LineString([(0, 0, 1), (1, 1, 2)]),
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("flavor", ["iso", "extended"])
@pytest.mark.parametrize("byte_order", [0, 1])
def test_whole_geometries(shape: shapely.Geometry, flavor: str, byte_order: int) -> None:
    raw = shapely.to_wkb(shape, flavor=flavor, byte_order=byte_order)
    assert whole(raw) is not None
    assert whole(raw + b"\x00") is None
    assert whole(raw[:-1]) is None


def test_srid_is_part_of_the_length() -> None:
    assert whole(shapely.to_wkb(shapely.set_srid(shapely.Point(1, 2), 4326), include_srid=True)) is not None


def test_noise_is_no_geometry() -> None:
    assert whole(b"") is None
    assert whole(b"\x01\x02\x00\x00\x00" + b"\x00" * 16) is None
