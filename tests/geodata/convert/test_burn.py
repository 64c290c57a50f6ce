"""The kernels against GDAL's rasterisation and against shapely's distances, over random shapes."""

import numpy as np
import pytest
import shapely
from rasterio import Affine
from rasterio.features import rasterize

from geodata.convert import burn
from geodata.convert.shapes import flat_shapes
from geodata.grid import Grid

GRID = Grid("EPSG:4545", x0=0.0, y0=1800.0, cell=30.0, rows=60, cols=70)
SEEDS = range(25)


def by_gdal(shapes: list[shapely.Geometry]) -> np.ndarray:
    return rasterize(shapes, out_shape=GRID.shape, transform=Affine(*GRID.transform)) > 0


def inside(shapes: list[shapely.Geometry]) -> np.ndarray:
    counts, marks = np.zeros((GRID.rows, GRID.cols + 1), np.int32), np.zeros(GRID.shape, np.uint8)
    burn.mark_inside(flat_shapes(shapes, GRID).edges, counts, row0=0, col0=0)
    burn.cover(counts, marks, 1)
    return marks > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_polygons_are_filled_as_gdal_fills_them(seed: int) -> None:
    generator = np.random.default_rng(seed)
    star = shapely.make_valid(shapely.Polygon(generator.uniform(-300, 2300, (7, 2))))
    ring = shapely.Point(900, 900).buffer(700).difference(shapely.Point(950, 850).buffer(300))
    assert np.array_equal(inside([star, ring]), by_gdal([star, ring]))


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_are_drawn_as_gdal_draws_them(seed: int) -> None:
    line = shapely.LineString(np.random.default_rng(seed).uniform(-300, 2300, (9, 2)))
    marks = np.zeros(GRID.shape, np.uint8)
    burn.mark_lines(flat_shapes([line], GRID).lines, marks, 1, row0=0, col0=0)
    assert np.array_equal(marks > 0, by_gdal([line]))


@pytest.mark.parametrize("seed", SEEDS)
def test_near_is_exactly_within_the_distance(seed: int) -> None:
    generator = np.random.default_rng(seed)
    line = shapely.LineString(generator.uniform(-300, 2300, (4, 2)))
    radius = float(generator.uniform(1, 600))
    counts, marks = np.zeros((GRID.rows, GRID.cols + 1), np.int32), np.zeros(GRID.shape, np.uint8)
    burn.mark_near(flat_shapes([line], GRID).lines, counts, radius / 30, row0=0, col0=0)
    burn.cover(counts, marks, 1)
    cols, rows = np.meshgrid(np.arange(GRID.cols), np.arange(GRID.rows))
    apart = shapely.distance(line, shapely.points(15 + 30 * cols, 1785 - 30 * rows))
    assert np.array_equal(marks > 0, apart <= radius)


@pytest.mark.parametrize(
    "ends", [((3.2, 3.2), (3.2, 3.2)), ((3.2, 1.0), (3.2, 6.0)), ((1.0, 3.2), (6.0, 3.2))]
)
def test_points_and_straight_segments(ends: tuple[tuple[float, float], tuple[float, float]]) -> None:
    counts, marks = np.zeros((8, 9), np.int32), np.zeros((8, 8), np.uint8)
    burn.mark_near(np.array([[*ends[0], *ends[1]]]), counts, 1.5, row0=0, col0=0)
    burn.cover(counts, marks, 1)
    shape = shapely.LineString(ends)
    cols, rows = np.meshgrid(np.arange(8), np.arange(8))
    assert np.array_equal(marks > 0, shapely.distance(shape, shapely.points(cols + 0.5, rows + 0.5)) <= 1.5)
