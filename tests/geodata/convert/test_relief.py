import numpy as np
import pytest

from geodata.convert.relief import relief, relief_halo
from geodata.errors import CRSMismatchError, DataFormatError
from geodata.grid import Block, Grid

GRID = Grid("EPSG:4545", x0=500_000.0, y0=3_300_000.0, cell=30.0, rows=24, cols=31)
PAD = 12
HEIGHTS = (
    np.random.default_rng(5).normal(300, 90, (GRID.rows + 2 * PAD, GRID.cols + 2 * PAD)).astype(np.float32)
)
HEIGHTS[20:23, 25:29] = np.nan


def read(window: Grid) -> np.ndarray:
    row, col = window.row0 + PAD, window.col0 + PAD
    return HEIGHTS[row : row + window.rows, col : col + window.cols]


def brute(radius_m: float) -> np.ndarray:
    out = np.full(GRID.shape, np.nan)
    for row, col in np.ndindex(GRID.shape):
        seen = [
            float(HEIGHTS[row + PAD + down, col + PAD + across])
            for down in range(-PAD, PAD + 1)
            for across in range(-PAD, PAD + 1)
            if np.hypot(down, across) * GRID.cell <= radius_m
        ]
        if not np.isnan(HEIGHTS[row + PAD, col + PAD]):
            out[row, col] = np.nanmax(seen) - np.nanmin(seen)
    return out


@pytest.mark.parametrize("radius_m", [30.0, 100.0, 127.3, 300.0])
def test_against_every_cell_looked_at_one_by_one(radius_m: float) -> None:
    found = relief(read, GRID, radius_m=radius_m)
    assert np.isnan(found).any()
    np.testing.assert_allclose(found, brute(radius_m), rtol=1e-6)


def test_a_block_has_the_bits_of_the_whole() -> None:
    whole = relief(read, GRID, radius_m=150.0)
    part = relief(read, GRID.window(Block(7, 9, 10, 12)), radius_m=150.0)
    assert np.array_equal(part, whole[7:17, 9:21], equal_nan=True)


def test_a_plane_rises_by_its_slope_times_the_diameter() -> None:
    def plane(window: Grid) -> np.ndarray:
        cols = np.arange(window.cols) + window.col0
        return np.broadcast_to(3.0 * cols, window.shape).astype(np.float32)

    assert (relief(plane, GRID, radius_m=90.0) == 18.0).all()  # six cells of 3 m


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(DataFormatError, match="at least the cell"):
        relief_halo(20.0, cell_m=30.0)
    degrees = Grid("EPSG:4326", x0=106.0, y0=30.0, cell=0.001, rows=3, cols=3)
    with pytest.raises(CRSMismatchError, match="metres"):
        relief(read, degrees, radius_m=100.0)
