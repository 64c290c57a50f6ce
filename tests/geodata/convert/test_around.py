import math

import numpy as np
import pytest
from scipy.spatial import cKDTree

from geodata.convert.around import density, gravity
from geodata.errors import CRSMismatchError, DataFormatError
from geodata.grid import Block, Grid

GRID = Grid("EPSG:4545", x0=500_000.0, y0=3_300_000.0, cell=50.0, rows=33, cols=41, row0=2, col0=-3)
POINTS = np.random.default_rng(9).uniform((499_000, 3_297_500), (503_000, 3_300_800), (60, 2))
MASSES = np.random.default_rng(10).uniform(1, 50, 60)


def centres() -> np.ndarray:
    return np.array([GRID.centre(row, col) for row, col in np.ndindex(GRID.shape)])


def test_density_is_the_count_in_the_circle() -> None:
    counts = cKDTree(POINTS).query_ball_point(centres(), 700.0, return_length=True)
    found = density(POINTS, window=GRID, radius_m=700.0)
    np.testing.assert_allclose(found.ravel(), counts / (math.pi * 0.49), rtol=1e-6)
    assert len(np.unique(found)) > 5


@pytest.mark.parametrize("power", [0.0, 1.0, 2.0])
def test_gravity_is_the_sum_over_points(power: float) -> None:
    away = np.hypot(*(centres()[:, None, :] - POINTS[None, :, :]).transpose(2, 0, 1))
    pulls = np.where(away <= 1500.0, MASSES / np.maximum(away, 100.0) ** power, 0.0)
    found = gravity(POINTS, MASSES, window=GRID, reach_m=1500.0, nearest_m=100.0, power=power)
    np.testing.assert_allclose(found.ravel(), pulls.sum(axis=1), rtol=1e-5)


def test_a_block_has_the_bits_of_the_whole() -> None:
    whole = gravity(POINTS, MASSES, window=GRID, reach_m=900.0, nearest_m=50.0, power=1.5)
    block = GRID.window(Block(5, 7, 11, 13))
    part = gravity(POINTS, MASSES, window=block, reach_m=900.0, nearest_m=50.0, power=1.5)
    assert np.array_equal(part, whole[5:16, 7:20])


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(DataFormatError, match="positive length"):
        density(POINTS, window=GRID, radius_m=0.0)
    with pytest.raises(DataFormatError, match="one mass a point"):
        gravity(POINTS, MASSES[:3], window=GRID, reach_m=1.0, nearest_m=1.0, power=1.0)
    degrees = Grid("EPSG:4326", x0=106.0, y0=30.0, cell=0.001, rows=3, cols=3)
    with pytest.raises(CRSMismatchError, match="metres"):
        density(POINTS, window=degrees, radius_m=100.0)
