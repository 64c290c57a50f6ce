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
