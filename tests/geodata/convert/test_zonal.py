import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.convert.zonal import Statistic, class_shares, windowed_statistics, zonal_statistics
from geodata.errors import DataFormatError, GridMismatchError
from geodata.grid import Block, Grid

GRID = Grid("EPSG:4545", x0=0.0, y0=600.0, cell=30.0, rows=20, cols=20)


def zones(*shapes: shapely.Geometry | None) -> gpd.GeoSeries:
    return gpd.GeoSeries(list(shapes), index=[f"z{n}" for n in range(len(shapes))], crs="EPSG:4545")


def test_cells_count_by_the_share_covered() -> None:
    values = np.random.default_rng(2).random(GRID.shape)
    shape = shapely.Point(300, 290).buffer(201.5)
    cells = [
        (
            row,
            col,
            shapely.box(col * 30, 570 - row * 30, col * 30 + 30, 600 - row * 30).intersection(shape).area
            / 900,
        )
        for row in range(20)
        for col in range(20)
    ]
    count = sum(share for _, _, share in cells)
    total = sum(share * values[row, col] for row, col, share in cells)
    found = zonal_statistics(values, GRID, polygons=zones(shape), statistics=["count", "sum", "mean"]).loc[
        "z0"
    ]
    assert found["count"] == pytest.approx(count, rel=1e-6) == pytest.approx(shape.area / 900, rel=1e-6)
    assert found["sum"] == pytest.approx(total, rel=1e-6)
    assert found["mean"] == pytest.approx(total / count, rel=1e-6)


def test_no_data_counts_nowhere_and_missing_zones_stay_missing() -> None:
    values = np.ones(GRID.shape)
    values[:, :10] = np.nan
    found = zonal_statistics(
        values,
        GRID,
        polygons=zones(shapely.box(0, 0, 300, 600), shapely.box(270, 0, 330, 600), None, shapely.Polygon()),
        statistics=["count", "mean", "majority"],
    )
    assert found.loc["z0", "count"] == 0
    assert np.isnan(found.loc["z0", "mean"])
    assert found.loc["z1"].tolist() == [20.0, 1.0, 1.0]
    assert found.loc[["z2", "z3"]].isna().all(axis=None)
    assert list(found.index) == ["z0", "z1", "z2", "z3"]


def test_wrong_questions_are_refused() -> None:
    values = np.ones(GRID.shape)
    with pytest.raises(DataFormatError, match=r"\(3, 3\)"):
        zonal_statistics(np.ones((3, 3)), GRID, polygons=zones(None), statistics=["mean"])
    with pytest.raises(DataFormatError, match="average"):
        zonal_statistics(values, GRID, polygons=zones(None), statistics=["average"])  # type: ignore[list-item]
    with pytest.raises(GridMismatchError, match="none"):
        zonal_statistics(
            values, GRID, polygons=gpd.GeoSeries([shapely.Point(1, 1).buffer(9)]), statistics=["mean"]
        )
    with pytest.raises(GridMismatchError, match="WGS 84"):
        zonal_statistics(
            values, GRID, polygons=zones(shapely.box(0, 0, 9, 9)).to_crs(4326), statistics=["mean"]
        )


def test_a_raster_read_in_windows_gives_what_the_whole_array_gives() -> None:
    """Cells are asked for where a polygon lies, never all of them."""
    values = np.random.default_rng(3).random(GRID.shape)
    shapes = zones(
        shapely.Point(120, 120).buffer(61.0), shapely.box(-50, -50, 20, 20), shapely.box(9e3, 0, 9.1e3, 90)
    )
    asked: list[Block] = []

    def read(block: Block) -> np.ndarray:
        asked.append(block)
        return values[block.row : block.row + block.rows, block.col : block.col + block.cols]

    names: list[Statistic] = ["count", "mean", "max"]
    found = windowed_statistics(read, GRID, polygons=shapes, statistics=names)
    pd.testing.assert_frame_equal(found, zonal_statistics(values, GRID, polygons=shapes, statistics=names))
    assert found.loc["z2", "count"] == 0
    assert max(block.rows * block.cols for block in asked) <= 36


def test_shares_of_classes_follow_the_covered_area() -> None:
    """Left half class 10, right half 80, one cell without data; shares against areas by hand."""
    values = np.full(GRID.shape, 10.0)
    values[:, 10:] = 80.0
    values[0, 0] = np.nan
    shapes = zones(shapely.box(270, 0, 360, 600), shapely.box(0, 570, 30, 600), shapely.box(0, 0, 300, 300))
    found = class_shares(
        lambda b: values[b.row : b.row + b.rows, b.col : b.col + b.cols], GRID, polygons=shapes
    )
    assert list(found.columns) == [10.0, 80.0]
    assert found.loc["z0"].tolist() == pytest.approx([1 / 3, 2 / 3])
    assert found.loc["z1"].isna().all()
    assert found.loc["z2"].tolist() == pytest.approx([1.0, 0.0])
