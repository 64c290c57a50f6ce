import numpy as np
import pytest
import shapely

from geodata.convert.masks import near_mask
from geodata.convert.polygonize import class_polygons, mask_polygon
from geodata.convert.shapes import flat_shapes
from geodata.grid import Grid

GRID = Grid("EPSG:4545", x0=600.0, y0=9000.0, cell=30.0, rows=30, cols=40)


@pytest.mark.parametrize("seed", range(5))
def test_cells_to_polygon_and_back(seed: int) -> None:
    mask = np.random.default_rng(seed).random(GRID.shape) < 0.4
    polygon = mask_polygon(mask, GRID)
    assert shapely.is_valid(polygon)
    assert polygon.area == pytest.approx(mask.sum() * 900)
    assert np.array_equal(near_mask(flat_shapes([polygon], GRID), GRID), mask)


def test_one_part_is_a_plain_polygon_with_its_hole() -> None:
    mask = np.zeros(GRID.shape, dtype=bool)
    mask[3:8, 4:9] = True
    mask[5, 6] = False
    polygon = mask_polygon(mask, GRID)
    assert polygon.geom_type == "Polygon"
    assert len(polygon.interiors) == 1
    assert polygon.bounds == (720.0, 8760.0, 870.0, 8910.0)


def test_classes_become_polygons_of_their_cells() -> None:
    classes = np.array([[1, 1, 2], [0, 1, 2], [3, 0, 2]], np.uint8)
    grid = Grid("EPSG:4545", 0.0, 90.0, 30.0, 3, 3)
    kinds, shapes = class_polygons(classes, grid, least_cells=1)
    areas = {number: shapely.area(shapes)[kinds == number].sum() for number in (0, 1, 2, 3)}
    assert areas == {0: 0, 1: 3 * 900, 2: 3 * 900, 3: 900}


def test_a_speck_takes_the_class_around_it_and_excluded_land_stays_excluded() -> None:
    classes = np.full((9, 9), 1, np.uint8)
    classes[4, 4] = 2
    classes[:2, :2] = 0
    classes[7, 7] = 0
    grid = Grid("EPSG:4545", 0.0, 270.0, 30.0, 9, 9)
    kinds, shapes = class_polygons(classes, grid, least_cells=3)
    assert kinds.tolist() == [1]
    assert shapely.area(shapes).sum() == (81 - 5) * 900
