"""Elevation of China in cells of 30″ out of the installed `meteva` package: regional screening, never the slope of a site.

The file (netCDF-4, int16 metres, −999 outside China) is read where it is installed, through GDAL; nothing of it is copied.
Its axes are off. Fitted to the elevations of 2,621 weather stations, the heights lie 0.804 ± 0.040 cells east and
0.223 ± 0.043 cells north of where the axes say; with the 1,244 whose positions are finer than a minute 0.831 ± 0.032 and
0.225 ± 0.037. The lattice of whole 30″ cells, on which global 30″ models are published, lies 0.865 and 0.263 from the axes and
is taken: half a cell east alone is ten standard errors away. `docs/decisions/0017-thirty-second-terrain.md` has the figures.
"""

import math
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import rasterio
from rasterio.errors import RasterioError

from geodata.errors import DataFormatError
from geodata.sources.installed import installed_file
from geodata.sources.terrain_file import (
    CELLS_A_DEGREE,
    COLS,
    NODATA,
    NORTH_CELLS,
    REMEDY,
    ROWS,
    STATED_NORTH,
    STATED_WEST,
    TERRAIN_FILE,
    WEST_CELLS,
)

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

_SLACK_CELLS = 1e-3
_VIEW = """<VRTDataset rasterXSize="{cols}" rasterYSize="{rows}"><SRS>EPSG:4326</SRS>
<GeoTransform>{west!r}, {cell!r}, 0, {north!r}, 0, -{cell!r}</GeoTransform>
<VRTRasterBand dataType="Int16" band="1"><NoDataValue>{nodata}</NoDataValue><UnitType>m</UnitType>
<SimpleSource><SourceFilename relativeToVRT="0">{path}</SourceFilename><SourceBand>1</SourceBand></SimpleSource>
</VRTRasterBand></VRTDataset>"""


def terrain_path() -> Path:
    """Return the file where it is installed.

    Raises
    ------
    DataMissingError
        The package is not installed; the message says how to install it, or what to give instead.
    """
    return installed_file(TERRAIN_FILE, remedy=REMEDY)


def is_terrain(path: Path) -> bool:
    """Return whether a path is the installed file."""
    return path.name == Path(TERRAIN_FILE).name and path == terrain_path()


def open_terrain(path: Path) -> "DatasetReader":
    """Return the raster, open: one band of int16 metres in EPSG:4326, its cells where they belong, −999 without data.

    Parameters
    ----------
    path
        Result of `terrain_path`.

    Raises
    ------
    DataFormatError
        It is not the file of the edition that was measured.
    """
    try:
        with rasterio.open(path, driver="netCDF") as file:
            affine = file.transform
            found = (file.width, file.height, affine.c, affine.f)
    except RasterioError as error:
        raise _other(path, " ".join(str(error).split())) from error
    apart = max(abs(found[2] - STATED_WEST), abs(found[3] - STATED_NORTH)) * CELLS_A_DEGREE
    if found[:2] != (COLS, ROWS) or not math.isclose(apart, 0.0, abs_tol=_SLACK_CELLS):
        raise _other(path, f"{found[0]} x {found[1]} cells from {found[2]:g}, {found[3]:g}")
    view = _VIEW.format(
        cols=COLS,
        rows=ROWS,
        west=WEST_CELLS / CELLS_A_DEGREE,
        north=NORTH_CELLS / CELLS_A_DEGREE,
        cell=1 / CELLS_A_DEGREE,
        nodata=NODATA,
        path=escape(str(path)),
    )
    return rasterio.open(view, driver="VRT")


def _other(path: Path, found: str) -> DataFormatError:
    """Return the error for a file of another edition."""
    return DataFormatError(
        en=f"{path}: {found} found, expected the elevation raster of the edition that was measured; {REMEDY[0]}.",
        zh=f"{path}：{found}；应为经核对版本的高程栅格；{REMEDY[1]}。",
    )
