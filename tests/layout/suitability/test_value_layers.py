import tomllib
from pathlib import Path

import numpy as np
import pytest

from layout.config.suitability_case import SuitabilityCase
from layout.suitability.engine import Work, run_program
from layout.suitability.inspect_cell import inspect_cell
from layout.suitability.value_layers import STEPS, ValueLayers, ValuePart, values_of
from layout.workflow.suitability.study import Study, open_study


@pytest.fixture
def study(study_folder: Path, study_text: str) -> Study:
    return open_study(SuitabilityCase.model_validate(tomllib.loads(study_text)), study_folder)


def kept(study: Study, **work: object) -> ValueLayers:
    parts: list[ValuePart] = []
    run_program(study.program, study.inputs, sink=lambda *_: None, work=Work(**work), keep=parts.append)  # type: ignore[arg-type]  # the test gives the right kinds
    return ValueLayers(study.grid, parts)


def cells_of(layers: ValueLayers) -> dict[tuple[int, int], tuple[float, ...]]:
    found = {}
    for part in layers.parts:
        cell = 0
        for row in range(int(part.place[2])):
            for start, end in part.runs[part.starts[row] : part.starts[row + 1]]:
                for col in range(start, end):
                    place = (int(part.place[0]) + row, int(part.place[1]) + col)
                    found[place] = tuple(part.values[:, cell].tolist())
                    cell += 1
    return found


def test_the_values_are_those_of_each_cell(study: Study) -> None:
    layers = kept(study, strip_rows=37)
    found = cells_of(layers)
    assert layers.cells == len(found) > 3000
    for row, col in list(found)[::401]:
        account = inspect_cell(study.program, study.inputs, row=row, col=col)
        assert account.state == 2
        assert account.values.tolist() == list(found[row, col])


def test_strips_change_nothing(study: Study) -> None:
    assert cells_of(kept(study, strip_rows=16)) == cells_of(kept(study, strip_rows=200))


def test_every_cell_of_the_area_is_available_taken_or_neither(study: Study) -> None:
    parts = kept(study).parts
    outcome = run_program(study.program, study.inputs, sink=lambda *_: None)
    assert sum(int(part.cells[-1]) for part in parts) == outcome.available
    assert sum(int((part.taken[:, 1] - part.taken[:, 0]).sum()) for part in parts) == outcome.excluded


def test_steps_are_at_most_half_a_step_off(study: Study) -> None:
    for part in kept(study).parts:
        assert np.abs(part.steps / STEPS - part.values).max() <= 0.5 / STEPS + 1e-7


def test_raw_values_give_the_values(study: Study) -> None:
    raw, values = kept(study, raw=True), kept(study)
    for one, other in zip(raw.parts, values.parts, strict=True):
        assert one.steps.size == 0
        assert one.values.max() > 1
        assert np.array_equal(values_of(one, study.program).values, other.values)
