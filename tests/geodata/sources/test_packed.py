"""The decoder against an encoder that was written from the description of the format alone."""

import struct

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import DataFormatError
from geodata.sources.packed import PackedGeometries

Ring = list[tuple[int, int]]
SQUARE: Ring = [(0, 0), (500, 0), (500, 500), (0, 500), (0, 0)]
HOLE: Ring = [(100, 100), (100, 200), (200, 200), (100, 100)]


def pack(items: list[bytes]) -> bytes:
    return struct.pack(f"<{1 + len(items)}I", len(items), *map(len, items)) + b"".join(items)


def counts(ring: Ring) -> Ring:
    """Grid counts of a ring given in steps of 2e-6 degree about 106 E, 29 N."""
    return [(143_000_000 + x, 59_500_000 + y) for x, y in ring]


def absolute(ring: Ring) -> bytes:
    return struct.pack("<I", 0) + b"".join(struct.pack("<2I", *pair) for pair in counts(ring))


def relative(ring: Ring, flag: int = 1) -> bytes:
    first, *rest = counts(ring)
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip([first, *rest], rest, strict=False)]
    return struct.pack("<3I", flag, *first) + b"".join(struct.pack("<2h", *step) for step in steps)


def polygon(*rings: bytes) -> bytes:
    return struct.pack("<I", 5) + pack(list(rings))


def multipolygon(*polygons: list[bytes]) -> bytes:
    return struct.pack("<I", 6) + pack([pack(rings) for rings in polygons])


def degrees(ring: Ring) -> list[tuple[float, float]]:
    return [(round(106 + x * 2e-6, 6), round(29 + y * 2e-6, 6)) for x, y in ring]


def decode(*geometries: bytes) -> PackedGeometries:
    return PackedGeometries(pack(list(geometries)), origin="test.bin")


@pytest.mark.parametrize("encode", [absolute, relative, lambda ring: relative(ring, flag=7)])
def test_a_polygon_with_a_hole(encode) -> None:  # noqa: ANN001 - one of three functions of the same shape
    found = decode(polygon(encode(SQUARE), encode(HOLE))).geometry(0)
    assert list(found.exterior.coords) == degrees(SQUARE)
    assert [list(ring.coords) for ring in found.interiors] == [degrees(HOLE)]


def test_a_multipolygon_keeps_its_parts() -> None:
    far = [(x + 1000, y) for x, y in SQUARE]
    found = decode(multipolygon([absolute(SQUARE), relative(HOLE)], [relative(far)])).geometry(0)
    assert isinstance(found, shapely.MultiPolygon)
    assert [len(part.interiors) for part in found.geoms] == [1, 0]
    assert list(found.geoms[1].exterior.coords) == degrees(far)


def test_only_the_row_asked_for_is_decoded() -> None:
    file = decode(polygon(absolute(SQUARE)), b"\x09\x00\x00\x00\x00\x00\x00\x00", polygon(relative(HOLE)))
    assert len(file) == 3
    assert list(file.geometry(2).exterior.coords) == degrees(HOLE)
    with pytest.raises(DataFormatError, match="type 9 in row 1, expected 5 or 6"):
        file.geometry(1)


@given(
    st.lists(st.tuples(st.integers(-15_000, 15_000), st.integers(-15_000, 15_000)), min_size=4, max_size=40)
)
@settings(max_examples=60, deadline=None)
def test_both_ring_forms_give_the_same_positions(ring: Ring) -> None:
    one, other = decode(polygon(absolute(ring))), decode(polygon(relative(ring)))
    assert shapely.equals_exact(one.geometry(0), other.geometry(0), tolerance=0)
    closed = np.array(degrees([*ring, ring[0]] if ring[0] != ring[-1] else ring))
    np.testing.assert_array_equal(shapely.get_coordinates(one.geometry(0)), closed)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "the end at byte 0"),
        (struct.pack("<I", 9), "9 items at byte 0"),
        (pack([polygon(absolute(SQUARE))])[:-1], "items that end at byte"),
        (pack([polygon(absolute(SQUARE))]) + b"\0", "items that end at byte"),
    ],
)
def test_a_cut_or_padded_file_is_refused_at_once(raw: bytes, says: str) -> None:
    with pytest.raises(DataFormatError, match=f"test.bin: found {says}") as caught:
        PackedGeometries(raw, origin="test.bin")
    assert caught.value.message("zh").startswith("test.bin：读到")


@pytest.mark.parametrize(
    ("geometry", "says"),
    [
        (b"\x05\x00", "the end at byte"),
        (polygon(), "a polygon without rings"),
        (polygon(absolute(SQUARE)[:-4]), "a ring of 36 bytes"),
        (polygon(relative(SQUARE)[:-2]), "a ring of 22 bytes"),
        (polygon(struct.pack("<I", 1)), "a ring of 0 bytes"),
        (polygon(absolute(SQUARE[:3])), "a ring of 3 positions"),
        (polygon(relative(SQUARE[:1])), "a ring of 1 positions"),
        (polygon(struct.pack("<9I", 0, *[4_000_000_000] * 8)), "a ring of 4 positions"),
    ],
)
def test_a_geometry_that_breaks_the_format_is_refused(geometry: bytes, says: str) -> None:
    with pytest.raises(DataFormatError, match=says):
        decode(geometry).geometry(0)


@pytest.mark.parametrize("row", [-1, 1])
def test_a_row_outside_the_file_is_refused(row: int) -> None:
    with pytest.raises(DataFormatError, match=f"found row {row}, expected 0 to 0"):
        decode(polygon(absolute(SQUARE))).geometry(row)
