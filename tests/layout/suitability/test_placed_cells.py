"""Rules limited to polygons drawn by hand, against shapely's own test of every cell centre, whole and in any blocks."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.convert.shapes import flat_shapes
from geodata.grid import Block, Grid
from layout.rules.placed_rule import PlacedRule
from layout.rules.waterfall import waterfall
from layout.suitability.criterion import Overlay
from layout.suitability.engine import Inputs, Work, run_program
from layout.suitability.inspect_cell import inspect_cell
from layout.suitability.outcome import Outcome
from layout.suitability.program import JURISDICTION, build_program
from layout.suitability.strip import UNSCORED_CODE

WORDS = {"en": "x", "zh": "某"}
GRID = Grid("EPSG:4545", x0=500_000.0, y0=3_300_000.0, cell=30.0, rows=70, cols=90)
WEST, SOUTH, EAST, NORTH = GRID.bounds
HEIGHTS = np.random.default_rng(5).uniform(0, 100, (GRID.rows + 2, GRID.cols + 2)).astype(np.float32)
HEIGHTS[20:26, 30:60] = np.nan
PLACES = {
    "small": shapely.Polygon([(500_310, 3_299_500), (501_400, 3_299_720), (500_900, 3_298_300)]),
    "ring": shapely.Point(501_700, 3_298_900)
    .buffer(640)
    .difference(shapely.Point(501_700, 3_298_900).buffer(250)),
    "zone": shapely.box(WEST - 50, SOUTH - 50, WEST + 1777, NORTH + 50),
}
AREA = shapely.Point((WEST + EAST) / 2, (SOUTH + NORTH) / 2).buffer(1240)
LINE = shapely.LineString([(WEST, SOUTH + 300), (EAST, NORTH - 400)])


def rule(rule_id: str, **keys: object) -> PlacedRule:
    base = {"id": rule_id, "name": WORDS, "layer": "dem", "no_data": "unknown"}
    return PlacedRule.model_validate(base | keys)


RULES = [
    rule("low", exclude={"lt": 60.0}, within="small"),
    rule("low", exclude={"lt": 40.0}, within="zone", without=("small",)),
    rule("low", exclude={"lt": 20.0}, without=("small", "zone")),
    rule("high", exclude={"gt": 80.0}, within="ring", only_where={"layer": "dem", "test": {"lt": 95.0}}),
    rule("near", layer="line", no_data=None, exclude={"within_m": 90.0}, without=("ring",)),
]
PROGRAM, WANTED = build_program(RULES, [], overlay=Overlay(), cell=30.0)


def read(window: Grid) -> np.ndarray:
    row, col = window.row0 + 1, window.col0 + 1
    return HEIGHTS[None, row : row + window.rows, col : col + window.cols]


def shapes_of(layer: str, where: tuple[tuple[str, tuple[object, ...]], ...]) -> np.ndarray:
    shape = PLACES[str(where[0][1][0])] if layer == JURISDICTION else LINE
    return np.array([shape], dtype=object)


INPUTS = Inputs(
    grid=GRID,
    area=flat_shapes(np.array([AREA], dtype=object), GRID),
    masks=[
        (flat_shapes(shapes_of(item.layer, item.where), GRID), item.radius_m / 30) for item in WANTED.masks
    ],
    distances=[],
    read=read,
)


def compute(grid: Grid, work: Work) -> tuple[np.ndarray, Outcome]:
    codes = np.full(grid.shape, UNSCORED_CODE, np.uint16)

    def keep(block: Block, values: np.ndarray) -> None:
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = values

    return codes, run_program(PROGRAM, replace(INPUTS, grid=grid), sink=keep, work=work)


WHOLE, COUNTED = compute(GRID, Work())


def centres() -> tuple[np.ndarray, np.ndarray]:
    rows, cols = np.mgrid[: GRID.rows, : GRID.cols]
    return WEST + 30 * (cols + 0.5), NORTH - 30 * (rows + 0.5)


def taken() -> np.ndarray:
    """Return which rule takes which cell, shape (5, rows, columns), 2 where that is unknown, by shapely and numpy."""
    x, y = centres()
    inside = {name: shapely.contains_xy(shape, x, y) for name, shape in PLACES.items()}
    height = HEIGHTS[1:-1, 1:-1]
    low = [np.where(np.isnan(height), 2, height < limit) for limit in (60, 40, 20)]
    near = shapely.distance(shapely.points(x, y), LINE) <= 90
    return np.stack(
        [
            low[0] * inside["small"],
            low[1] * (inside["zone"] & ~inside["small"]),
            low[2] * (~inside["zone"] & ~inside["small"]),
            np.where(np.isnan(height), 2, (height > 80) & (height < 95)) * inside["ring"],
            near & ~inside["ring"],
        ]
    )


def test_rules_hold_in_the_cells_whose_centres_lie_in_their_polygons() -> None:
    by_rule = taken()
    inside = shapely.contains_xy(AREA, *centres())
    excluded, unknown = (by_rule == 1).any(axis=0), (by_rule == 2).any(axis=0)
    wanted = np.where(excluded, 0, np.where(unknown, UNSCORED_CODE, 10_000))
    assert np.array_equal(WHOLE, np.where(inside, wanted, UNSCORED_CODE))
    decided = inside & (excluded | ~unknown)
    table = waterfall(COUNTED.patterns, list("abcde"))
    alone = [int((one == 1)[decided].sum()) for one in by_rule]
    assert all(alone)
    assert table["alone"].tolist() == alone
    shares = (by_rule == 1) / np.maximum((by_rule == 1).sum(axis=0), 1)
    assert table["shapley"].tolist() == pytest.approx([one[decided].sum() for one in shares])
    assert table["shapley"].sum() == pytest.approx(COUNTED.excluded)


@settings(max_examples=25)
@given(
    st.integers(0, GRID.rows - 1),
    st.integers(0, GRID.cols - 1),
    st.integers(1, 60),
    st.integers(1, 60),
    st.integers(1, 50),
)
def test_any_block_is_cut_from_the_whole_to_the_bit(
    row: int, col: int, rows: int, cols: int, strip: int
) -> None:
    block = Block(row, col, min(rows, GRID.rows - row), min(cols, GRID.cols - col))
    codes, _ = compute(GRID.window(block), Work(strip_rows=strip))
    assert np.array_equal(codes, WHOLE[row : row + block.rows, col : col + block.cols])


@pytest.mark.parametrize(("row", "col"), [(30, 15), (35, 60), (20, 40), (50, 30)])
def test_one_cell_is_as_on_the_grid(row: int, col: int) -> None:
    account = inspect_cell(PROGRAM, INPUTS, row=row, col=col)
    hits = [account.pattern >> number & 1 for number in range(len(RULES))]
    assert hits == [int(one == 1) for one in taken()[:, row, col]]
    assert account.code == WHOLE[row, col]
