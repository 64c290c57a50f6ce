"""Masks and classes of cells turned into polygons along the edges of the cells."""

import numpy as np
import numpy.typing as npt
import shapely
from scipy import ndimage

from geodata.grid import Grid

Labels = npt.NDArray[np.int32]


def mask_polygon(mask: npt.NDArray[np.bool_], grid: Grid) -> shapely.Geometry:
    """Return the polygon of the cells that are true; its area is that of the cells.

    Parameters
    ----------
    mask
        Shape (rows, columns) of the grid. Parts that only touch at a corner become parts of a multipolygon.
    grid
        Gives place and CRS.
    """
    labels, count = ndimage.label(mask)
    parts = _patches(labels.astype(np.int32), count, grid)
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))


def class_polygons(
    classes: npt.NDArray[np.uint8], grid: Grid, *, least_cells: int
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.object_]]:
    """Return the class of each patch, and the patches as polygons; 0 is no class.

    A patch of fewer cells takes the class of its largest neighbour of another class; patches of class 0 are never
    touched, and a patch with nothing but class 0 around it stays as it is.

    Parameters
    ----------
    classes
        Shape (rows, columns) of the grid; 0 is no class. Cells that share an edge are connected.
    grid
        Gives place and CRS.
    least_cells
        Cells that a patch must have; 0 or 1 changes nothing.
    """
    import rasterio.features  # noqa: PLC0415 - GDAL loads only where it is needed

    inside = classes > 0
    smooth = classes
    if least_cells > 1 and inside.any():
        smooth = rasterio.features.sieve(classes, least_cells, mask=inside, connectivity=4)
    smooth = np.where(inside, np.where(smooth > 0, smooth, classes), 0).astype(np.uint8)
    labels, kinds = np.zeros(smooth.shape, np.int32), [np.empty(0, np.uint8)]
    for kind in np.unique(smooth[smooth > 0]):
        found, count = ndimage.label(smooth == kind)
        labels = np.where(found > 0, found + np.int32(sum(map(len, kinds))), labels)
        kinds.append(np.full(count, kind, np.uint8))
    numbers = np.concatenate(kinds)
    return numbers, _patches(labels, len(numbers), grid)


def _patches(labels: Labels, count: int, grid: Grid) -> npt.NDArray[np.object_]:
    """Return one polygon for each label from 1 to `count`; the cells of each hang together by edges."""
    from geodata.convert.corners import NOTHING, find_corners  # noqa: PLC0415 - numba loads only where it is used
    from geodata.convert.outlines import polygons_of  # noqa: PLC0415 - as above

    above = np.full(labels.shape[1], NOTHING, np.int32)
    corners = find_corners(labels - np.int32(1), above, 0, last=True)
    return polygons_of([corners], count, grid)[0]
