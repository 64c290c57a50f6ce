"""Geometries that are missing, invalid, thin as a hair or of several kinds: mended where that is safe, and told."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod

from geodata.quality.places import inside, part, row, rows
from geodata.quality.shown import listed
from geodata.read.model import Geometries, RawLayer, Reading

_GEOD = Geod(ellps="WGS84")
_M2_PER_HA = 10_000.0
_MOST_TOLD = 20
_SLIVER_M = 0.05
_GRID_M = 2_000_000.0
_SAMPLE = 400
_PAIRS_OF_NEIGHBOURS = 3
_FAMILIES = {0: "Point", 4: "Point", 1: "LineString", 2: "LineString", 5: "LineString", 3: "Polygon", 6: "Polygon", 7: "GeometryCollection"}

Mask = npt.NDArray[np.bool_]


def check(layer: RawLayer, reading: Reading, to_lonlat: Callable[[Geometries], Geometries]) -> None:
    """Tell what is wrong with the geometries of a layer and mend what can be mended, in place.

    Parameters
    ----------
    layer
        A layer with geometries.
    reading
        Where findings go.
    to_lonlat
        Turns geometries of the layer into degrees, for areas.

    Raises
    ------
    Stop
        A geometry is too tangled to be mended within the limits.
    """
    if layer.geometry is None:
        return
    _tell_missing(layer, reading)
    _mend(layer, reading, to_lonlat)
    _tell_kinds(layer, reading)


def _tell_missing(layer: RawLayer, reading: Reading) -> None:
    """Tell rows without a geometry."""
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it
    already = {item.code for item in reading.findings} & {"row-without-position", "total-row"}
    missing = np.asarray(shapely.is_missing(layer.geometry))
    empty = ~missing & np.asarray(shapely.is_empty(layer.geometry))
    if missing.any() and not already:
        reading.note("null-geometry", rows(layer.numbers_of(missing), layer.word), count=int(missing.sum()), total=layer.rows)
    if empty.any():
        reading.note("empty-geometry", rows(layer.numbers_of(empty), layer.word), count=int(empty.sum()), total=layer.rows)


def check_finite(layer: RawLayer, reading: Reading) -> None:
    """Stop at a coordinate that is no finite number.

    Parameters
    ----------
    layer
        A layer with geometries.
    reading
        Where findings go.

    Raises
    ------
    Stop
        There is one.
    """
    points, owners = shapely.get_coordinates(layer.geometry, return_index=True)
    bad = np.zeros(layer.rows, dtype=bool)
    bad[owners[~np.isfinite(points).all(axis=1)]] = True
    if bad.any():
        raise reading.stop("coordinate-not-finite-row", rows(layer.numbers_of(bad), layer.word))


def _mend(layer: RawLayer, reading: Reading, to_lonlat: Callable[[Geometries], Geometries]) -> None:
    """Mend invalid geometries; say what, where and how the area changed."""
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it
    shapely.prepare(layer.geometry)
    invalid = np.flatnonzero(~np.asarray(shapely.is_valid(layer.geometry)) & ~np.asarray(shapely.is_missing(layer.geometry)))
    if not invalid.size:
        return
    before = to_lonlat(layer.geometry[invalid])
    reasons = []
    for index in invalid:
        shape = layer.geometry[index]
        place = row(layer.numbers[index], layer.word)
        crossings = crossings_of(shape)
        if crossings > reading.limits.crossings:
            raise reading.stop("geometry-too-tangled", place, found=f"{crossings:,.0f}", limit=f"{reading.limits.crossings:,}")
        reasons.append(shapely.is_valid_reason(shape))
        layer.geometry[index] = _mended(shape)
    after = to_lonlat(layer.geometry[invalid])
    for n, index in enumerate(invalid[:_MOST_TOLD]):
        reading.note(
            "geometry-repaired",
            inside(row(layer.numbers[index], layer.word), part(reasons[n])),
            reason=reasons[n],
            before=f"{_hectares(before[n]):,.4f}",
            after=f"{_hectares(after[n]):,.4f}",
        )
    if invalid.size > _MOST_TOLD:
        rest = [layer.numbers[index] for index in invalid[_MOST_TOLD:]]
        total = (sum(map(_hectares, before)), sum(map(_hectares, after)))
        reading.note("geometry-repaired-more", rows(rest, layer.word), before=f"{total[0]:,.4f}", after=f"{total[1]:,.4f}")
    gone = [layer.numbers[index] for index in invalid if layer.geometry[index].is_empty]
    if gone:
        reading.note("geometry-vanished", rows(gone, layer.word))


def _mended(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a valid geometry: of each polygon what its outer ring encloses, less what its holes enclose."""
    if shape.geom_type == "Polygon":
        shell = _enclosed(shape.exterior)
        holes = shapely.union_all([_enclosed(ring) for ring in shape.interiors])
        return shell if holes.is_empty else shapely.difference(shell, holes)
    if shape.geom_type == "MultiPolygon":
        return shapely.union_all([_mended(piece) for piece in shape.geoms])
    return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _enclosed(ring: shapely.LinearRing) -> shapely.Geometry:
    """Return the area that a ring encloses, as a valid geometry; nothing when it encloses none."""
    found = shapely.make_valid(shapely.Polygon(ring), method="structure", keep_collapsed=False)
    areas = [piece for piece in shapely.get_parts(found) if piece.geom_type == "Polygon"]
    return shapely.union_all(areas) if areas else shapely.Polygon()


def crossings_of(shape: shapely.Geometry) -> float:
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
    pairs = tree.query(chosen).shape[1]
    return max(0.0, (pairs / _SAMPLE - _PAIRS_OF_NEIGHBOURS) * len(segments) / 2)


def _segments(shape: shapely.Geometry) -> npt.NDArray[np.object_]:
    """Return the segments of all rings and lines as boxes."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    points, owners = shapely.get_coordinates(rings, return_index=True)
    joined = owners[1:] == owners[:-1]
    low, high = np.minimum(points[:-1], points[1:])[joined], np.maximum(points[:-1], points[1:])[joined]
    return np.asarray(shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1]), dtype=object)


def _hectares(shape: shapely.Geometry | None) -> float:
    """Return the geodesic area of a geometry in degrees: outer rings less holes, as they run; a bow tie has next to none."""
    area = 0.0
    for piece in shapely.get_parts(shape):
        if piece.geom_type == "GeometryCollection":
            area += _hectares(piece) * _M2_PER_HA
        elif piece.geom_type == "Polygon" and not piece.is_empty:
            area += _ring_m2(piece.exterior) - sum(map(_ring_m2, piece.interiors))
    return area / _M2_PER_HA


def _ring_m2(ring: shapely.LinearRing) -> float:
    """Return the geodesic area within a ring in m²."""
    points = shapely.get_coordinates(ring)
    return abs(float(_GEOD.polygon_area_perimeter(points[:, 0], points[:, 1])[0]))


def turn_rings(layer: RawLayer, reading: Reading) -> None:
    """Turn the rings of valid polygons that run the wrong way, and say so (for formats that prescribe the direction).

    Parameters
    ----------
    layer
        A layer with geometries; outer rings run counter-clockwise and holes clockwise afterwards.
    reading
        Where findings go.
    """
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it
    sound = np.asarray(shapely.is_valid(layer.geometry))
    turned = shapely.orient_polygons(layer.geometry)
    wrong = sound & (shapely.to_wkb(turned) != shapely.to_wkb(layer.geometry))
    if wrong.any():
        layer.geometry = np.where(wrong, turned, layer.geometry)
        reading.note("ring-direction", rows(layer.numbers_of(wrong), layer.word), count=int(wrong.sum()))


def _tell_kinds(layer: RawLayer, reading: Reading) -> None:
    """Tell several kinds of geometry in one layer, and heights."""
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it
    present = layer.geometry[~np.asarray(shapely.is_missing(layer.geometry))]
    kinds = families(present)
    if len(kinds) > 1:
        reading.note("mixed-types", kinds=listed(kinds))
    tall = np.asarray(shapely.has_z(present))
    if tall.any():
        code = "heights" if tall.all() else "heights-mixed"
        reading.note(code, count=int(tall.sum()), total=len(present))


def families(geometry: Geometries) -> list[str]:
    """Return the kinds of geometry in a layer, a multi-part one counted as its parts.

    Parameters
    ----------
    geometry
        Geometries without None.
    """
    return sorted({_FAMILIES[int(kind)] for kind in np.unique(shapely.get_type_id(geometry)) if int(kind) in _FAMILIES})


def tell_slivers(layer: RawLayer, metric: Geometries, reading: Reading) -> None:
    """Tell polygons that are thinner than a few centimetres.

    Parameters
    ----------
    layer
        The layer.
    metric
        Its geometries in metres, equal-area.
    reading
        Where findings go.
    """
    area, length = shapely.area(metric), shapely.length(metric)
    polygons = np.asarray(shapely.get_dimensions(metric)) == 2  # noqa: PLR2004 - the dimension of an area
    # far from its middle the working grid bends lengths, and the ends of the earth it does not hold at all
    polygons &= (np.abs(np.nan_to_num(shapely.bounds(metric), nan=np.inf)) < _GRID_M).all(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        thin = polygons & (length > 0) & (2 * area / length < _SLIVER_M)
    if thin.any():
        width = float(np.max(2 * area[thin] / length[thin]))
        reading.note("sliver", rows(layer.numbers_of(thin), layer.word), width=f"{width * 1000:.1f}")
