"""Geometries as flat arrays of coordinates in cells, ready for loops over cells. No GDAL."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from geodata.grid import Grid

Floats = npt.NDArray[np.float64]


class FlatShapes(NamedTuple):
    """Points and segments in lattice coordinates: columns to the right, rows downwards, one cell is one unit.

    Parameters
    ----------
    edges
        Edges of polygons, shape (n, 4): column and row of the start and of the end. Walking along an edge, the inside
        is always on the same side, in holes too.
    lines
        Segments of lines, shape (n, 4).
    points
        Shape (n, 2).
    """

    edges: Floats
    lines: Floats
    points: Floats

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing at all."""
        return not (self.edges.size or self.lines.size or self.points.size)


def flat_shapes(geometries: npt.ArrayLike, grid: Grid) -> FlatShapes:
    """Return geometries as points and segments in the lattice of a grid.

    Parameters
    ----------
    geometries
        Shapely geometries in the CRS of the grid, any type, valid; None and empty ones are left out.
    grid
        Only its lattice matters, not its window: windows of one lattice share the coordinates.

    Examples
    --------
    >>> grid = Grid("EPSG:4545", x0=0.0, y0=90.0, cell=30.0, rows=3, cols=3)
    >>> flat_shapes([shapely.Point(45, 60)], grid).points.tolist()
    [[1.5, 1.0]]
    """
    given = np.atleast_1d(np.asarray(geometries, dtype=object))
    parts = shapely.get_parts(given[~(shapely.is_missing(given) | shapely.is_empty(given))])
    while len(parts) and np.any(shapely.get_type_id(parts) > shapely.GeometryType.POLYGON):
        parts = shapely.get_parts(parts)
    kinds = shapely.get_type_id(parts)
    polygons = shapely.orient_polygons(parts[kinds == shapely.GeometryType.POLYGON])
    lines = parts[(kinds == shapely.GeometryType.LINESTRING) | (kinds == shapely.GeometryType.LINEARRING)]
    points = shapely.get_coordinates(parts[kinds == shapely.GeometryType.POINT])
    return FlatShapes(
        edges=_segments(shapely.get_rings(polygons), grid),
        lines=_segments(lines, grid),
        points=_in_cells(points, grid),
    )


def _segments(lines: npt.NDArray[np.object_], grid: Grid) -> Floats:
    """Return the segments of lines, shape (n, 4)."""
    coordinates, owner = shapely.get_coordinates(lines, return_index=True)
    cells = _in_cells(coordinates, grid)
    joined = owner[1:] == owner[:-1]
    return np.ascontiguousarray(np.hstack([cells[:-1][joined], cells[1:][joined]]))


def _in_cells(coordinates: Floats, grid: Grid) -> Floats:
    """Return x and y as columns and rows of the lattice."""
    cells = np.empty_like(coordinates)
    cells[:, 0] = (coordinates[:, 0] - grid.x0) / grid.cell
    cells[:, 1] = (grid.y0 - coordinates[:, 1]) / grid.cell
    return cells


def edge_distance(shapes: FlatShapes, *, col: float, row: float) -> float:
    """Return the distance in cells from a point in the lattice to the nearest edge, line or point; infinite if there is none.

    Parameters
    ----------
    shapes
        Flat shapes.
    col, row
        The point; the centre of cell (0, 0) is at 0.5, 0.5.
    """
    segments = np.vstack([shapes.edges, shapes.lines, np.hstack([shapes.points, shapes.points])])
    if not len(segments):
        return float("inf")
    start, along = segments[:, :2], segments[:, 2:] - segments[:, :2]
    offset = np.array([col, row]) - start
    square = (along * along).sum(axis=1)
    share = np.clip((offset * along).sum(axis=1) / np.where(square > 0, square, 1.0), 0.0, 1.0)
    apart = offset - share[:, None] * along
    return float(np.sqrt((apart * apart).sum(axis=1).min()))
