"""Polygons of labelled cells, along the edges of the cells, and their way onto the earth."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geodata.convert.corners import COLUMNS, Corners, Labels, Rings, trace_rings
from geodata.crs import WGS84
from geodata.grid import Grid

Polygons = npt.NDArray[np.object_]

_KNOTS = 64
"""Lines of the grid between two on which straight edges take a vertex: their chords on the ellipsoid stay within a twentieth of a
cell, for cells up to a kilometre."""


def polygons_of(strips: Sequence[Corners], owners: int, grid: Grid) -> tuple[Polygons, Labels]:
    """Return the polygons of corners, those of a label together, and the label of each.

    Parameters
    ----------
    strips
        Results of `find_corners` from top to bottom, with labels from 0 to `owners` - 1.
    owners
        Number of labels.
    grid
        Gives place and CRS.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Valid polygons whose edges are those of the cells, in the grid's CRS, and int32 labels. A label has one polygon for each of
        its parts that hang together by edges. Vertices are corners, and the knots of `with_knots`.
    """
    corners = np.vstack([np.empty((0, COLUMNS), np.int32), *strips])
    if not len(corners):
        return np.empty(0, object), np.empty(0, np.int32)
    rings = with_knots(trace_rings(corners, owners))
    west, _, _, north = grid.bounds
    places = np.array([west, north]) + rings.points * np.array([grid.cell, -grid.cell])
    order, outer = _shells_first(rings, places, cell=grid.cell), rings.outer
    lengths = np.diff(rings.starts)[order]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    if not np.array_equal(order, np.arange(len(order))):
        shift = np.repeat(rings.starts[:-1][order] - starts[:-1], lengths)
        places = places[np.arange(len(places)) + shift]
    shells = np.concatenate([np.flatnonzero(outer[order]), [len(order)]])
    found: Polygons = shapely.from_ragged_array(shapely.GeometryType.POLYGON, places, (starts, shells))
    return found, rings.owners[outer]


def with_knots(rings: Rings) -> Rings:
    """Return rings with a vertex wherever a straight edge crosses every 64th line of the grid.

    A straight line of the grid is none on the ellipsoid; without these vertices a long edge would cut through cells there.
    Neighbours have the same ones.

    Parameters
    ----------
    rings
        Result of `trace_rings`.
    """
    begin, end = rings.points, np.roll(rings.points, -1, axis=0)
    low, high = np.minimum(begin, end), np.maximum(begin, end)
    between = np.maximum((high - 1) // _KNOTS - low // _KNOTS, 0)
    between[rings.starts[1:] - 1] = 0  # from the end of a ring to the next one is no edge
    more = between.sum(axis=1)
    edge = np.repeat(np.arange(len(begin)), more + 1)
    step = np.arange(len(edge)) - np.repeat(np.concatenate([[0], np.cumsum(more + 1)[:-1]]), more + 1)
    rising = (low[edge] // _KNOTS + step[:, None]) * _KNOTS
    falling = ((high[edge] - 1) // _KNOTS - step[:, None] + 1) * _KNOTS
    knots = np.where(end[edge] > begin[edge], rising, falling)
    knot = (step > 0)[:, None] & (between[edge] > 0)
    points = np.where(knot, knots, begin[edge]).astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(more + 1)])[rings.starts]
    return rings._replace(points=points, starts=starts)


def _shells_first(rings: Rings, places: npt.NDArray[np.float64], *, cell: float) -> npt.NDArray[np.int64]:
    """Return the order of the rings in which each outer ring is followed by its holes."""
    numbers, counts = np.arange(len(rings.owners)), np.bincount(rings.owners[rings.outer])
    shell_of = np.zeros(len(counts), np.int64)
    shell_of[rings.owners[rings.outer]] = numbers[rings.outer]
    shells = np.where(rings.outer, numbers, shell_of[rings.owners])
    several = counts[rings.owners] > 1
    holes, outer = np.flatnonzero(~rings.outer & several), np.flatnonzero(rings.outer & several)
    if holes.size:
        shapes = [places[rings.starts[ring] : rings.starts[ring + 1]] for ring in (*outer, *holes)]
        around = np.array([shapely.Polygon(shape) for shape in shapes[: len(outer)]])
        # the cell above the upper left corner of a hole belongs to what is around the hole
        corners = [shape[np.lexsort((shape[:, 0], -shape[:, 1]))[0]] for shape in shapes[len(outer) :]]
        inner = np.asarray(shapely.points(np.array(corners) + 0.5 * cell))
        one, other = shapely.STRtree(inner).query(around, predicate="contains")
        same = rings.owners[outer[one]] == rings.owners[holes[other]]
        one, other = one[same], other[same]
        largest_first = np.argsort(-shapely.area(around)[one], kind="stable")
        shells[holes[other[largest_first]]] = outer[one[largest_first]]  # the smallest comes last and stays
    return np.lexsort((numbers, ~rings.outer, shells))


def together(polygons: Polygons, labels: Labels) -> Polygons:
    """Return one geometry a label: a polygon, or a multipolygon where it has several parts.

    Parameters
    ----------
    polygons, labels
        Result of `polygons_of`.
    """
    found, first, counts = np.unique(labels, return_index=True, return_counts=True)
    shapes: Polygons = polygons[first]
    several = counts > 1
    if several.any():
        numbers = np.full(int(found.max()) + 1, -1)
        numbers[found[several]] = np.arange(int(several.sum()))
        member = numbers[labels] >= 0
        shapes[several] = shapely.multipolygons(polygons[member], indices=numbers[labels[member]])
    return shapes


def on_earth(shapes: gpd.GeoSeries, *, decimals: int) -> gpd.GeoSeries:
    """Return outlines of cells in WGS84, rounded, and valid as they were: their knots keep long edges where they belong.

    Parameters
    ----------
    shapes
        Results of `polygons_of`, with a CRS; cells are much longer than what is rounded off.
    decimals
        Decimals of a degree.
    """
    world = shapes.to_crs(WGS84)
    rounded = shapely.transform(
        np.asarray(world, dtype=object), lambda places: np.round(places, decimals) + 0.0
    )
    return gpd.GeoSeries(rounded, index=shapes.index, crs=WGS84)
