import numpy as np
import pyproj
import pytest

from geodata.convert.mercator import mercator_view
from geodata.crs import CHONGQING_EQUAL_AREA
from geodata.grid import Grid

GRIDS = [
    Grid("EPSG:4544", 600_000.0, 3_300_000.0, 30.0, 160, 200),
    Grid(CHONGQING_EQUAL_AREA, -240_000.0, 220_000.0, 5_000.0, 88, 96, row0=3, col0=2),
]


@pytest.mark.parametrize("grid", GRIDS, ids=["30 m", "5 km"])
def test_every_pixel_shows_the_cell_under_its_centre(grid: Grid) -> None:
    view = mercator_view(grid)
    height, width = view.cells.shape
    ahead = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    back = pyproj.Transformer.from_crs("EPSG:3857", grid.crs, always_xy=True)
    (west, south), (east, north) = ahead.transform(*view.bounds[:2]), ahead.transform(*view.bounds[2:])
    for row, col in [(0, 0), (height // 2, width // 3), (height - 1, width - 1), (height // 4, width // 2)]:
        x = west + (col + 0.5) * (east - west) / width
        y = north - (row + 0.5) * (north - south) / height
        cell_row, cell_col = grid.cell_of(*back.transform(x, y))
        inside = 0 <= cell_row < grid.rows and 0 <= cell_col < grid.cols
        assert view.cells[row, col] == (cell_row * grid.cols + cell_col if inside else -1)


@pytest.mark.parametrize("grid", GRIDS, ids=["30 m", "5 km"])
def test_a_cell_of_the_grid_is_found_at_its_place_on_earth(grid: Grid) -> None:
    view = mercator_view(grid)
    height, width = view.cells.shape
    marked = np.zeros(grid.shape, np.uint8)
    marked[40, 70] = 1
    rows, cols = np.nonzero(view.picture(marked))
    assert len(rows) >= 1
    lon, lat = pyproj.Transformer.from_crs(grid.crs, "EPSG:4326", always_xy=True).transform(
        *grid.centre(40, 70)
    )
    west, south, east, north = view.bounds
    assert west + (cols.mean() + 0.5) / width * (east - west) == pytest.approx(
        lon, abs=1.2 * (east - west) / width
    )

    def mercator(degrees: float) -> float:
        return float(np.log(np.tan(np.pi / 4 + np.radians(degrees) / 2)))

    share = (mercator(north) - mercator(lat)) / (mercator(north) - mercator(south))
    assert (rows.mean() + 0.5) / height == pytest.approx(share, abs=1.2 / height)


def test_what_lies_outside_is_told() -> None:
    view = mercator_view(GRIDS[1])
    assert (view.cells == -1).any()
    picture = view.picture(np.full(GRIDS[1].shape, 7, np.uint8), outside=9)
    assert np.array_equal(picture == 9, view.cells == -1)
