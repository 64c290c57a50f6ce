"""The binary header of a geometry in a GeoPackage (OGC 12-128r19, clause 2.1.3)."""

import struct
from dataclasses import dataclass

_MAGIC = b"GP"
_HEADER, _WKB_HEADER = 8, 5
_EMPTY = 0x10
_EXTENDED = 0x20
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


@dataclass(frozen=True, slots=True)
class Blob:
    """A geometry's blob taken apart.

    Parameters
    ----------
    srs_id
        The coordinate system that the blob names.
    empty
        Whether it says that it is empty.
    wkb
        The geometry.
    """

    srs_id: int
    empty: bool
    wkb: bytes


def split(blob: object) -> Blob | None:
    """Return the parts of a blob, or None when it is no geometry of a GeoPackage.

    Parameters
    ----------
    blob
        The value of a geometry column.
    """
    if not isinstance(blob, bytes) or len(blob) < _HEADER or blob[:2] != _MAGIC or blob[2] != 0:
        return None
    flags = blob[3]
    kind = (flags >> 1) & 0x07
    if kind >= len(_ENVELOPE_BYTES) or flags & _EXTENDED:
        return None
    start = _HEADER + _ENVELOPE_BYTES[kind]
    if len(blob) < start + _WKB_HEADER:
        return None
    order = "<" if flags & 1 else ">"
    return Blob(struct.unpack(f"{order}i", blob[4:8])[0], bool(flags & _EMPTY), blob[start:])
