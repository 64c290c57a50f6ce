"""GeoTIFF: the shape, bands and place of a raster; its cells are read by the use case that needs them."""

from typing import TYPE_CHECKING

from geodata.quality.model import Claim, Columns, Raster, RawLayer, Reading
from geodata.quality.places import part
from geodata.text import Bilingual

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

_TAGS = Bilingual(en="the GeoTIFF tags", zh="GeoTIFF 标签")
_MOST_CELLS = 400_000_000


def read(reading: Reading) -> RawLayer:
    """Return what a GeoTIFF is; one column a band, with its type and its no-data value.

    Raises
    ------
    Stop
        The file is damaged, has no cells, no place, or too many cells.
    """
    import rasterio  # noqa: PLC0415 - only this format needs it
    from rasterio.errors import RasterioError  # noqa: PLC0415 - as above

    try:
        with rasterio.open(reading.path, driver="GTiff") as source:
            if source.width * source.height > _MOST_CELLS:
                found, limit = f"{source.width * source.height:,}", f"{_MOST_CELLS:,}"
                raise reading.stop("too-many-cells-raster", found=found, limit=limit)
            _check_readable(source, reading)
            crs = source.crs.to_wkt() if source.crs else None
            if source.transform.is_identity:
                raise reading.stop("raster-no-place")
            bounds = source.bounds
            columns: Columns = {
                source.descriptions[n] or f"band_{n + 1}": [kind] for n, kind in enumerate(source.dtypes)
            }
            if source.nodata is None:
                reading.note("raster-no-nodata", part("GDAL_NODATA"))
            shape = Raster(
                source.width, source.height, (bounds.left, bounds.bottom, bounds.right, bounds.top)
            )
    except (RasterioError, ValueError) as error:
        problem = str(error).replace(str(reading.path), reading.file)
        raise reading.stop("raster-unreadable", problem=problem) from None
    claim = Claim(crs, _TAGS, None if crs else "crs-missing")
    return RawLayer(reading.file.rpartition(".")[0], None, columns, claim, raster=shape)


def _check_readable(source: "DatasetReader", reading: Reading) -> None:
    """Stop when the last block of a band cannot be read: a file that was cut short."""
    from rasterio.errors import RasterioIOError  # noqa: PLC0415 - as above
    from rasterio.windows import Window  # noqa: PLC0415 - as above

    try:
        for band in range(1, source.count + 1):
            for column, row in ((0, 0), (source.width - 1, source.height - 1)):
                source.read(band, window=Window(column, row, 1, 1))
    except RasterioIOError as error:
        raise reading.stop(
            "raster-unreadable", problem=str(error).replace(str(reading.path), reading.file)
        ) from None
