"""Masks of cells turned into polygons along the edges of the cells."""

import numpy as np
import numpy.typing as npt
import shapely

from geodata.grid import Grid


def mask_polygon(mask: npt.NDArray[np.bool_], grid: Grid) -> shapely.Geometry:
    """Return the polygon of the cells that are true; its area is that of the cells.

    Parameters
    ----------
    mask
        Shape (rows, columns) of the grid. Parts that only touch at a corner become parts of a multipolygon.
    grid
        Gives place and CRS.
    """
    import rasterio.features  # noqa: PLC0415 - GDAL loads only where it is needed
    from rasterio import Affine  # noqa: PLC0415 - as above

    shapes = rasterio.features.shapes(
        mask.astype(np.uint8), mask=mask, connectivity=4, transform=Affine(*grid.transform)
    )
    parts = [shapely.Polygon(shape["coordinates"][0], shape["coordinates"][1:]) for shape, _ in shapes]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def class_polygons(
    classes: npt.NDArray[np.uint8], grid: Grid, *, least_cells: int
) -> list[tuple[int, shapely.Polygon]]:
    """Return the patches of each class as polygons, and 0 nowhere.

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
    from rasterio import Affine  # noqa: PLC0415 - as above

    inside = classes > 0
    smooth = classes
    if least_cells > 1 and inside.any():
        smooth = rasterio.features.sieve(classes, least_cells, mask=inside, connectivity=4)
    smooth = np.where(inside, np.where(smooth > 0, smooth, classes), 0).astype(np.uint8)
    shapes = rasterio.features.shapes(smooth, mask=inside, connectivity=4, transform=Affine(*grid.transform))
    return [
        (int(number), shapely.Polygon(shape["coordinates"][0], shape["coordinates"][1:]))
        for shape, number in shapes
    ]
