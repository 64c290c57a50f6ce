"""The geometry objects of GeoJSON (RFC 7946, section 3.1) turned into shapely geometries, strictly."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import shapely

from geodata.quality.model import Reading, Shape, joined
from geodata.quality.places import inside, part
from geodata.text import Bilingual

Position: TypeAlias = tuple[float, ...]

_LEAST_RING = 4
_LEAST_LINE = 2
_ORDINATES = 3
_DEEPEST_COLLECTION = 10
# Members that give a geometry another meaning (RFC 7946, section 7.1).
FOREIGN_TO_GEOMETRY = ("geometry", "properties", "features")


@dataclass(slots=True)
class Shapes:
    """Builds the geometries of one file and keeps count of what was odd about them.

    Parameters
    ----------
    reading
        Where findings go.
    dropped
        Numbers of the features whose positions had more than three ordinates.
    nested, single, empty
        Numbers of the features with a collection inside a collection, a collection of one, an empty geometry.
    """

    reading: Reading
    dropped: set[int] = field(default_factory=set)
    nested: set[int] = field(default_factory=set)
    single: set[int] = field(default_factory=set)
    empty: set[int] = field(default_factory=set)
    number: int = 0
    place: Bilingual = field(default_factory=lambda: Bilingual(en="", zh=""))

    def build(self, value: object, number: int, *, place: Bilingual) -> Shape:
        """Return the geometry of a GeoJSON geometry object.

        Parameters
        ----------
        value
            The parsed object.
        number
            The number of its feature.
        place
            Where it stands.

        Raises
        ------
        Stop
            It is no valid geometry object.
        """
        self.number, self.place = number, place
        shape = self._geometry(value, "geometry", 0)
        if shape.is_empty:
            self.empty.add(number)
        return shape

    def _geometry(self, value: object, path: str, depth: int) -> Shape:
        """Return a geometry object of any type."""
        if not isinstance(value, dict):
            raise self._stop("geojson-not-object", path, found=json_kind(value))
        kind = value.get("type")
        if kind == "GeometryCollection":
            return self._collection(value, path, depth)
        builder = _BUILDERS.get(kind) if isinstance(kind, str) else None
        if builder is None:
            raise self._stop(
                "geojson-unknown-type", f"{path}.type", found=type_word(value), expected=EXPECTED
            )
        if "coordinates" not in value:
            raise self._stop("geojson-no-member", path, member="coordinates")
        foreign = [name for name in FOREIGN_TO_GEOMETRY if name in value]
        if foreign:
            self.reading.note("geojson-changed-meaning", self._at(path), members=", ".join(foreign))
        return builder(self, value["coordinates"], f"{path}.coordinates")

    def _collection(self, value: dict[str, object], path: str, depth: int) -> Shape:
        """Return a GeometryCollection."""
        members = value.get("geometries")
        if not isinstance(members, list):
            raise self._stop("geojson-no-member", path, member="geometries")
        if depth >= _DEEPEST_COLLECTION:
            raise self._stop("too-deep", path, limit=_DEEPEST_COLLECTION)
        if depth:
            self.nested.add(self.number)
        if len(members) == 1:
            self.single.add(self.number)
        parts = [self._geometry(item, f"{path}.geometries[{n}]", depth + 1) for n, item in enumerate(members)]
        return joined("GeometryCollection", parts)

    def point(self, value: object, path: str) -> Shape:
        """Return a Point; an empty array is an empty point."""
        return shapely.Point() if value == [] else shapely.Point(self._position(value, path))

    def line(self, value: object, path: str) -> Shape:
        """Return a LineString."""
        positions = self._positions(value, path)
        if positions and len(positions) < _LEAST_LINE:
            raise self._stop("line-too-short", path, found=len(positions))
        return shapely.LineString(_even(positions))

    def polygon(self, value: object, path: str) -> Shape:
        """Return a Polygon."""
        rings = [self._ring(ring, where) for where, ring in self._items(value, path)]
        return shapely.Polygon(rings[0], rings[1:]) if rings else shapely.Polygon()

    def multi_point(self, value: object, path: str) -> Shape:
        """Return a MultiPoint."""
        return shapely.MultiPoint([shapely.Point(position) for position in self._positions(value, path)])

    def multi_line(self, value: object, path: str) -> Shape:
        """Return a MultiLineString."""
        return joined("MultiLineString", [self.line(item, where) for where, item in self._items(value, path)])

    def multi_polygon(self, value: object, path: str) -> Shape:
        """Return a MultiPolygon."""
        return joined("MultiPolygon", [self.polygon(item, where) for where, item in self._items(value, path)])

    def _ring(self, value: object, path: str) -> list[Position]:
        """Return the positions of a closed ring."""
        positions = self._positions(value, path)
        if len(positions) < _LEAST_RING:
            raise self._stop("ring-too-short", path, found=len(positions))
        if positions[0] != positions[-1]:
            raise self._stop("ring-not-closed", path, first=_words(positions[0]), last=_words(positions[-1]))
        return _even(positions)

    def _positions(self, value: object, path: str) -> list[Position]:
        """Return an array of positions."""
        return [self._position(item, where) for where, item in self._items(value, path)]

    def _position(self, value: object, path: str) -> Position:
        """Return one position: two or three finite numbers."""
        if not isinstance(value, list):
            raise self._stop("coordinate-not-array", path, found=json_kind(value))
        for n, number in enumerate(value):
            if type(number) not in {float, int}:
                raise self._stop("coordinate-not-number", f"{path}[{n}]", found=json_kind(number))
            if not _finite(number):
                raise self._stop("coordinate-not-finite", f"{path}[{n}]", found=number)
        if len(value) < _LEAST_LINE:
            raise self._stop("coordinate-too-few", path, found=len(value))
        if len(value) > _ORDINATES:
            self.dropped.add(self.number)
        return tuple(float(number) for number in value[:_ORDINATES])

    def _items(self, value: object, path: str) -> Iterator[tuple[str, object]]:
        """Yield the members of an array with their paths."""
        for n, item in enumerate(self._list(value, path)):
            yield f"{path}[{n}]", item

    def _list(self, value: object, path: str) -> list[object]:
        """Return `value` if it is an array."""
        if not isinstance(value, list):
            raise self._stop("coordinate-not-array", path, found=json_kind(value))
        return value

    def _at(self, path: str) -> Bilingual:
        """Return a path within the feature as a place."""
        return inside(self.place, part(path))

    def _stop(self, code: str, path: str, **values: object) -> BaseException:
        """Return the stop for a fault at `path`."""
        return self.reading.stop(code, self._at(path), choices=(), offers=(), **values)


_BUILDERS: dict[str, Callable[[Shapes, object, str], Shape]] = {
    "Point": Shapes.point,
    "LineString": Shapes.line,
    "Polygon": Shapes.polygon,
    "MultiPoint": Shapes.multi_point,
    "MultiLineString": Shapes.multi_line,
    "MultiPolygon": Shapes.multi_polygon,
}
TYPES = (*_BUILDERS, "GeometryCollection")


EXPECTED = Bilingual(en=", ".join(TYPES), zh="、".join(TYPES))


def type_word(value: Mapping[str, object]) -> str | Bilingual:
    """Return the type member of an object as it can be shown."""
    if "type" not in value:
        return Bilingual(en="missing", zh="缺失")
    return value["type"] if isinstance(value["type"], str) else json_kind(value["type"])


def _even(positions: list[Position]) -> list[Position]:
    """Return positions of one dimension: those without a height get an undefined one if any has one."""
    if len({len(position) for position in positions}) <= 1:
        return positions
    return [position if len(position) == _ORDINATES else (*position, math.nan) for position in positions]


def _finite(number: float) -> bool:
    """Return whether a number can be a coordinate; an integer beyond all floats cannot."""
    try:
        return math.isfinite(number)
    except OverflowError:
        return False


def json_kind(value: object) -> Bilingual:
    """Return the JSON type of a value in both languages."""
    names = {
        dict: ("an object", "对象"),
        list: ("an array", "数组"),
        str: ("text", "文本"),
        bool: ("true or false", "布尔值"),
    }
    if value is None:
        return Bilingual(en="null", zh="null")
    en, zh = names.get(type(value), ("a number", "数字"))
    return Bilingual(en=en, zh=zh)


def _words(position: Position) -> str:
    """Return a position as text."""
    return " ".join(f"{number:.10g}" for number in position)
