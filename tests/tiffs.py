"""Small GeoTIFFs in Chongqing for tests."""

from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import Affine

WEST, NORTH, CELL = 600_000.0, 3_300_000.0, 30.0


def write_tiff(path: Path, values: np.ndarray, **profile: object) -> Path:
    """Write bands (rows, columns) or (bands, rows, columns) at 106.03 °E, 29.8 °N, and return the path."""
    bands = values[None] if values.ndim == 2 else values
    whole = {
        "driver": "GTiff", "count": bands.shape[0], "height": bands.shape[1], "width": bands.shape[2],
        "dtype": bands.dtype, "crs": "EPSG:4544", "transform": Affine(CELL, 0, WEST, 0, -CELL, NORTH), **profile,
    }  # fmt: skip
    with rasterio.open(path, "w", **whole) as file:
        file.write(bands)
    return path


def heights(rows: int = 60, cols: int = 80) -> np.ndarray:
    """Return a slope that rises 3 m a cell to the east, from 200 m."""
    return np.broadcast_to(200 + 3 * np.arange(cols, dtype=np.float32), (rows, cols)).copy()
