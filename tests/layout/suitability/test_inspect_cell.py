import numpy as np
import pytest
import shapely

from geodata.convert.shapes import flat_shapes
from geodata.grid import Grid
from layout.rules.grid_rule import GridRule
from layout.suitability.criterion import GridCriterion, Overlay
from layout.suitability.engine import Inputs, run_program
from layout.suitability.inspect_cell import inspect_cell
from layout.suitability.program import build_program
from layout.suitability.strip import UNSCORED_CODE

WORDS = {"en": "x", "zh": "某"}
GRID = Grid("EPSG:4545", x0=0.0, y0=900.0, cell=30.0, rows=30, cols=30)
RULE = GridRule.model_validate(
    {"id": "r", "name": WORDS, "layer": "v", "exclude": {"gt": 700}, "no_data": "keep"}
)
CRITERION = GridCriterion.model_validate(
    {
        "id": "d",
        "name": WORDS,
        "layer": "p",
        "measure": "distance_m",
        "weight": 1,
        "value": {"kind": "linear", "worst": 600, "best": 0, "reason": WORDS},
    }
)


def test_a_cell_is_what_it_is_on_the_whole_grid() -> None:
    program, _ = build_program([RULE], [CRITERION], overlay=Overlay(), cell=30.0)
    inputs = Inputs(
        grid=GRID,
        area=flat_shapes([shapely.Point(450, 450).buffer(400)], GRID),
        masks=[],
        distances=[flat_shapes([shapely.Point(455, 470)], GRID)],
        read=lambda window: np.add.outer(
            30.0 * (window.row0 + np.arange(window.rows)), window.col0 + np.arange(window.cols)
        ).astype(np.float32)[None],
    )
    codes = np.full(GRID.shape, UNSCORED_CODE, np.uint16)

    def keep(block: object, values: np.ndarray) -> None:
        codes[:, block.col : block.col + block.cols] = values  # type: ignore[attr-defined]

    run_program(program, inputs, sink=keep)
    for row, col in ((0, 0), (14, 15), (3, 12), (26, 15), (20, 20)):
        account = inspect_cell(program, inputs, row=row, col=col)
        assert account.code == codes[row, col]
        assert (account.state == 0) == (np.hypot(col * 30 - 435, row * 30 - 435) > 400)
        if account.state:
            assert account.raw[0] == 30 * row + col
            assert account.pattern == (account.raw[0] > 700)
        if account.state == 2:
            assert account.raw[1] == pytest.approx(30 * np.hypot(row - 14, col - 15))
            assert account.values[0] == pytest.approx(account.code / 10_000, abs=6e-5)
