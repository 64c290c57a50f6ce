"""Overlaps and gaps in polygon layers that should tile an area: districts, zones, a cadastre."""

import numpy as np
import numpy.typing as npt
import shapely

from geodata.quality.model import Geometries, RawLayer, Reading
from geodata.quality.places import WHOLE_FILE, rows

_LEAST = 4
_MOST_FEATURES = 3_000
_MOST_VERTICES = 300_000
_NEIGHBOUR_SHARE = 0.7
_OVERLAP_M2 = 1.0
_GAP_SHARE = 0.05
_M2_PER_HA = 10_000.0


def check(layer: RawLayer, metric: Geometries, *, reading: Reading) -> None:
    """Tell overlaps and gaps, if the polygons of a layer tile: most of them share a border with another.

    Parameters
    ----------
    layer
        The layer.
    metric
        Its valid geometries in metres, equal-area, shape (rows,).
    reading
        Where findings go.
    """
    polygons = np.flatnonzero(np.asarray(shapely.get_dimensions(metric)) == 2)  # noqa: PLR2004 - the dimension of an area
    large = int(shapely.get_num_coordinates(metric[polygons]).sum()) > _MOST_VERTICES
    if len(polygons) < _LEAST or len(polygons) > _MOST_FEATURES or large:
        return
    shapes = metric[polygons]
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = (side[pairs[0] < pairs[1]] for side in pairs)
    if not first.size:
        return
    shared = shapely.intersection(shapes[first], shapes[second])
    bordering = np.asarray(shapely.get_dimensions(shared)) >= 1
    if len(set(first[bordering]) | set(second[bordering])) < _NEIGHBOUR_SHARE * len(polygons):
        return
    _tell_overlaps(layer, polygons, (first, second), np.asarray(shapely.area(shared)), reading)
    _tell_gaps(shapes, reading)


def _tell_overlaps(
    layer: RawLayer,
    polygons: npt.NDArray[np.intp],
    pairs: tuple[npt.NDArray[np.intp], ...],
    areas: npt.NDArray[np.float64],
    reading: Reading,
) -> None:
    """Tell the pairs that overlap."""
    wide = areas > _OVERLAP_M2
    if wide.any():
        members = sorted({int(polygons[index]) for side in pairs for index in side[wide]})
        where = rows([layer.numbers[index] for index in members], layer.word)
        reading.note(
            "overlaps", where, pairs=int(wide.sum()), hectares=f"{areas[wide].sum() / _M2_PER_HA:,.4f}"
        )


def _tell_gaps(shapes: Geometries, reading: Reading) -> None:
    """Tell small holes between the polygons; a large one may be meant (an enclave)."""
    whole = shapely.union_all(shapes)
    holes = [shapely.Polygon(ring) for piece in shapely.get_parts(whole) for ring in piece.interiors]
    typical = float(np.median(shapely.area(shapes)))
    small = [hole for hole in holes if _OVERLAP_M2 < hole.area < _GAP_SHARE * typical]
    if small:
        hectares = sum(hole.area for hole in small) / _M2_PER_HA
        reading.note("gaps", WHOLE_FILE, count=len(small), hectares=f"{hectares:,.4f}")
