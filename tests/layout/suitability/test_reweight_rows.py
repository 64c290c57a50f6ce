import numpy as np
import pytest

from geodata.grid import Block
from layout.suitability.criterion import GridCriterion, Overlay
from layout.suitability.program import Program, build_program
from layout.suitability.reweight_rows import exact_row, quick_row, row_scratch
from layout.suitability.value_layers import ValuePart, compact

WORDS = {"en": "x", "zh": "某"}
LINEAR = {"kind": "linear", "worst": 1, "best": 0, "reason": WORDS}
CELLS = 4_000


def program_of(*weights: float) -> Program:
    criteria = [
        GridCriterion.model_validate(
            {"id": f"c{place}", "name": WORDS, "layer": f"l{place}", "weight": weight, "value": LINEAR}
        )
        for place, weight in enumerate(weights)
    ]
    return build_program((), criteria, overlay=Overlay(), cell=30.0)[0]


def part_of(values: np.ndarray, program: Program) -> ValuePart:
    """Return one row whose cells are all available."""
    kept = np.vstack([values, np.ones((1, values.shape[1]))]).astype(np.float32)[:, None, :]
    return compact(Block(0, 0, 1, values.shape[1]), kept, program=program)


@pytest.fixture
def values() -> np.ndarray:
    return np.random.default_rng(8).random((3, CELLS)).astype(np.float32)


def test_a_row_is_the_weighted_sum_of_its_values(values: np.ndarray) -> None:
    program = program_of(2, 3, 5)
    part = part_of(values, program)
    scratch = row_scratch(part)
    codes = exact_row(program, part, scratch, 0)
    scores = np.array([0.2, 0.3, 0.5]) @ values.astype(np.float64)
    assert np.abs(codes / 10_000 - scores).max() <= 0.5e-4 + 1e-7
    assert scratch.counts.tolist() == [CELLS, 0, int(codes.sum(dtype=np.int64))]


def test_the_quick_row_is_right_about_every_limit(values: np.ndarray) -> None:
    program = program_of(1, 4, 2)
    part = part_of(values, program)
    exact = exact_row(program, part, row_scratch(part), 0).copy()
    for least in range(1, 10_000, 7):
        quick = quick_row(program, part, row_scratch(part), 0, least)
        assert np.array_equal(quick >= least, exact >= least)
        assert np.abs(quick.astype(int) - exact).max() <= 1


def test_an_unknown_value_is_counted_and_has_no_steps(values: np.ndarray) -> None:
    values[1, 7] = np.nan
    program = program_of(1, 1, 1)
    part = part_of(values, program)
    assert part.steps.size == 0
    scratch = row_scratch(part)
    assert exact_row(program, part, scratch, 0)[7] == 65_535
    assert scratch.counts[:2].tolist() == [CELLS - 1, 1]
