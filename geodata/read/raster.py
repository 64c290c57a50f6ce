"""GeoTIFF: the shape, bands and place of a raster; its cells are read by the use case that needs them."""

import math
from typing import TYPE_CHECKING

from geodata.quality.model import Claim, Columns, Raster, RawLayer, Reading
from geodata.quality.places import part
from geodata.text import Bilingual

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

_TAGS = Bilingual(en="the GeoTIFF tags", zh="GeoTIFF 标签")
_MOST_CELLS = 400_000_000
_SQUARE_CELLS = 1e-3
"""How far, in cells, the last cell of a raster may be off for its cells to count as square."""


def read(reading: Reading) -> RawLayer:
    """Return what a GeoTIFF is; one column a band, with its type and its no-data value.

    Raises
    ------
    Stop
        The file is damaged, has no cells, no place, is rotated, or has too many cells.
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
            columns: Columns = {
                source.descriptions[n] or f"band_{n + 1}": [kind] for n, kind in enumerate(source.dtypes)
            }
            shape = _shape(source, reading)
            if shape.nodata is None:
                reading.note("raster-no-nodata", part("GDAL_NODATA"))
    except (RasterioError, ValueError) as error:
        problem = str(error).replace(str(reading.path), reading.file)
        raise reading.stop("raster-unreadable", problem=problem) from None
    claim = Claim(crs, _TAGS, None if crs else "crs-missing")
    return RawLayer(reading.file.rpartition(".")[0], None, columns, claim, raster=shape)


def _shape(source: "DatasetReader", reading: Reading) -> Raster:
    """Return what is known of the band that is meant; stop where it cannot be used."""
    affine, bounds = source.transform, source.bounds
    if affine.b or affine.d or affine.e >= 0 or affine.a <= 0:
        numbers = ", ".join(f"{value:g}" for value in tuple(affine)[:6])
        raise reading.stop("raster-rotated", found=numbers)
    wide, high = float(affine.a), float(-affine.e)
    if abs(wide - high) / wide * max(source.width, source.height) > _SQUARE_CELLS:
        reading.note("raster-not-square", wide=f"{wide:.10g}", high=f"{high:.10g}")
    band = _band(source, reading)
    if reading.options.datum in {"gcj02", "bd09"}:
        raise reading.stop("raster-datum", datum=reading.options.datum.upper())
    stated = reading.options.nodata
    nodata = source.nodata if stated is None else stated
    return Raster(
        source.width,
        source.height,
        (bounds.left, bounds.bottom, bounds.right, bounds.top),
        (wide, high),
        band=band,
        bands=source.count,
        dtype=source.dtypes[band - 1],
        nodata=None if nodata is None else float(nodata),
        unit=(source.units[band - 1] or "").strip(),
        scale=_finite(source.scales[band - 1], 1.0),
        offset=_finite(source.offsets[band - 1], 0.0),
    )


def _band(source: "DatasetReader", reading: Reading) -> int:
    """Return the number of the band that is meant; stop where there is none, or it holds no real numbers."""
    band = reading.options.band
    if band is not None and band > source.count:
        raise reading.stop("raster-band-unknown", band=band, bands=source.count)
    if band is None and source.count > 1:
        reading.note("raster-several-bands", bands=source.count)
    kind = source.dtypes[(band or 1) - 1]
    if kind.startswith("complex"):
        raise reading.stop("raster-complex", kind=kind)
    return band or 1


def _finite(value: float, otherwise: float) -> float:
    """Return a factor of the file, or another number where it is none."""
    return float(value) if math.isfinite(value) and value else otherwise


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
