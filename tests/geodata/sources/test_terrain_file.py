import pytest

from geodata.sources.terrain_file import (
    CELLS_A_DEGREE,
    NORTH_CELLS,
    STATED_NORTH,
    STATED_WEST,
    TERRAIN_FILE,
    WEST_CELLS,
    terrain_bounds,
)


def test_the_edges_are_whole_cells_and_round_numbers_of_degrees() -> None:
    west, south, east, north = terrain_bounds()
    assert (west, east) == pytest.approx((73.45, 135.1))
    assert (south, north) == pytest.approx((6.316_667, 53.558_333), abs=1e-6)
    assert TERRAIN_FILE.startswith("meteva/")


def test_the_shift_from_the_stated_axes() -> None:
    assert pytest.approx(0.865, abs=1e-3) == WEST_CELLS - STATED_WEST * CELLS_A_DEGREE
    assert pytest.approx(0.263, abs=1e-3) == NORTH_CELLS - STATED_NORTH * CELLS_A_DEGREE
