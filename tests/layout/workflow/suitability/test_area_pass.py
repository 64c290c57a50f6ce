"""The pass over areas and the mean of allowed land, against the engine asked cell by cell and cut out by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from geodata.convert.masks import near_mask
from geodata.convert.shapes import flat_shapes
from layout.config.suitability_toml import load_suitability_case
from layout.suitability.engine import Work, run_program
from layout.suitability.inspect_cell import inspect_cell
from layout.suitability.strip import EXCLUDED_CODE
from layout.workflow.suitability.area_pass import Measured, cells_of, measure_areas, only_criteria
from layout.workflow.suitability.study import Study, open_study

if TYPE_CHECKING:
    from layout.suitability.value_layers import ValuePart

CENTRE = (603_100.0, 3_297_500.0)


@pytest.fixture(scope="module")
def study(study_folder: Path) -> Iterator[Study]:
    found = open_study(load_suitability_case(study_folder / "study.toml"), study_folder)
    yield found
    found.close()


def test_measures_are_those_of_single_cells_and_each_area_has_its_own(study: Study) -> None:
    x, y = CENTRE
    shapes = np.array(
        [shapely.Point(x, y).buffer(200), shapely.box(x + 300, y - 90, x + 420, y + 90)], dtype=object
    )
    taken: list[Measured] = []
    measure_areas(study, shapes, criteria=study.case.criteria, take=taken.append)
    owner = np.concatenate([parts.area for parts in taken])
    raw = np.concatenate([parts.raw for parts in taken], axis=1)
    program, inputs = only_criteria(study, study.case.criteria)
    for number, shape in enumerate(shapes):
        cells = np.argwhere(near_mask(flat_shapes([shape], study.grid), study.grid))
        accounts = [inspect_cell(program, inputs, row=int(row), col=int(col)) for row, col in cells]
        assert (owner == number).sum() == len(cells)
        for place in range(len(study.case.criteria)):
            expected = sorted(float(account.raw[program.criteria[place, 0]]) for account in accounts)
            assert sorted(raw[place, owner == number].tolist()) == pytest.approx(expected, rel=1e-5)


def test_areas_outside_the_grid_measure_nothing(study: Study) -> None:
    far = np.array([shapely.box(0, 0, 1, 1)], dtype=object)
    measure_areas(study, far, criteria=study.case.criteria, take=lambda *_: pytest.fail("nothing is there"))


def test_places_of_cells_follow_the_runs(study: Study) -> None:
    parts: list[ValuePart] = []
    codes = np.zeros(study.grid.shape, np.uint16)

    def sink(block: object, found: np.ndarray) -> None:
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = found  # type: ignore[attr-defined]

    run_program(study.program, study.inputs, sink=sink, work=Work(raw=True), keep=parts.append)
    for part in parts:
        rows, cols = cells_of(part)
        assert len(rows) == part.values.shape[1]
        assert (codes[part.block.row + rows, part.block.col + cols] != EXCLUDED_CODE).all()
