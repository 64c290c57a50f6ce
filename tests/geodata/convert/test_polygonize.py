import numpy as np
import pytest
import shapely

from geodata.convert.masks import near_mask
from geodata.convert.polygonize import mask_polygon
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
