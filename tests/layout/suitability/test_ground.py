"""Barriers and gaps against a slow look at every cell, and against scipy's own filling of holes."""

import numpy as np
import pytest
from scipy import ndimage

from layout.suitability.ground import bridges, filled

USABLE = np.random.default_rng(11).random((30, 37)) < 0.45


def text(*rows: str) -> np.ndarray:
    return np.array([[letter == "#" for letter in row] for row in rows])


def slow(usable: np.ndarray, width: int) -> np.ndarray:
    found = np.zeros_like(usable)
    for row, col in np.argwhere(~usable):
        for line, at in ((usable[row], col), (usable[:, col], row)):
            left = next((step for step in range(1, at + 1) if line[at - step]), None)
            right = next((step for step in range(1, len(line) - at) if line[at + step]), None)
            if left is not None and right is not None and left + right - 1 <= width:
                found[row, col] = True
    return found


@pytest.mark.parametrize("width", [1, 2, 3, 8])
def test_bridges_against_a_look_at_every_cell(width: int) -> None:
    found = bridges(USABLE, width=width)
    assert np.array_equal(found, slow(USABLE, width))
    assert found.any()


def test_a_road_is_bridged_and_a_river_is_not() -> None:
    land = text("##.##...##", "##.##...##")
    assert np.array_equal(bridges(land, width=1), text("..#.......", "..#......."))
    assert not bridges(land, width=0).any()
    assert not bridges(text("....", "...."), width=3).any()


def test_the_edge_of_the_surface_is_no_far_bank() -> None:
    assert not bridges(text("#.", "#."), width=1).any()
    assert not bridges(text(".#", ".#"), width=1).any()


@pytest.mark.parametrize(("connectivity", "structure"), [("rook", 2), ("queen", 1)])
def test_filling_every_gap_is_what_scipy_does(connectivity: str, structure: int) -> None:
    region = USABLE
    found = filled(region, most_cells=10**6, connectivity=connectivity)
    expected = ndimage.binary_fill_holes(region, structure=ndimage.generate_binary_structure(2, structure))
    assert np.array_equal(found, expected)


def test_only_small_gaps_are_filled() -> None:
    region = text("#######", "#.##..#", "###...#", "#######")
    small = filled(region, most_cells=1, connectivity="rook")
    assert np.array_equal(small, text("#######", "####..#", "###...#", "#######"))
    assert filled(region, most_cells=5, connectivity="rook").all()
    assert np.array_equal(filled(region, most_cells=0, connectivity="rook"), region)


def test_a_bay_is_no_gap() -> None:
    bay = text("###", "#..", "###")
    assert np.array_equal(filled(bay, most_cells=9, connectivity="rook"), bay)
