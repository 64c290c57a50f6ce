"""Bands put together against the whole grid in one run."""

import numpy as np
import pytest
import shapely
from scipy import ndimage

from geodata.convert.shapes import flat_shapes
from geodata.errors import CRSMismatchError
from geodata.grid import Block, Grid
from layout.rules.grid_rule import GridRule
from layout.suitability.bands import bands, compute_band, gather_bands
from layout.suitability.components import Components
from layout.suitability.criterion import GridCriterion, Overlay
from layout.suitability.engine import Inputs, Work, run_program
from layout.suitability.outcome import Outcome
from layout.suitability.program import build_program
from layout.suitability.strip import UNSCORED_CODE

WORDS = {"en": "x", "zh": "某"}
GRID = Grid("EPSG:4545", x0=500_000.0, y0=3_300_000.0, cell=30.0, rows=140, cols=90)
HEIGHTS = np.float32(
    ndimage.gaussian_filter(np.random.default_rng(8).normal(0, 1, (GRID.rows + 2, GRID.cols + 2)), 5) * 900
)
RULE = GridRule.model_validate(
    {
        "id": "steep",
        "name": WORDS,
        "layer": "dem",
        "measure": "slope_pct",
        "exclude": {"gt": 12},
        "no_data": "keep",
    }
)
CRITERION = GridCriterion.model_validate(
    {
        "id": "road",
        "name": WORDS,
        "layer": "road",
        "measure": "distance_m",
        "weight": 1,
        "value": {"kind": "linear", "worst": 1500, "best": 0, "reason": WORDS},
    }
)
PROGRAM, WANTED = build_program([RULE], [CRITERION], overlay=Overlay(), cell=GRID.cell)


def read(window: Grid) -> np.ndarray:
    row, col = window.row0 + 1, window.col0 + 1
    return HEIGHTS[None, row : row + window.rows, col : col + window.cols]


def inputs() -> Inputs:
    west, south, east, north = GRID.bounds
    disc = shapely.Point((west + east) / 2, (south + north) / 2 - 300).buffer(1200)
    road = shapely.LineString([(west, south + 700), (east, north - 900)])
    return Inputs(
        grid=GRID,
        area=flat_shapes(np.array([disc], dtype=object), GRID),
        masks=[],
        distances=[flat_shapes(np.array([road], dtype=object), GRID)],
        read=read,
    )


def whole() -> tuple[np.ndarray, Outcome]:
    codes, keep = canvas()
    components = Components(6000, "queen", GRID.cols)
    work = Work(strip_rows=32)
    return codes, run_program(PROGRAM, inputs(), sink=keep, work=work, components=components)


def canvas():  # noqa: ANN201 - an array and the function that fills it
    codes = np.full(GRID.shape, UNSCORED_CODE, np.uint16)

    def keep(block: Block, values: np.ndarray) -> None:
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = values

    return codes, keep


@pytest.mark.parametrize(("strip_rows", "strips"), [(32, 1), (32, 3), (17, 2), (200, 1)])
def test_bands_give_the_bits_of_the_whole(strip_rows: int, strips: int) -> None:
    expected, counted = whole()
    codes, keep = canvas()
    components = Components(6000, "queen", GRID.cols)
    spans = list(bands(GRID, strip_rows=strip_rows, strips=strips))
    assert spans[0][0] == 0
    assert spans[-1][1] == GRID.rows
    found = (
        compute_band(PROGRAM, inputs(), rows=rows, strip_rows=strip_rows, components=components)
        for rows in spans
    )
    outcome = gather_bands(found, sink=keep, components=components)
    assert np.array_equal(codes, expected)
    assert outcome.area == counted.area > 0
    assert (outcome.excluded, outcome.available) == (counted.excluded, counted.available)
    assert outcome.regions is not None
    assert counted.regions is not None
    assert len(counted.regions) > 1
    assert np.array_equal(outcome.regions, counted.regions)


def test_a_band_without_area_counts_nothing() -> None:
    components = Components(6000, "queen", GRID.cols)
    band = compute_band(PROGRAM, inputs(), rows=(0, 16), strip_rows=16, components=components)
    assert band.strips == ((0, []),)
    assert band.tally.totals.sum() == 0
    assert not band.tally.counts.size


def test_a_grid_in_degrees_is_refused() -> None:
    degrees = Grid("EPSG:4326", x0=106.0, y0=30.0, cell=0.001, rows=20, cols=20)
    given = Inputs(grid=degrees, area=inputs().area, masks=[], distances=inputs().distances, read=read)
    components = Components(1, "rook", 20)
    with pytest.raises(CRSMismatchError, match="metres"):
        compute_band(PROGRAM, given, rows=(0, 20), strip_rows=20, components=components)
