"""Values of polygons brought onto the cells of a grid."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from geodata.errors import DataFormatError
from geodata.grid import Grid

Singles = npt.NDArray[np.float32]


def transfer(shapes: Sequence[shapely.Geometry], values: Sequence[float], *, window: Grid) -> Singles:
    """Return the value of the polygon that holds the centre of each cell.

    Parameters
    ----------
    shapes
        Polygons in the CRS of the grid; where several hold a centre, the first counts.
    values
        A number for each polygon, NaN for unknown.
    window
        The cells wanted.

    Returns
    -------
    numpy.ndarray
        float32, shape (rows, columns); NaN where no polygon is, or its value is unknown.

    Raises
    ------
    DataFormatError
        There are not as many values as shapes.
    """
    import rasterio.features  # noqa: PLC0415 - GDAL loads only where it is needed
    from rasterio import Affine  # noqa: PLC0415 - as above

    if len(shapes) != len(values):
        raise DataFormatError(
            en=f"Transfer: {len(values)} values for {len(shapes)} polygons found, expected one each.",
            zh=f"属性转栅格：{len(shapes)} 个面对应 {len(values)} 个值，应一一对应。",
        )
    out = np.full(window.shape, np.nan, dtype=np.float32)
    pairs = [
        (shape, float(value))
        for shape, value in zip(shapes, values, strict=True)
        if not shapely.is_empty(shape)
    ]
    if pairs:
        rasterio.features.rasterize(
            pairs[::-1], out=out, transform=Affine(*window.transform), all_touched=False
        )
    return out
