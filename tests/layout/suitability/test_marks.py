import numpy as np
import pytest
import shapely

from geodata.convert.masks import edge_mask
from geodata.convert.shapes import flat_shapes
from geodata.grid import Grid
from layout.suitability.edt import FAR
from layout.suitability.marks import burn_marks

GRID = Grid("EPSG:4545", x0=0.0, y0=3000.0, cell=30.0, rows=50, cols=61)
LAYERS = [
    flat_shapes([shapely.LineString([(100, 100), (1500, 2800)]), shapely.Point(-200, 3100)], GRID),
    flat_shapes([shapely.Point(900, 1500).buffer(400)], GRID),
]


@pytest.mark.parametrize("strip_rows", [1, 7, 50, 500])
@pytest.mark.parametrize("halo", [0, 12])
def test_cells_and_gaps(strip_rows: int, halo: int) -> None:
    marks = burn_marks(LAYERS, GRID, halo=halo, strip_rows=strip_rows, threads=2)
    wide = GRID.padded(halo)
    cols = wide.cols
    for layer, shapes in enumerate(LAYERS):
        expected = edge_mask(shapes, wide)
        assert np.array_equal((marks.cells[:, :cols] >> layer & 1).astype(bool), expected)
        for number, top in enumerate(range(halo, halo + GRID.rows, strip_rows)):
            bottom = min(top + strip_rows, halo + GRID.rows)
            for col in range(0, cols, 9):
                over = np.flatnonzero(expected[:top, col])
                under = np.flatnonzero(expected[bottom:, col])
                assert marks.above[number, layer, col] == (top - 1 - over[-1] if over.size else FAR)
                assert marks.below[number, layer, col] == (under[0] if under.size else FAR)


def test_no_layers_are_no_marks() -> None:
    marks = burn_marks([], GRID, halo=0, strip_rows=16, threads=1)
    assert not marks.cells.any()
    assert marks.above.shape[:2] == (4, 0)
