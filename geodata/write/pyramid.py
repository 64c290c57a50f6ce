"""Overviews of a raster of whole numbers, averaged in one pass over it, and a file that presents both as one raster."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt
import rasterio
import rasterio.shutil
from rasterio.windows import Window

from geodata.compiled import kernel

Cells = npt.NDArray[np.integer[Any]]

_ROWS = 512
_AT_A_TIME = 4
_ALL = 4


@kernel
def halved(cells: Cells, nodata: int) -> Cells:
    """Return cells of twice the size: the mean of those that are known, rounded half up; `nodata` where none is.

    Parameters
    ----------
    cells
        Whole numbers, shape (rows, columns).
    nodata
        The value that is not known.
    """
    rows, cols = cells.shape
    found = np.empty(((rows + 1) // 2, (cols + 1) // 2), cells.dtype)
    for row in range(found.shape[0]):
        upper, lower = cells[2 * row], cells[min(2 * row + 1, rows - 1)]
        two_rows = 2 * row + 1 < rows
        for col in range(found.shape[1]):
            total, count = np.int64(0), np.int64(0)
            for beside in range(2 * col, min(2 * col + 2, cols)):
                above, below = np.int64(upper[beside]), np.int64(lower[beside])
                known, too = above != nodata, two_rows & (below != nodata)
                total += above * known + below * too
                count += np.int64(known) + np.int64(too)
            if count == _ALL:
                found[row, col] = (total + 2) >> 2
            else:
                found[row, col] = (2 * total + count) // (2 * count) if count else nodata
    return found


def strips(path: Path, task: Callable[[Any, Window], Any], *, rows: int, threads: int) -> Iterator[Any]:
    """Yield what a task makes of each strip of a raster, from top to bottom, with few strips in memory at a time.

    Parameters
    ----------
    path
        The raster.
    task
        Takes the raster, opened for it alone, and the window of the strip.
    rows
        Height of a strip.
    threads
        Strips at a time.
    """

    def one(window: Window) -> Any:  # noqa: ANN401 - what the task returns
        with rasterio.open(path) as file:
            return task(file, window)

    with rasterio.open(path) as file:
        shape = file.shape
    windows = [Window(0, row, shape[1], min(rows, shape[0] - row)) for row in range(0, shape[0], rows)]
    with ThreadPoolExecutor(threads) as pool:
        for first in range(0, len(windows), _AT_A_TIME * threads):
            yield from pool.map(one, windows[first : first + _AT_A_TIME * threads])


def write_overviews(source: Path, folder: Path, *, tile: int, threads: int) -> list[Path]:
    """Write overviews of a raster of one band, each half as fine as the one before, until one is no larger than a tile.

    Parameters
    ----------
    source
        The raster, of whole numbers, with a value for no data.
    folder
        Where they are written, as GeoTIFF.
    tile
        Edge of a tile.
    threads
        Strips at a time.
    """
    with rasterio.open(source) as file:
        profile, nodata = file.profile, int(file.nodata)
    shapes = [(profile["height"], profile["width"])]
    while max(shapes[-1]) > tile:
        shapes.append((-(-shapes[-1][0] // 2), -(-shapes[-1][1] // 2)))

    def levels(file: Any, window: Window) -> list[Cells]:  # noqa: ANN401 - a dataset of rasterio
        found = [file.read(1, window=window)]
        for _ in shapes[1:]:
            found.append(halved(found[-1], nodata))
        return found[1:]

    paths = [folder / f"{source.stem}.{2**number}.tif" for number in range(1, len(shapes))]
    files = []
    try:
        for path, (height, width) in zip(paths, shapes[1:], strict=True):
            transform = profile["transform"] * rasterio.Affine.scale(
                profile["width"] / width, profile["height"] / height
            )
            size = {"height": height, "width": width, "transform": transform}
            files.append(rasterio.open(path, "w", **profile | size))
        done = [0] * len(files)
        for found in strips(source, levels, rows=max(_ROWS, 2 ** len(files)), threads=threads):
            for number, (file, cells) in enumerate(zip(files, found, strict=True)):
                file.write(cells, 1, window=Window(0, done[number], cells.shape[1], cells.shape[0]))
                done[number] += cells.shape[0]
    finally:
        for file in files:
            file.close()
    return paths


def with_overviews(source: Path, overviews: Sequence[Path], path: Path) -> None:
    """Write a small file that presents a raster of one band with overviews of ours.

    Parameters
    ----------
    source
        The raster.
    overviews
        From the finest to the coarsest, in the folder of `path`.
    path
        The file, a virtual raster of GDAL's.
    """
    rasterio.shutil.copy(source.resolve(), path, driver="VRT")
    listed = "".join(
        f'<Overview><SourceFilename relativeToVRT="1">{escape(overview.name)}</SourceFilename>'
        "<SourceBand>1</SourceBand></Overview>"
        for overview in overviews
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("</VRTRasterBand>", f"{listed}</VRTRasterBand>"), encoding="utf-8")
