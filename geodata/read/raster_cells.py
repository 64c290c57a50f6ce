"""All cells of a raster, read strip by strip and written anew as a tiled, compressed GeoTIFF; runs in the child process.

Whatever order, compression or tag the file came with, what leaves is ours: one band, its place, its no-data value, its unit, tiles
of 512 with overviews. A strip at a time is in memory. What only a look at every cell can tell is told here: a file that is cut
short, a no-data value that is not declared, infinity, no data at all.
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import numpy.typing as npt

from geodata.quality.model import Raster, Reading
from geodata.read.raster_tally import Tally

if TYPE_CHECKING:
    from rasterio.io import DatasetReader, DatasetWriter

Overviews = Literal["average", "nearest"]
TILE: Final = 512
PICTURE_CELLS: Final = 640
_STRIP_BYTES: Final = 96 << 20
_CACHE: Final = 96 << 20
_THREADS: Final = 2
_PREDICTORS: Final = {"i": 2, "u": 2, "f": 3}
_SNAP: Final = 1e-3
"""How far, in cells, the last row of a raster may be moved to make its cells square."""
Cells = npt.NDArray[Any]


def copy_cells(reading: Reading, shape: Raster, *, crs: str, path: Path, overviews: Overviews) -> Tally:
    """Write the band that is meant as a tiled GeoTIFF with overviews, and return what its cells tell.

    Parameters
    ----------
    reading
        The file; findings go there.
    shape
        What was read of it.
    crs
        Its coordinate system, as WKT.
    path
        The new file; it must not exist.
    overviews
        `average` for quantities, `nearest` for classes.

    Raises
    ------
    Stop
        A part cannot be read, a no-data value is not declared, cells hold infinity, or none has data.
    """
    import rasterio  # noqa: PLC0415 - only rasters need it
    from rasterio.enums import Resampling  # noqa: PLC0415 - as above

    tally = Tally()
    with (
        rasterio.Env(GDAL_CACHEMAX=_CACHE),
        rasterio.open(reading.path, driver="GTiff") as source,
        rasterio.open(path, "w+", **_profile(source, shape, crs)) as target,
    ):
        for top, raw in _strips(source, shape, reading):
            values, lacking = quantities(raw, shape)
            tally.add(values, lacking)
            target.write(values, 1, window=_window(source, top, raw.shape[0]))
        _judge(tally, shape, reading)
        _describe(source, target, shape)
        factors = [2**step for step in range(1, 12) if max(source.shape) > TILE * 2 ** (step - 1)]
        if factors:
            target.build_overviews(factors, Resampling[overviews])
    if (shape.scale, shape.offset) != (1.0, 0.0):
        reading.note("raster-scaled", scale=f"{shape.scale:g}", offset=f"{shape.offset:g}")
    return tally


def picture(reading: Reading, shape: Raster, *, path: Path) -> list[int]:
    """Write some evenly spread cells as float32, NaN without data, row by row, and return how many rows and columns.

    Parameters
    ----------
    reading, shape
        As for :func:`copy_cells`.
    path
        The new file.

    Raises
    ------
    Stop
        A part cannot be read.
    """
    import rasterio  # noqa: PLC0415 - as above
    from rasterio.errors import RasterioError  # noqa: PLC0415 - as above

    share = min(1.0, PICTURE_CELLS / max(shape.height, shape.width))
    rows, cols = max(1, round(shape.height * share)), max(1, round(shape.width * share))
    try:
        with rasterio.Env(GDAL_CACHEMAX=_CACHE), rasterio.open(reading.path, driver="GTiff") as source:
            raw = source.read(shape.band, out_shape=(rows, cols))
    except RasterioError as error:
        raise reading.stop("raster-unreadable", problem=_said(error, reading)) from None
    values, lacking = quantities(raw, shape)
    drawn = np.where(lacking, np.float32(np.nan), values.astype(np.float32))
    path.write_bytes(drawn.astype("<f4").tobytes())
    return [rows, cols]


def quantities(raw: Cells, shape: Raster) -> tuple[Cells, npt.NDArray[np.bool_]]:
    """Return the quantities of cells as they are kept, and which have no data.

    Parameters
    ----------
    raw
        As they stand in the file.
    shape
        Gives no-data value, scale and offset.
    """
    lacking = np.isnan(raw) if raw.dtype.kind == "f" else np.zeros(raw.shape, dtype=np.bool_)
    if shape.nodata is not None and not math.isnan(shape.nodata):
        lacking = lacking | (raw == raw.dtype.type(shape.nodata) if _fits(shape) else False)
    if (shape.scale, shape.offset) == (1.0, 0.0):
        return raw, lacking
    scaled = (raw.astype(np.float64) * shape.scale + shape.offset).astype(np.float32)
    scaled[lacking] = np.nan
    return scaled, lacking


def _fits(shape: Raster) -> bool:
    """Return whether the no-data value is one that a cell can hold."""
    kind = np.dtype(shape.dtype)
    if kind.kind == "f" or shape.nodata is None:
        return True
    limits = np.iinfo(kind)
    return shape.nodata.is_integer() and limits.min <= shape.nodata <= limits.max


def _profile(source: "DatasetReader", shape: Raster, crs: str) -> dict[str, Any]:
    """Return how the new file is written."""
    import rasterio  # noqa: PLC0415 - as above

    scaled = (shape.scale, shape.offset) != (1.0, 0.0)
    dtype = "float32" if scaled else shape.dtype
    nodata = float("nan") if scaled else shape.nodata if _fits(shape) else None
    wide = shape.cell[0]
    return {
        "driver": "GTiff",
        "count": 1,
        "height": shape.height,
        "width": shape.width,
        "dtype": dtype,
        "crs": rasterio.CRS.from_wkt(crs),
        "transform": rasterio.Affine(wide, 0.0, source.transform.c, 0.0, -_high(shape), source.transform.f),
        "nodata": nodata,
        "compress": "DEFLATE",
        "predictor": _PREDICTORS[np.dtype(dtype).kind],
        "zlevel": 1,
        "tiled": True,
        "blockxsize": TILE,
        "blockysize": TILE,
        "num_threads": str(_THREADS),
        "bigtiff": "IF_SAFER",
    }


def _high(shape: Raster) -> float:
    """Return the height of a cell: its width where they differ by rounding alone, so that the raster is a square grid."""
    wide, high = shape.cell
    return wide if abs(wide - high) / wide * max(shape.width, shape.height) <= _SNAP else high


def _strips(source: "DatasetReader", shape: Raster, reading: Reading) -> Iterator[tuple[int, Cells]]:
    """Yield first row and cells of one strip after the other, each of whole tiles of the new file."""
    from rasterio.errors import RasterioError  # noqa: PLC0415 - as above

    width = shape.width * np.dtype(shape.dtype).itemsize
    tall = TILE * max(1, math.ceil(min(source.block_shapes[shape.band - 1][0], shape.height) / TILE))
    step = tall if tall * width <= _STRIP_BYTES else TILE
    for top in range(0, shape.height, step):
        rows = min(step, shape.height - top)
        try:
            yield top, source.read(shape.band, window=_window(source, top, rows))
        except RasterioError as error:
            raise reading.stop("raster-unreadable", problem=_said(error, reading)) from None


def _window(source: "DatasetReader", top: int, rows: int) -> Any:  # noqa: ANN401 - a Window, whose package loads late
    """Return a strip as a window."""
    from rasterio.windows import Window  # noqa: PLC0415 - as above

    return Window(0, top, source.width, rows)


def _judge(tally: Tally, shape: Raster, reading: Reading) -> None:
    """Stop where the cells cannot be used as they are; tell a no-data value that none of them has."""
    if tally.odd:
        stated = "-" if shape.nodata is None else f"{shape.nodata:g}"
        value = f"{tally.odd_value:.9g}"
        raise reading.stop("raster-nodata-undeclared", count=f"{tally.odd:,}", value=value, stated=stated)
    if tally.infinite:
        raise reading.stop("raster-infinite", count=f"{tally.infinite:,}")
    if not tally.known:
        raise reading.stop("raster-empty")
    if reading.options.nodata is not None and not tally.unknown:
        reading.note("raster-nodata-unused", value=f"{reading.options.nodata:g}")


def _describe(source: "DatasetReader", target: "DatasetWriter", shape: Raster) -> None:
    """Write into the new file what its numbers mean: unit, and the colours of classes where the file has some."""
    if shape.unit:
        target.units = (shape.unit,)
    if shape.dtype == "uint8" and (shape.scale, shape.offset) == (1.0, 0.0):
        try:
            colours = source.colormap(shape.band)
        except ValueError:  # it has none
            return
        target.write_colormap(1, colours)


def _said(error: Exception, reading: Reading) -> str:
    """Return what GDAL said, with the person's name for the file."""
    return " ".join(str(error.__cause__ or error).split()).replace(str(reading.path), reading.file)
