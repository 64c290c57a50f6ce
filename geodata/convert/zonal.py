"""Zonal statistics of cells over polygons, exact at the edges: a cell counts by the share of it that a polygon covers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.errors import DataFormatError, GridMismatchError
from geodata.grid import Block, Grid, parsed_crs, same_crs

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.convert.zonal_source import Read

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

    def read(block: Block) -> npt.NDArray[Any]:
        return values[block.row : block.row + block.rows, block.col : block.col + block.cols]

    return windowed_statistics(read, grid, polygons=polygons, statistics=statistics)


def windowed_statistics(
    read: "Read", grid: Grid, *, polygons: "gpd.GeoSeries", statistics: Sequence[Statistic]
) -> pd.DataFrame:
    """Return what `zonal_statistics` returns, of cells that are read where a polygon needs them, in parts if they are many.

    Parameters
    ----------
    read
        Returns the cells of a block of the grid, shape (rows, columns), NaN without data.
    grid, polygons, statistics
        As for `zonal_statistics`.

    Raises
    ------
    DataFormatError
        A statistic is not known.
    GridMismatchError
        The polygons are in another CRS, or have none.
    """
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
    table = pd.DataFrame(np.nan, index=polygons.index, columns=list(statistics))
    usable = ~(polygons.isna() | polygons.is_empty)
    if usable.any():
        found = _extracted(read, grid, polygons=polygons[usable], operations=list(statistics))
        table.loc[usable, list(statistics)] = found[list(statistics)].to_numpy(dtype=np.float64)
    return table


def class_shares(read: "Read", grid: Grid, *, polygons: "gpd.GeoSeries") -> pd.DataFrame:
    """Return the share of each class of a categorical raster in the covered cells with data under each polygon.

    Parameters
    ----------
    read, grid, polygons
        As for `windowed_statistics`, of polygons that are there and not empty.

    Returns
    -------
    pandas.DataFrame
        Index of the polygons, one column a class in rising order, shares from 0 to 1; NaN where no cell with data is
        covered.
    """
    found = _extracted(read, grid, polygons=polygons, operations=["unique", "frac"])
    rows = [
        dict(zip(classes, shares, strict=True))
        for classes, shares in zip(found["unique"], found["frac"], strict=True)
    ]
    table = pd.DataFrame(rows, index=polygons.index)
    table = table[sorted(table.columns)]
    return table.fillna(0.0).where(table.notna().any(axis=1), axis=0)


def _extracted(read: "Read", grid: Grid, *, polygons: "gpd.GeoSeries", operations: list[str]) -> pd.DataFrame:
    """Return what exactextract finds, a row a polygon in their order."""
    import exactextract  # noqa: PLC0415 - GDAL-sized libraries load only where they are used
    import geopandas as gpd  # noqa: PLC0415 - as above

    from geodata.convert.zonal_source import WindowSource  # noqa: PLC0415 - as above

    zones = gpd.GeoDataFrame(geometry=polygons.to_numpy(), crs=polygons.crs)
    source = WindowSource(read, grid, wkt=polygons.crs.to_wkt())
    found: pd.DataFrame = exactextract.exact_extract(source, zones, operations, output="pandas")
    return found
