import struct

import pytest
import shapely

from geodata.read.gpkg_blob import split

WKB = shapely.to_wkb(shapely.Point(1, 2))


@pytest.mark.parametrize(("kind", "size"), [(0, 0), (1, 32), (2, 48), (3, 48), (4, 64)])
def test_headers_with_every_envelope(kind: int, size: int) -> None:
    found = split(b"GP\x00" + bytes([1 | kind << 1]) + struct.pack("<i", 4490) + bytes(size) + WKB)
    assert found is not None
    assert (found.srs_id, found.empty, found.wkb) == (4490, False, WKB)


def test_byte_order_and_empty_flag() -> None:
    found = split(b"GP\x00\x10" + struct.pack(">i", 4326) + WKB)
    assert found is not None
    assert (found.srs_id, found.empty) == (4326, True)


@pytest.mark.parametrize(
    "blob",
    [
        None,
        "GP",
        b"",
        b"XX\x00\x01" + bytes(40),
        b"GP\x00\x0f" + bytes(90),
        b"GP\x00\x21" + bytes(40),
        b"GP\x00\x03" + bytes(10),
    ],
)
def test_what_is_none(blob: object) -> None:
    assert split(blob) is None
