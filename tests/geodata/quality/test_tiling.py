from collections.abc import Callable

import numpy as np
import shapely

from geodata.quality import tiling
from geodata.quality.model import RawLayer, Reading

GRID = [shapely.box(x, y, x + 100, y + 100) for x in (0, 100, 200) for y in (0, 100, 200)]


def told(layer: Callable[..., RawLayer], reading: Reading, shapes: list[shapely.Geometry]) -> dict[str, str]:
    tiling.check(layer(shapes), np.array(shapes), reading=reading)
    return {item.code: item.message.en for item in reading.findings}


def test_tiles_that_fit_leave_no_finding(layer: Callable[..., RawLayer], reading: Reading) -> None:
    assert told(layer, reading, GRID) == {}


def test_overlaps_and_gaps_of_tiles(layer: Callable[..., RawLayer], reading: Reading) -> None:
    shapes = [
        *GRID[:4],
        GRID[4].difference(shapely.box(140, 140, 150, 150)),
        shapely.box(90, 200, 200, 300),
        *GRID[6:],
    ]
    found = told(layer, reading, shapes)
    assert "1 pair(s)" in found["overlaps"]
    assert "0.1000 ha" in found["overlaps"]
    assert "1 small gaps" in found["gaps"]
    assert "0.0100 ha" in found["gaps"]


def test_parcels_that_lie_apart_are_no_tiling(layer: Callable[..., RawLayer], reading: Reading) -> None:
    apart = [shapely.box(x, 0, x + 10, 10) for x in (0, 100, 200, 300)]
    assert told(layer, reading, [*apart, shapely.box(5, 5, 15, 15)]) == {}
