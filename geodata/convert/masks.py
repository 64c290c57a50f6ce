"""Masks of geometries on a grid: inside, through, or within a distance, exact at the centres of the cells."""

import numpy as np
import numpy.typing as npt

from geodata.convert.shapes import FlatShapes, Floats
from geodata.errors import DataFormatError
from geodata.grid import Grid

Bytes = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]


def near_mask(shapes: FlatShapes, grid: Grid, *, within: float = 0.0) -> Mask:
    """Return which cells have their centre inside the shapes or within a distance of them.

    With a distance of 0, polygons cover the cells whose centres lie inside and lines and points the cells that they run
    through. With a distance, a cell is in when its centre is not further than that from the shape itself (not from its
    cells): the same cells as in a buffer polygon without facets.

    Parameters
    ----------
    shapes
        Result of `flat_shapes` for a grid of the same lattice.
    grid
        The window wanted.
    within
        Distance in the units of the CRS, measured from the edge of the shape.

    Returns
    -------
    numpy.ndarray
        bool, shape (rows, columns).

    Raises
    ------
    DataFormatError
        The distance is negative or not finite.
    CRSMismatchError
        A distance is asked for on a grid that is not in metres.
    """
    if not 0 <= within < np.inf:
        raise DataFormatError(
            en=f"Mask: distance {within:g} found, expected 0 or more.",
            zh=f"掩膜：距离 {within:g} 无效，应不小于 0。",
        )
    if within > 0:
        grid.require_metres("distance")
    marks = np.zeros(grid.shape, dtype=np.uint8)
    mark(shapes, marks, grid=grid, radius=within / grid.cell, bit=1)
    return marks.view(np.bool_)


def edge_mask(shapes: FlatShapes, grid: Grid) -> Mask:
    """Return the cells that distances are measured from: inside polygons, and every cell that an edge or line runs through.

    A polygon too small or too thin to hold a centre is there by its edge, and the distance from the centre of a cell to
    the nearest such cell is the distance to the edge without bias, at most one cell off.
    """
    marks = np.zeros(grid.shape, dtype=np.uint8)
    mark(shapes, marks, grid=grid, radius=0.0, bit=1)
    mark_edges(shapes, marks, grid=grid, bit=1)
    return marks.view(np.bool_)


def mark(shapes: FlatShapes, marks: Bytes, *, grid: Grid, radius: float, bit: int) -> None:
    """Set `bit` in the cells inside the shapes or within `radius` cells of them.

    Parameters
    ----------
    shapes
        In the lattice of the grid.
    marks
        uint8, shape (rows, columns), changed in place.
    grid
        The window that `marks` stands for.
    radius
        In cells.
    bit
        1, 2, 4 … 128.
    """
    from geodata.convert import burn  # noqa: PLC0415 - numba loads only where kernels run

    row0, col0 = grid.row0, grid.col0
    top, bottom = row0 - radius - 1.0, row0 + grid.rows + radius + 1.0
    edges = _between(shapes.edges, top, bottom)
    if edges.size or radius > 0:
        counts = np.zeros((grid.rows, grid.cols + 1), dtype=np.int32)
        burn.mark_inside(edges, counts, row0=row0, col0=col0)
        if radius > 0:
            for segments in (edges, shapes.lines, _as_segments(shapes.points)):
                near = _between(segments, top, bottom)
                burn.mark_near(near, counts, radius, row0=row0, col0=col0)
        burn.cover(counts, marks, bit)
    if radius == 0:
        for segments in (shapes.lines, _as_segments(shapes.points)):
            burn.mark_lines(_between(segments, top, bottom), marks, bit, row0=row0, col0=col0)


def mark_edges(shapes: FlatShapes, marks: Bytes, *, grid: Grid, bit: int) -> None:
    """Set `bit` in the cells that the edges of polygons run through."""
    from geodata.convert import burn  # noqa: PLC0415 - as above

    near = _between(shapes.edges, grid.row0 - 1.0, grid.row0 + grid.rows + 1.0)
    burn.mark_lines(near, marks, bit, row0=grid.row0, col0=grid.col0)


def _between(segments: Floats, top: float, bottom: float) -> Floats:
    """Return the segments that reach into the rows between top and bottom."""
    if not segments.size:
        return segments
    inside = np.minimum(segments[:, 1], segments[:, 3]) <= bottom
    inside &= np.maximum(segments[:, 1], segments[:, 3]) >= top
    return segments if inside.all() else segments[inside]


def _as_segments(points: Floats) -> Floats:
    """Return points as segments of length 0."""
    return np.hstack([points, points])
