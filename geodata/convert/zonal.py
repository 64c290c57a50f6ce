"""Zonal statistics of cells over polygons, exact at the edges: a cell counts by the share of it that a polygon covers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.errors import DataFormatError, GridMismatchError
from geodata.grid import Grid, parsed_crs, same_crs

if TYPE_CHECKING:
    import geopandas as gpd

Statistic = Literal[
    "count", "sum", "mean", "min", "max", "stdev", "variance", "median", "majority", "minority", "variety"
]
STATISTICS: tuple[Statistic, ...] = get_args(Statistic)


def zonal_statistics(
    values: npt.NDArray[Any], grid: Grid, *, polygons: "gpd.GeoSeries", statistics: Sequence[Statistic]
) -> pd.DataFrame:
    """Return statistics of the cells under each polygon.

    Parameters
    ----------
    values
        Shape (rows, columns) of the grid; NaN is no data and counts nowhere.
    grid
        Place of the cells.
    polygons
        In the CRS of the grid; a missing or empty one has no statistics.
    statistics
        Names of `STATISTICS`. `count` is the covered area in cells, `mean` is weighted by the covered shares.

    Returns
    -------
    pandas.DataFrame
        Index of the polygons, one column a statistic; where no cell with data is covered, the
        count, sum and variety are 0 and the others NaN.

    Raises
    ------
    DataFormatError
        The array does not fit the grid, or a statistic is not known.
    GridMismatchError
        The polygons are in another CRS, or have none.
    """
    if values.shape != grid.shape:
        raise DataFormatError(
            en=f"Zonal statistics: an array of shape {values.shape} found, expected {grid.shape}, that of the grid.",
            zh=f"分区统计：数组形状为 {values.shape}，应与格网一致，即 {grid.shape}。",
        )
    unknown = [name for name in statistics if name not in STATISTICS]
    if unknown:
        raise DataFormatError(
            en=f"Zonal statistics: {', '.join(unknown)} found, expected names among {', '.join(STATISTICS)}.",
            zh=f"分区统计：{'、'.join(unknown)} 不是可用的统计量；可用 {'、'.join(STATISTICS)}。",
        )
    if polygons.crs is None or not same_crs(polygons.crs.to_wkt(), grid.crs):
        found = "none" if polygons.crs is None else polygons.crs.name
        raise GridMismatchError(
            en=f"Zonal statistics: polygons in CRS {found}, cells in {parsed_crs(grid.crs).name}; reproject the polygons.",
            zh=f"分区统计：多边形坐标系为 {found}，格网为 {parsed_crs(grid.crs).name}；请先转换多边形。",
        )
    return _computed(values, grid, polygons, list(statistics))


def _computed(
    values: npt.NDArray[Any], grid: Grid, polygons: "gpd.GeoSeries", statistics: list[str]
) -> pd.DataFrame:
    """Return the table of statistics."""
    import exactextract  # noqa: PLC0415 - GDAL-sized libraries load only where they are used
    import geopandas as gpd  # noqa: PLC0415 - as above
    from exactextract.raster import NumPyRasterSource  # noqa: PLC0415 - as above

    west, south, east, north = grid.bounds
    cells = np.asarray(values, dtype=np.float64)
    wkt = polygons.crs.to_wkt()
    source = NumPyRasterSource(
        cells, xmin=west, ymin=south, xmax=east, ymax=north, nodata=float("nan"), srs_wkt=wkt
    )
    table = pd.DataFrame(np.nan, index=polygons.index, columns=statistics)
    usable = ~(polygons.isna() | polygons.is_empty)
    if usable.any():
        zones = gpd.GeoDataFrame(geometry=polygons[usable].to_numpy(), crs=polygons.crs)
        found = exactextract.exact_extract(source, zones, statistics, output="pandas")
        table.loc[usable, statistics] = found[statistics].to_numpy(dtype=np.float64)
    return table
