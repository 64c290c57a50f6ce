"""Invalid geometries made valid, and how much area that changes."""

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod

from geodata.quality.model import Shape
from geodata.text import Bilingual

_GEOD = Geod(ellps="WGS84")
_M2_PER_HA = 10_000.0
_SAMPLE = 400
_PAIRS_OF_NEIGHBOURS = 3
# The words of GEOS.
_REASONS = {
    "Self-intersection": "自相交",
    "Ring Self-intersection": "环自相交",
    "Hole lies outside shell": "内环在外环之外",
    "Holes are nested": "内环相互嵌套",
    "Interior is disconnected": "内部不连通",
    "Nested shells": "外环相互嵌套",
    "Duplicate Rings": "环重复",
    "Too few points in geometry component": "点数过少",
    "Ring is not closed": "环未闭合",
}


def fault_of(shape: Shape) -> tuple[Bilingual, str]:
    """Return what makes a geometry invalid, and the position of the fault as text.

    Parameters
    ----------
    shape
        An invalid geometry.
    """
    words, _, rest = str(shapely.is_valid_reason(shape)).partition("[")
    return Bilingual(en=words.lower(), zh=_REASONS.get(words, words)), rest.rstrip("]")


def mended(shape: Shape) -> Shape:
    """Return a valid geometry: of each polygon what its outer ring encloses, less what its holes enclose.

    Parameters
    ----------
    shape
        An invalid geometry, in any coordinates.
    """
    if isinstance(shape, shapely.Polygon):
        shell = _enclosed(shape.exterior)
        holes = shapely.union_all([_enclosed(ring) for ring in shape.interiors])
        return shell if holes.is_empty else shapely.difference(shell, holes)
    if isinstance(shape, shapely.MultiPolygon):
        whole = shapely.union_all([mended(piece) for piece in shape.geoms])
        return shapely.MultiPolygon() if whole.is_empty else whole
    return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _enclosed(ring: shapely.LinearRing) -> Shape:
    """Return the area that a ring encloses, as a valid geometry; nothing when it encloses none."""
    found = shapely.make_valid(shapely.Polygon(ring), method="structure", keep_collapsed=False)
    areas = [piece for piece in shapely.get_parts(found) if piece.geom_type == "Polygon"]
    return shapely.union_all(areas) if areas else shapely.Polygon()


def crossings_of(shape: Shape) -> float:
    """Return about how many pairs of segments of a geometry have boxes that meet, beyond those of neighbours.

    An upper bound of the crossings that mending must resolve, estimated from an even sample of the segments.

    Parameters
    ----------
    shape
        Any geometry.
    """
    segments = _segments(shape)
    if len(segments) < _SAMPLE:
        return 0.0
    tree = shapely.STRtree(segments)
    chosen = segments[np.linspace(0, len(segments) - 1, _SAMPLE).astype(np.intp)]
    pairs = int(tree.query(chosen).shape[1])
    return max(0.0, (pairs / _SAMPLE - _PAIRS_OF_NEIGHBOURS) * len(segments) / 2)


def _segments(shape: Shape) -> npt.NDArray[np.object_]:
    """Return the segments of all rings and lines as boxes."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    points, owners = shapely.get_coordinates(rings, return_index=True)
    joined = owners[1:] == owners[:-1]
    low, high = np.minimum(points[:-1], points[1:])[joined], np.maximum(points[:-1], points[1:])[joined]
    return np.asarray(shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1]), dtype=object)


def hectares(shape: Shape | None) -> float:
    """Return the geodesic area: of each outer ring less its holes, as the rings run, so that a bow tie has next to none.

    Parameters
    ----------
    shape
        A geometry in degrees, valid or not.
    """
    area = 0.0
    for piece in shapely.get_parts(shape):
        if piece.geom_type == "GeometryCollection":
            area += hectares(piece) * _M2_PER_HA
        elif piece.geom_type == "Polygon" and not piece.is_empty:
            area += _ring_m2(piece.exterior) - sum(map(_ring_m2, piece.interiors))
    return area / _M2_PER_HA


def _ring_m2(ring: shapely.LinearRing) -> float:
    """Return the geodesic area within a ring in m²."""
    points = shapely.get_coordinates(ring)
    return abs(float(_GEOD.polygon_area_perimeter(points[:, 0], points[:, 1])[0]))
