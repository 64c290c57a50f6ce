"""The structure of a .shp and its .shx, checked byte by byte before a library reads them.

After ESRI (1998), Shapefile Technical Description. Every length in the file is held against the bytes that are there, so that a header that lies is found and nothing is read in
part.
"""

import struct
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from geodata.quality.model import Reading, Stop
from geodata.quality.places import inside, part, row, rows

_HEADER = 100
_MAGIC = 9994
_VERSION = 1000
_WORD = 2
_NULL = 0
_PLAIN_TYPES = {1: "point", 3: "line", 5: "polygon", 8: "multipoint"}
_TYPES = {base + step: name for base, name in _PLAIN_TYPES.items() for step in (0, 10, 20)} | {
    31: "multipatch"
}
_POINT_BYTES = 16
_LEAST_LINE = 2
_LEAST_CONTENT = 4
_LARGEST = 1e300  # what some writers put in place of "no coordinate"
_RECORD = struct.Struct(">ii")


@dataclass(frozen=True, slots=True)
class Records:
    """Where the records of a .shp lie.

    Parameters
    ----------
    offsets
        First byte of each record's header.
    null
        Which records have no geometry.
    index_rebuilt
        Whether the .shx had to be made anew.
    """

    offsets: list[int]
    null: npt.NDArray[np.bool_]
    index_rebuilt: bool

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.offsets)


def check(shp: bytes, shx: bytes | None, *, reading: Reading) -> Records:
    """Return where the records lie, after every length and coordinate has been checked.

    Parameters
    ----------
    shp
        The geometry file.
    shx
        Its index, or None.
    reading
        Where findings go.

    Raises
    ------
    Stop
        A length does not fit, a type is unknown, or a coordinate is no number.
    """
    kind = _check_header(shp, ".shp", reading)
    spans = _walk(shp, reading) if shx is None else _index(shp, shx, reading)
    if not spans:
        raise reading.stop("no-features")
    null = np.zeros(len(spans), dtype=bool)
    for number, (offset, length) in enumerate(spans, start=1):
        null[number - 1] = _check_record(shp[offset + 8 : offset + 8 + length], kind, number, reading)
    odd = [n for n, (offset, _) in enumerate(spans, start=1) if _RECORD.unpack_from(shp, offset)[0] != n]
    if odd:
        reading.note("shapefile-numbering", rows(odd, "record"))
    return Records([offset for offset, _ in spans], null, index_rebuilt=shx is None)


def _check_header(data: bytes, name: Literal[".shp", ".shx"], reading: Reading) -> int:
    """Return the shape type of a header whose mark, version and length are right."""
    where = part(f"{name} header")
    if len(data) < _HEADER:
        raise reading.stop("shapefile-short", where, found=len(data))
    magic, words = struct.unpack(">i20xi", data[:28])
    version, kind = struct.unpack("<ii", data[28:36])
    if magic != _MAGIC or version != _VERSION:
        raise reading.stop("shapefile-magic", where)
    if words * _WORD != len(data):
        raise reading.stop("shapefile-length", where, declared=words * _WORD, found=len(data))
    if kind not in _TYPES and kind != _NULL:
        raise reading.stop("shapefile-type", where, found=kind)
    if _TYPES.get(kind) == "multipatch":
        raise reading.stop("shapefile-multipatch", where)
    return int(kind)


def _walk(shp: bytes, reading: Reading) -> list[tuple[int, int]]:
    """Return offset and content length of each record, one after the other."""
    spans: list[tuple[int, int]] = []
    offset = _HEADER
    while offset < len(shp):
        if offset + 8 > len(shp):
            raise _past_end(len(spans) + 1, reading)
        length = _RECORD.unpack_from(shp, offset)[1] * _WORD
        if length < _LEAST_CONTENT or offset + 8 + length > len(shp):
            raise _past_end(len(spans) + 1, reading)
        spans.append((offset, length))
        offset += 8 + length
    return spans


def _index(shp: bytes, shx: bytes, reading: Reading) -> list[tuple[int, int]]:
    """Return offset and content length of each record as the index has them, held against the records."""
    _check_header(shx, ".shx", reading)
    if (len(shx) - _HEADER) % 8:
        raise reading.stop("shapefile-length", part(".shx"), declared="8 n + 100", found=len(shx))
    spans: list[tuple[int, int]] = []
    for number, (start, words) in enumerate(_RECORD.iter_unpack(shx[_HEADER:]), start=1):
        offset, length = start * _WORD, words * _WORD
        if offset < _HEADER or length < _LEAST_CONTENT or offset + 8 + length > len(shp):
            raise _past_end(number, reading)
        if _RECORD.unpack_from(shp, offset)[1] * _WORD != length:
            raise reading.stop("shapefile-index", row(number, "record"))
        spans.append((offset, length))
    covered = _HEADER + sum(8 + length for _, length in spans)
    if len({offset for offset, _ in spans}) != len(spans) or covered > len(shp):
        raise reading.stop("shapefile-index", part(".shx"))
    if covered < len(shp):
        reading.note("shapefile-gaps", part(".shx"), found=len(shp) - covered)
    return spans


def _past_end(number: int, reading: Reading) -> Stop:
    """Return the stop for a record that reaches beyond the end of the file."""
    return reading.stop("shapefile-truncated", row(number, "record"))


def _check_record(content: bytes, kind: int, number: int, reading: Reading) -> bool:
    """Return whether a record is a null shape, after its counts and coordinates have been checked."""
    where = row(number, "record")
    found = struct.unpack("<i", content[:4])[0]
    if found == _NULL:
        return True
    if found != kind:
        raise reading.stop("shapefile-record-type", where, found=found, expected=kind)
    if _TYPES[found] == "point":
        start, count = 4, 1
    else:
        start, count = _check_counts(content, _TYPES[found], number, reading)
    if len(content) < start + count * _POINT_BYTES:
        raise reading.stop("shapefile-counts", where, found=count)
    points = np.frombuffer(content, "<f8", 2 * count, start)
    if not np.isfinite(points).all() or (np.abs(points) > _LARGEST).any():
        raise reading.stop("coordinate-not-finite-row", where)
    return False


def _check_counts(content: bytes, kind: str, number: int, reading: Reading) -> tuple[int, int]:
    """Return where the points of a record begin and how many there are."""
    where = row(number, "record")
    fixed = 40 if kind == "multipoint" else 44
    if len(content) < fixed:
        raise reading.stop("shapefile-counts", where, found=len(content))
    if kind == "multipoint":
        return fixed, _count(content, 36, number, reading)
    parts, count = _count(content, 36, number, reading), _count(content, 40, number, reading)
    start = fixed + 4 * parts
    if start > len(content):
        raise reading.stop("shapefile-counts", where, found=parts)
    first = np.frombuffer(content, "<i4", parts, fixed).astype(np.int64)
    sizes = np.diff([*first.tolist(), count])
    if parts and (first[0] != 0 or (sizes <= 0).any()):
        raise reading.stop("shapefile-parts", where)
    if parts and kind == "line" and (sizes < _LEAST_LINE).any():
        raise reading.stop("line-too-short", where, found=int(sizes.min()))
    return start, count


def _count(content: bytes, at: int, number: int, reading: Reading) -> int:
    """Return a count that the record can hold."""
    count = int(struct.unpack_from("<i", content, at)[0])
    if not 0 <= count <= len(content) // 4:
        raise reading.stop("shapefile-counts", inside(row(number, "record"), part(f"byte {at}")), found=count)
    return count


def rebuilt_index(shp: bytes, records: Records) -> bytes:
    """Return a .shx for a .shp that has none.

    Parameters
    ----------
    shp
        The geometry file.
    records
        Its records, as :func:`check` found them.
    """
    size = (_HEADER + 8 * len(records)) // _WORD
    header = shp[:24] + struct.pack(">i", size) + shp[28:_HEADER]
    entries = [
        _RECORD.pack(offset // _WORD, _RECORD.unpack_from(shp, offset)[1]) for offset in records.offsets
    ]
    return header + b"".join(entries)
