"""The geometry elements of KML 2.2 turned into shapely geometries."""

import math
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import shapely

from geodata.quality.model import Reading, Shape, Stop, joined
from geodata.quality.places import inside, part
from geodata.read.xmltext import child, local, text_of
from geodata.text import Bilingual

_SIMPLE = {"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "MultiTrack"}
# Elements that look like a geometry and are none of KML.
_FOREIGN = {
    "MultiPolygon",
    "MultiPoint",
    "MultiLineString",
    "GeometryCollection",
    "Curve",
    "Surface",
    "MultiSurface",
}
_MULTI = {"MultiPoint", "MultiLineString", "MultiPolygon"}
_UNREAD = {"Model"}
_LEAST_LINE = 2
_LEAST_RING = 3
_MOST_ORDINATES = 3

Position = tuple[float, ...]


@dataclass(slots=True)
class KmlShapes:
    """Builds the geometries of one file and keeps count of what was odd.

    Parameters
    ----------
    reading
        Where findings go.
    closed, tracks, dropped
        Numbers of the placemarks whose rings were closed, which hold tracks, whose positions had more than three numbers.
    """

    reading: Reading
    closed: set[int] = field(default_factory=set)
    tracks: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)
    number: int = 0
    place: Bilingual = field(default_factory=lambda: Bilingual(en="", zh=""))

    def build(self, placemark: Element, number: int, *, place: Bilingual) -> Shape | None:
        """Return the geometry of a placemark, or None when it has none.

        Raises
        ------
        Stop
            The geometry cannot be read.
        """
        self.number, self.place = number, place
        for item in placemark:
            name = local(item)
            if name in _FOREIGN or name in _UNREAD:
                raise self._stop("kml-foreign-geometry", name, found=name)
            if name in _SIMPLE:
                return self._geometry(item)
        return None

    def _geometry(self, element: Element) -> Shape:
        """Return one geometry of any kind."""
        name = local(element)
        if name == "MultiGeometry":
            return self._multi([self._geometry(item) for item in element if local(item) in _SIMPLE])
        if name == "MultiTrack":
            return self._multi([self._track(item) for item in element if local(item) == "Track"])
        if name in {"Polygon", "Track"}:
            return self._polygon(element) if name == "Polygon" else self._track(element)
        return self._simple(element, name)

    def _simple(self, element: Element, name: str) -> Shape:
        """Return a Point, LineString or LinearRing."""
        positions = self._positions(child(element, "coordinates"), name)
        if not positions:
            return shapely.Point() if name == "Point" else shapely.LineString()
        if name == "Point":
            if len(positions) > 1:
                raise self._stop("kml-coordinates", name, found=text_of(child(element, "coordinates")))
            return shapely.Point(positions[0])
        if len(positions) < _LEAST_LINE:
            raise self._stop("line-too-short", name, found=len(positions))
        return shapely.LineString(positions)

    def _polygon(self, element: Element) -> Shape:
        """Return a Polygon; its directions do not matter in KML."""
        shells = [item for item in element if local(item) == "outerBoundaryIs"]
        holes = [
            ring
            for item in element
            if local(item) == "innerBoundaryIs"
            for ring in item
            if local(ring) == "LinearRing"
        ]
        if len(shells) != 1:
            raise self._stop("kml-polygon-shell", "Polygon", found=len(shells))
        shell = self._ring(child(shells[0], "LinearRing"))
        if not shell:
            return shapely.Polygon()
        return shapely.Polygon(shell, [ring for item in holes if (ring := self._ring(item))])

    def _ring(self, element: Element | None) -> list[Position]:
        """Return the positions of a ring, closed."""
        positions = [] if element is None else self._positions(child(element, "coordinates"), "LinearRing")
        if not positions:
            return []
        if positions[0] != positions[-1]:
            positions.append(positions[0])
            self.closed.add(self.number)
        if len(positions) <= _LEAST_RING:
            raise self._stop("ring-too-short", "LinearRing", found=len(positions))
        return positions

    def _track(self, element: Element) -> Shape:
        """Return the line of a gx:Track; its times are not kept."""
        self.tracks.add(self.number)
        positions = [
            self._position(text_of(item).split(), "Track") for item in element if local(item) == "coord"
        ]
        if len(positions) == 1:
            return shapely.Point(positions[0])
        return shapely.LineString(_even(positions))

    def _multi(self, parts: list[Shape]) -> Shape:
        """Return several geometries as one of the narrowest type."""
        kinds = {piece.geom_type for piece in parts}
        narrow = f"Multi{kinds.pop()}" if len(kinds) == 1 else ""
        return joined(narrow if narrow in _MULTI else "GeometryCollection", parts)

    def _positions(self, element: Element | None, name: str) -> list[Position]:
        """Return the positions of a coordinates element: tuples of longitude, latitude and perhaps height."""
        return _even([self._position(words.split(","), name) for words in text_of(element).split()])

    def _position(self, words: list[str], name: str) -> Position:
        """Return one position."""
        try:
            numbers = [float(word) for word in words if word]
        except ValueError:
            numbers = []
        if len(words) > _MOST_ORDINATES and all(word.lstrip("+-").isdigit() for word in words):
            raise self._stop("kml-decimal-commas", name, found=",".join(words))
        if len(numbers) < _LEAST_LINE or not all(map(math.isfinite, numbers)) or "" in words[:_LEAST_LINE]:
            raise self._stop("kml-coordinates", name, found=",".join(words))
        if len(numbers) > _MOST_ORDINATES:
            self.dropped.add(self.number)
        return tuple(numbers[:_MOST_ORDINATES])

    def _stop(self, code: str, name: str, **values: object) -> Stop:
        """Return the stop for a fault in an element."""
        return self.reading.stop(code, inside(self.place, part(name)), choices=(), offers=(), **values)


def _even(positions: list[Position]) -> list[Position]:
    """Return positions of one dimension: those without a height get an undefined one if any has one."""
    if len({len(position) for position in positions}) <= 1:
        return positions
    return [position if len(position) == _MOST_ORDINATES else (*position, math.nan) for position in positions]
