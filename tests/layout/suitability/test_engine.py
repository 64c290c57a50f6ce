"""The engine against numpy and scipy on whole arrays, and against itself in any blocks."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from geodata.convert.masks import edge_mask, near_mask
from geodata.convert.shapes import FlatShapes, flat_shapes
from geodata.errors import CRSMismatchError
from geodata.grid import Block, Grid
from layout.rules.grid_rule import GridRule
from layout.suitability.components import Components
from layout.suitability.criterion import GridCriterion, Overlay
from layout.suitability.engine import Inputs, Work, run_program
from layout.suitability.labels import CELLS
from layout.suitability.outcome import Outcome
from layout.suitability.program import build_program
from layout.suitability.strip import UNSCORED_CODE

WORDS = {"en": "x", "zh": "某"}
ROWS, COLS, PAD = 130, 170, 40
GRID = Grid("EPSG:4545", x0=500_000.0, y0=3_300_000.0, cell=30.0, rows=ROWS, cols=COLS)
GENERATOR = np.random.default_rng(3)
HEIGHTS = (
    ndimage.gaussian_filter(GENERATOR.normal(0, 1, (ROWS + 2 * PAD, COLS + 2 * PAD)), 6) * 1500
).astype(np.float32)
COVER = GENERATOR.choice([10, 40, 50, 80], size=HEIGHTS.shape).astype(np.float32)
HEIGHTS[95:140, 130:175] = np.nan


def read(window: Grid) -> np.ndarray:
    row, col = window.row0 + PAD, window.col0 + PAD
    part = (slice(row, row + window.rows), slice(col, col + window.cols))
    return np.stack([HEIGHTS[part], COVER[part]])


def shapes_of(name: str) -> FlatShapes:
    west, south, east, north = GRID.bounds
    shapes = {
        "river": [shapely.LineString([(west - 900, north - 400), (east + 900, south + 1500)]).buffer(70)],
        "road": [
            shapely.LineString([(west + 500, south - 700), (east - 300, north + 200)]),
            shapely.Point(west - 350, north + 350),
        ],
    }[name]
    return flat_shapes(np.array(shapes, dtype=object), GRID)


RULES = [
    GridRule.model_validate(keys | {"name": WORDS})
    for keys in (
        {"id": "steep", "layer": "dem", "measure": "slope_pct", "exclude": {"gt": 25}, "no_data": "unknown"},
        {"id": "water", "layer": "cover", "exclude": {"values": [80]}, "no_data": "keep"},
        {"id": "bank", "layer": "river", "exclude": {"within_m": 500}},
        {"id": "noise", "layer": "road", "measure": "distance_m", "weight": {"le": 200, "share": 0.5}},
    )
]
CRITERIA = [
    GridCriterion.model_validate(keys | {"name": WORDS})
    for keys in (
        {
            "id": "slope",
            "layer": "dem",
            "measure": "slope_pct",
            "weight": 2,
            "value": {"kind": "linear", "worst": 25, "best": 0, "reason": WORDS},
        },
        {
            "id": "cover",
            "layer": "cover",
            "weight": 1,
            "value": {"kind": "category", "levels": {"10": 0.2, "40": 0.9, "other": 0.5}, "reason": WORDS},
        },
        {
            "id": "road",
            "layer": "road",
            "measure": "distance_m",
            "weight": 3,
            "value": {"kind": "piecewise", "points": [[0, 0.5], [300, 1], [1100, 0]], "reason": WORDS},
        },
    )
]
PROGRAM, WANTED = build_program(RULES, CRITERIA, overlay=Overlay(), cell=30.0)
MIDDLE = shapely.Point(502_550, 3_298_050)
AREA = flat_shapes(np.array([MIDDLE.buffer(1900).difference(MIDDLE.buffer(700))], dtype=object), GRID)
INPUTS = Inputs(
    grid=GRID,
    area=AREA,
    masks=[(shapes_of(item.layer), item.radius_m / 30) for item in WANTED.masks],
    distances=[shapes_of(item.layer) for item in WANTED.distances],
    read=read,
)


def compute(grid: Grid, work: Work) -> tuple[np.ndarray, Outcome]:
    codes = np.full(grid.shape, UNSCORED_CODE, np.uint16)

    def keep(block: Block, values: np.ndarray) -> None:
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = values

    components = Components(5000, "rook", grid.cols)
    outcome = run_program(PROGRAM, replace(INPUTS, grid=grid), sink=keep, work=work, components=components)
    return codes, outcome


WHOLE, COUNTED = compute(GRID, Work())


def expected() -> tuple[np.ndarray, np.ndarray]:
    """Return codes and the float64 score by the straightforward way."""
    z = read(GRID.padded(1))[0].astype(np.float64)
    east = (z[:-2, 2:] + 2 * z[1:-1, 2:] + z[2:, 2:]) - (z[:-2, :-2] + 2 * z[1:-1, :-2] + z[2:, :-2])
    north = (z[:-2, :-2] + 2 * z[:-2, 1:-1] + z[:-2, 2:]) - (z[2:, :-2] + 2 * z[2:, 1:-1] + z[2:, 2:])
    slope = 100 * np.hypot(east, north) / 240
    slope[np.isnan(z[1:-1, 1:-1])] = np.nan
    cover = read(GRID)[1]
    wide = GRID.padded(45)
    distance = ndimage.distance_transform_edt(~edge_mask(shapes_of("road"), wide))[45:-45, 45:-45] * 30
    score = 2 / 6 * np.clip((25 - slope) / 25, 0, 1)
    score += 1 / 6 * np.select([cover == 10, cover == 40], [0.2, 0.9], 0.5)
    score += 3 / 6 * np.interp(distance, [0, 300, 1100], [0.5, 1, 0])
    score *= np.where(distance <= 200, 0.5, 1.0)
    excluded = (slope > 25) | (cover == 80) | near_mask(shapes_of("river"), GRID, within=500)
    codes = np.maximum(np.floor(score * 10_000 + 0.5), 1)
    codes = np.where(excluded, 0, np.where(np.isnan(slope), UNSCORED_CODE, codes))
    return np.where(near_mask(AREA, GRID), codes, UNSCORED_CODE), score


def test_scores_are_those_of_numpy_and_scipy() -> None:
    codes, score = expected()
    assert np.array_equal(WHOLE == 0, codes == 0)
    assert np.array_equal(WHOLE == UNSCORED_CODE, codes == UNSCORED_CODE)
    scored = (WHOLE > 0) & (WHOLE < UNSCORED_CODE)
    assert scored.sum() > 300
    assert np.abs(WHOLE[scored] / 10_000 - score[scored]).max() < 6e-5


def test_counts_add_up() -> None:
    inside = near_mask(AREA, GRID)
    assert inside.sum() == COUNTED.area == COUNTED.excluded + COUNTED.available + COUNTED.undecided
    assert COUNTED.excluded == (WHOLE[inside] == 0).sum()
    assert COUNTED.undecided > 0
    assert COUNTED.patterns.counts.sum() == COUNTED.excluded + COUNTED.available
    alone = COUNTED.patterns.counts[(COUNTED.patterns.keys & np.uint64(4)) != 0].sum()
    assert alone == (inside & near_mask(shapes_of("river"), GRID, within=500)).sum()


def test_regions_are_those_of_scipy() -> None:
    labels, count = ndimage.label((WHOLE >= 5000) & (WHOLE < UNSCORED_CODE))
    assert COUNTED.regions is not None
    assert len(COUNTED.regions) == count
    assert sorted(COUNTED.regions[:, CELLS].tolist()) == sorted(np.bincount(labels.ravel())[1:].tolist())


@settings(max_examples=25)
@given(st.integers(1, 200), st.integers(1, 3), st.integers(1, 400))
def test_strips_threads_and_parts_change_nothing(rows: int, threads: int, gap: int) -> None:
    codes, outcome = compute(GRID, Work(strip_rows=rows, threads=threads, gap=gap))
    assert np.array_equal(codes, WHOLE)
    assert np.array_equal(outcome.regions, COUNTED.regions)
    order, reference = np.argsort(outcome.patterns.keys), np.argsort(COUNTED.patterns.keys)
    assert np.array_equal(outcome.patterns.keys[order], COUNTED.patterns.keys[reference])
    assert np.array_equal(outcome.patterns.counts[order], COUNTED.patterns.counts[reference])


@settings(max_examples=40)
@given(
    st.integers(0, ROWS - 1),
    st.integers(0, COLS - 1),
    st.integers(1, 60),
    st.integers(1, 60),
    st.integers(1, 50),
)
def test_any_block_is_cut_from_the_whole_to_the_bit(
    row: int, col: int, rows: int, cols: int, strip: int
) -> None:
    block = Block(row, col, min(rows, ROWS - row), min(cols, COLS - col))
    codes, _ = compute(GRID.window(block), Work(strip_rows=strip))
    assert np.array_equal(codes, WHOLE[row : row + block.rows, col : col + block.cols])


def test_a_fault_in_a_reader_comes_out() -> None:
    def broken(window: Grid) -> np.ndarray:
        message = f"no data for {window.rows} rows"
        raise OSError(message)

    with pytest.raises(OSError, match="no data for"):
        run_program(PROGRAM, replace(INPUTS, read=broken), sink=lambda *_: None, work=Work(strip_rows=10))


def test_degrees_are_refused() -> None:
    degrees = Grid("EPSG:4326", x0=105.0, y0=32.0, cell=0.01, rows=5, cols=5)
    with pytest.raises(CRSMismatchError, match="suitability"):
        run_program(PROGRAM, replace(INPUTS, grid=degrees), sink=lambda *_: None)


def test_no_rules_and_no_criteria_is_one_everywhere() -> None:
    program, _ = build_program((), (), overlay=Overlay(), cell=30.0)
    seen: list[np.ndarray] = []
    outcome = run_program(
        program, replace(INPUTS, masks=[], distances=[]), sink=lambda _, codes: seen.append(codes)
    )
    assert {int(code) for codes in seen for code in np.unique(codes)} == {10_000, UNSCORED_CODE}
    assert outcome.available == outcome.area
