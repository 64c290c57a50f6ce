"""Reads a window of a remote GeoTIFF instead of the whole file."""

import os
from pathlib import Path
from typing import Final

import numpy as np
import rasterio
from rasterio._err import CPLE_BaseError
from rasterio.errors import RasterioError
from rasterio.windows import Window, from_bounds

from geodata.fetch.dataset import Bounds
from geodata.fetch.errors import FetchError

_ROWS: Final = 2048
_SETTINGS: Final = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".tif",
    "GDAL_HTTP_MAX_RETRY": "5",
    "GDAL_HTTP_RETRY_DELAY": "1",
    "VSI_CACHE": "TRUE",
}


def fetch_window(
    url: str,
    bounds: Bounds,
    *,
    target: str | os.PathLike[str],
    proxy: str | None = None,
    patience_s: float = 60.0,
) -> None:
    """Write the part of a remote GeoTIFF that lies within bounds; cells are copied, never resampled.

    Parameters
    ----------
    url
        Address of a cloud-optimised GeoTIFF in degrees.
    bounds
        West, south, east, north in degrees; widened to whole cells, cut at the edge of the file.
    target
        The file to write; it appears whole or not at all.
    proxy
        Address of a proxy; by default those of the environment.
    patience_s
        Seconds to wait for an answer.

    Raises
    ------
    FetchError
        The server stopped to answer, or the file is no GeoTIFF that covers the bounds.
    """
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    settings = _SETTINGS | {
        "GDAL_HTTP_TIMEOUT": f"{patience_s:.0f}",
        "GDAL_HTTP_CONNECTTIMEOUT": f"{patience_s:.0f}",
    }
    if proxy is not None:
        settings["GDAL_HTTP_PROXY"] = proxy
    try:
        with rasterio.Env(**settings), rasterio.open(f"/vsicurl/{url}", driver="GTiff") as source:
            _copy(source, _window(source, bounds), part)
    except (RasterioError, CPLE_BaseError, ValueError) as error:
        part.unlink(missing_ok=True)
        said = " ".join(str(error).split())[:200]
        raise FetchError(
            en=f"{url}: the window could not be read ({said}); check network, --proxy and --mirror, then run again.",
            zh=f"{url}：无法读取所需范围（{said}）；请检查网络、--proxy 与 --mirror 后重新运行。",
        ) from error
    part.replace(path)


def _window(source: rasterio.DatasetReader, bounds: Bounds) -> Window:
    """Return the whole cells of a raster that cover bounds, within the raster."""
    wanted = from_bounds(*bounds, transform=source.transform)
    top, left = max(int(np.floor(wanted.row_off)), 0), max(int(np.floor(wanted.col_off)), 0)
    bottom = min(int(np.ceil(wanted.row_off + wanted.height)), source.height)
    right = min(int(np.ceil(wanted.col_off + wanted.width)), source.width)
    if bottom <= top or right <= left:
        message = f"it does not meet {bounds}"
        raise ValueError(message)
    return Window(left, top, right - left, bottom - top)


def _copy(source: rasterio.DatasetReader, window: Window, part: Path) -> None:
    """Copy the cells of a window, some rows at a time."""
    profile = {
        "driver": "GTiff",
        "width": window.width,
        "height": window.height,
        "count": source.count,
        "dtype": source.dtypes[0],
        "crs": source.crs,
        "transform": source.window_transform(window),
        "nodata": source.nodata,
        "tiled": True,
        "blockxsize": 512,
        "blockysize": 512,
        "compress": "deflate",
    }
    with rasterio.open(part, "w", **profile) as file:
        for row in range(0, window.height, _ROWS):
            rows = min(_ROWS, window.height - row)
            inner = Window(window.col_off, window.row_off + row, window.width, rows)
            file.write(source.read(window=inner), window=Window(0, row, window.width, rows))
