import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.convert.masks import edge_mask, near_mask
from geodata.convert.shapes import flat_shapes
from geodata.errors import CRSMismatchError, DataFormatError
from geodata.grid import Block, Grid

GRID = Grid("EPSG:4545", x0=0.0, y0=6000.0, cell=30.0, rows=200, cols=200)
SHAPES = [
    shapely.Point(3000, 3000).buffer(900).difference(shapely.Point(3100, 3000).buffer(400)),
    shapely.LineString([(200, 200), (5500, 900), (5800, 5800)]),
    shapely.Point(700.5, 5000.25),
    shapely.box(4010, 4010, 4016, 4018),
]
FLAT = flat_shapes(SHAPES, GRID)


def centres(grid: Grid) -> np.ndarray:
    cols, rows = np.meshgrid(np.arange(grid.cols), np.arange(grid.rows))
    west, _, _, north = grid.bounds
    return shapely.points(west + (cols + 0.5) * grid.cell, north - (rows + 0.5) * grid.cell)


@pytest.mark.parametrize("within", [10.0, 30.0, 444.0])
def test_a_mask_is_the_buffer_without_facets(within: float) -> None:
    apart = shapely.distance(shapely.union_all(SHAPES), centres(GRID))
    assert np.array_equal(near_mask(FLAT, GRID, within=within), apart <= within)


def test_area_within_a_distance_is_that_of_the_buffer_polygon() -> None:
    """The half-cell trap: distances between centres of filled cells would give 3 % less here."""
    disc = shapely.Point(3011, 2987).buffer(500, quad_segs=256)
    mask = near_mask(flat_shapes([disc], GRID), GRID, within=1000.0)
    assert mask.sum() * 900 == pytest.approx(disc.buffer(1000, quad_segs=256).area, rel=2e-3)


def test_distance_zero_is_the_inside_of_polygons_and_the_cells_of_lines() -> None:
    mask = near_mask(FLAT, GRID)
    polygon = shapely.contains(SHAPES[0], centres(GRID))
    assert mask[polygon].all()
    assert mask[33, 23]  # the point
    assert not mask[66, 133]  # too small to hold a centre
    assert edge_mask(FLAT, GRID)[66, 133]


def test_edges_count_for_distances() -> None:
    disc = flat_shapes([shapely.Point(3000, 3000).buffer(600)], GRID)
    only = edge_mask(disc, GRID) & ~near_mask(disc, GRID)
    assert only.sum() > 40
    apart = shapely.distance(shapely.Point(3000, 3000).buffer(600), centres(GRID)[only])
    assert apart.max() <= 30 * np.sqrt(0.5) + 1


@given(
    st.integers(-40, 180),
    st.integers(-40, 180),
    st.integers(1, 90),
    st.integers(1, 90),
    st.sampled_from([0.0, 100.0]),
)
def test_any_window_is_cut_from_the_whole(row: int, col: int, rows: int, cols: int, within: float) -> None:
    wide = GRID.padded(60)
    window = GRID.window(Block(row, col, rows, cols)).window(
        Block(0, 0, min(rows, 259 - row), min(cols, 259 - col))
    )
    whole = near_mask(FLAT, wide, within=within)
    part = whole[row + 60 : row + 60 + window.rows, col + 60 : col + 60 + window.cols]
    assert np.array_equal(near_mask(FLAT, window, within=within), part)


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(DataFormatError, match="-1"):
        near_mask(FLAT, GRID, within=-1.0)
    degrees = Grid("EPSG:4326", x0=105.0, y0=32.0, cell=0.01, rows=5, cols=5)
    with pytest.raises(CRSMismatchError, match="metres"):
        near_mask(flat_shapes([shapely.Point(105, 31)], degrees), degrees, within=5.0)
