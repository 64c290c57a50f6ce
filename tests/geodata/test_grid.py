import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.crs import CHONGQING_EQUAL_AREA
from geodata.errors import CRSMismatchError, DataFormatError
from geodata.grid import Block, Grid, blocks, grid_over, parsed_crs, same_crs

GRID = Grid("EPSG:4545", x0=500_000.0, y0=3_300_000.0, cell=30.0, rows=40, cols=50)


def test_bounds_transform_and_centres_agree() -> None:
    a, _, west, _, e, north = GRID.transform
    assert GRID.bounds == (500_000.0, 3_298_800.0, 501_500.0, 3_300_000.0)
    assert (west, north, a, e) == (500_000.0, 3_300_000.0, 30.0, -30.0)
    assert GRID.centre(2, 3) == (500_105.0, 3_299_925.0)
    assert GRID.cell_of(500_105.0, 3_299_925.0) == (2, 3)
    assert GRID.cell_area_km2 == pytest.approx(0.0009)


@given(
    st.integers(-60, 60),
    st.integers(-60, 60),
    st.floats(499_000, 502_000),
    st.floats(3_298_000, 3_301_000),
)
def test_a_window_puts_a_point_into_the_same_cell(row: int, col: int, x: float, y: float) -> None:
    window = GRID.window(Block(row, col, 7, 9))
    assert window.shape == (7, 9)
    whole, part = GRID.cell_of(x, y), window.cell_of(x, y)
    assert part == (whole[0] - row, whole[1] - col)
    assert window.window(Block(-row, -col, GRID.rows, GRID.cols)) == GRID


def test_padding_grows_every_side() -> None:
    wide = GRID.padded(3)
    assert wide.shape == (46, 56)
    assert wide.bounds == (499_910.0, 3_298_710.0, 501_590.0, 3_300_090.0)


@given(st.integers(1, 60), st.integers(1, 60))
def test_blocks_tile_the_grid_once(rows: int, cols: int) -> None:
    seen = [
        (row, col)
        for block in blocks(GRID, rows=rows, cols=cols)
        for row in range(block.row, block.row + block.rows)
        for col in range(block.col, block.col + block.cols)
    ]
    assert len(seen) == len(set(seen)) == GRID.rows * GRID.cols


def test_grid_over_starts_at_multiples_and_covers() -> None:
    grid = grid_over((95.0, 10.0, 250.0, 99.0), crs="EPSG:4545", cell=30.0)
    assert grid.bounds == (90.0, 0.0, 270.0, 120.0)
    whole = grid_over((90.0 - 1e-9, -1e-9, 270.0 + 1e-9, 120.0 + 1e-9), crs="EPSG:4545", cell=30.0)
    assert whole == grid


@pytest.mark.parametrize("bounds", [(1.0, 1.0, 1.0, 5.0), (0.0, 0.0, math.nan, 1.0), (0.0, 0.0, 10.0, -1.0)])
def test_grid_over_refuses_no_bounds(bounds: tuple[float, float, float, float]) -> None:
    with pytest.raises(DataFormatError, match="bounds"):
        grid_over(bounds, crs="EPSG:4545", cell=30.0)


@pytest.mark.parametrize(
    "change", [{"rows": 0}, {"cell": -30.0}, {"cell": math.nan}, {"rows": 10**6, "cols": 10**6}]
)
def test_a_grid_that_is_none_is_refused(change: dict[str, float]) -> None:
    with pytest.raises(DataFormatError):
        Grid(**({"crs": "EPSG:4545", "x0": 0.0, "y0": 0.0, "cell": 30.0, "rows": 2, "cols": 2} | change))  # type: ignore[arg-type]


def test_blocks_without_cells_are_refused() -> None:
    with pytest.raises(DataFormatError, match="1 x 1"):
        list(blocks(GRID, rows=0, cols=5))


def test_degrees_are_no_metres() -> None:
    degrees = Grid("EPSG:4326", x0=105.0, y0=32.0, cell=0.01, rows=5, cols=5)
    with pytest.raises(CRSMismatchError, match="WGS 84"):
        degrees.require_metres("distance")
    with pytest.raises(CRSMismatchError, match=r"feet|metres"):
        Grid("EPSG:2236", x0=0.0, y0=0.0, cell=1.0, rows=2, cols=2).require_metres("distance")


def test_crs_are_compared_by_meaning() -> None:
    assert same_crs("EPSG:4545", parsed_crs("EPSG:4545").to_wkt())
    assert not same_crs("EPSG:4545", "EPSG:4544")
    assert same_crs(CHONGQING_EQUAL_AREA, CHONGQING_EQUAL_AREA)
    for dialect in ("WKT1_ESRI", "WKT1_GDAL"):  # as a .prj says it: other names, no code
        assert same_crs(parsed_crs("EPSG:4545").to_wkt(dialect), "EPSG:4545")
        assert not same_crs(parsed_crs("EPSG:4544").to_wkt(dialect), "EPSG:4545")
        assert not same_crs(parsed_crs("EPSG:32648").to_wkt(dialect), "EPSG:32649")
        assert not same_crs(
            parsed_crs("EPSG:2434").to_wkt(dialect), "EPSG:4545"
        )  # Beijing 1954, the same zone
    with pytest.raises(CRSMismatchError, match="nonsense"):
        parsed_crs("nonsense")
