"""Some evenly spread cells of a raster of our own making, out of its overviews: enough for a map, whatever its size."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rasterio.errors import RasterioError

from geodata.errors import DataFormatError
from geodata.read.raster_cells import PICTURE_CELLS
from geodata.read.raster_file import open_raster


@dataclass(frozen=True, slots=True)
class RasterSample:
    """Some cells of a raster.

    Parameters
    ----------
    values
        float32, shape (rows, columns), NaN without data.
    crs
        Their system, as WKT.
    bounds
        West, south, east, north in it.
    """

    values: npt.NDArray[np.float32]
    crs: str
    bounds: tuple[float, float, float, float]


def raster_sample(path: Path) -> RasterSample:
    """Return some evenly spread cells of the first band of a raster.

    Parameters
    ----------
    path
        A GeoTIFF with overviews; without them every tile is read.

    Raises
    ------
    DataMissingError, DataFormatError
        It is not there, or cannot be read.
    """
    with open_raster(path) as file:
        share = min(1.0, PICTURE_CELLS / max(file.height, file.width))
        shape = max(1, round(file.height * share)), max(1, round(file.width * share))
        try:
            read = file.read(1, out_shape=shape, masked=True)
        except RasterioError as error:
            raise DataFormatError(
                en=f"{path.name}: cannot be read ({error}); restore another version, or import the raster again.",
                zh=f"{path.name}：无法读取（{error}）；请恢复其他版本，或重新导入该栅格。",
            ) from error
        values = np.ma.filled(read.astype(np.float32), np.nan)
        bounds = file.bounds
        return RasterSample(values, file.crs.to_wkt(), (bounds.left, bounds.bottom, bounds.right, bounds.top))
