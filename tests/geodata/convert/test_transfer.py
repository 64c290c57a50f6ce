import numpy as np
import pytest
import shapely

from geodata.convert.transfer import transfer
from geodata.errors import DataFormatError
from geodata.grid import Block, Grid

GRID = Grid("EPSG:4545", x0=500_000.0, y0=3_300_000.0, cell=30.0, rows=40, cols=50)
SHAPES = [
    shapely.Point(500_500, 3_299_500).buffer(333),
    shapely.Polygon(),
    shapely.box(500_300, 3_299_000, 501_100, 3_299_450),
    shapely.box(501_200, 3_299_800, 501_300, 3_299_900),
]
VALUES = [1.5, 9.0, -2.0, np.nan]


def test_each_cell_has_the_value_of_the_first_polygon_over_its_centre() -> None:
    found = transfer(SHAPES, VALUES, window=GRID)
    for row, col in np.ndindex(GRID.shape):
        centre = shapely.Point(GRID.centre(row, col))
        holding = [value for shape, value in zip(SHAPES, VALUES, strict=True) if shape.contains(centre)]
        expected = holding[0] if holding else np.nan
        assert np.array_equal(found[row, col], np.float32(expected), equal_nan=True)
    assert (found == 1.5).sum() > 300
    assert (found == -2.0).sum() > 100


def test_a_block_has_the_bits_of_the_whole() -> None:
    whole = transfer(SHAPES, VALUES, window=GRID)
    part = transfer(SHAPES, VALUES, window=GRID.window(Block(11, 13, 9, 17)))
    assert np.array_equal(part, whole[11:20, 13:30], equal_nan=True)


def test_nothing_to_transfer_is_no_data() -> None:
    assert np.isnan(transfer([], [], window=GRID)).all()
    with pytest.raises(DataFormatError, match="one each"):
        transfer(SHAPES, VALUES[:2], window=GRID)
