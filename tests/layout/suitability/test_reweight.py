import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.grid import Block
from layout.config.suitability_case import SuitabilityCase
from layout.suitability.components import Components, Connectivity
from layout.suitability.engine import Work, run_program
from layout.suitability.labels import TOTAL
from layout.suitability.program import build_program
from layout.suitability.reweight import replay, reweight
from layout.suitability.value_layers import ValueLayers, ValuePart
from layout.workflow.suitability.study import open_study

Codes = np.ndarray[Any, np.dtype[np.uint16]]
SHARE = {
    "id": "near",
    "name": {"en": "near roads", "zh": "近路"},
    "layer": "roads",
    "weight": {"within_m": 300, "share": 0.35},
}
GEOMETRIC = {"method": "geometric"}
ORDERED = {"method": "owa", "order_weights": [3, 1]}


def case_of(text: str, weights: tuple[float, float] = (2, 3), **keys: Any) -> SuitabilityCase:  # noqa: ANN401 - as TOML gives them
    data = tomllib.loads(text) | {name: value for name, value in keys.items() if name != "share"}
    if keys.get("share"):
        data["rules"] = [*data["rules"], SHARE]
    for item, weight in zip(data["criteria"], weights, strict=True):
        item["weight"] = weight
    return SuitabilityCase.model_validate(data)


def fresh(case: SuitabilityCase, folder: Path, least: int) -> tuple[Codes, Any, ValueLayers]:
    study = open_study(case, folder)
    codes: Codes = np.full(study.grid.shape, 65_535, np.uint16)
    parts: list[ValuePart] = []
    components = Components(least, "rook", study.grid.cols)
    run_program(
        study.program,
        study.inputs,
        sink=_into(codes),
        work=Work(strip_rows=31),
        components=components,
        keep=parts.append,
    )
    study.close()
    return codes, components.regions(), ValueLayers(study.grid, parts)


def _into(codes: Codes) -> Any:  # noqa: ANN401 - a sink
    def sink(block: Block, found: Codes) -> None:
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = found

    return sink


def program_of(case: SuitabilityCase, rules: int) -> Any:  # noqa: ANN401 - a Program
    known = [rule for rule in case.rules if rule.layer != "farmland"]
    assert len(known) == rules
    return build_program(known, case.criteria, overlay=case.overlay, cell=30.0)[0]


@pytest.mark.parametrize("share", [False, True])
@pytest.mark.parametrize("overlay", [{}, GEOMETRIC, ORDERED, {"missing": "worst"}])
def test_other_weights_give_the_bits_of_a_fresh_run(
    study_folder: Path, study_text: str, overlay: dict[str, Any], *, share: bool
) -> None:
    _, _, layers = fresh(case_of(study_text, share=share), study_folder, 4000)
    other = case_of(study_text, (7, 1.3), overlay=overlay, share=share)
    codes, regions, _ = fresh(other, study_folder, 4000)
    program = program_of(other, 4 if share else 3)
    again: Codes = np.full(codes.shape, 65_535, np.uint16)
    components = Components(4000, "rook", codes.shape[1])
    assert replay(layers, program, sink=_into(again), components=components) == 0
    assert np.array_equal(again, codes)
    assert np.array_equal(components.regions(), regions)
    found = reweight(layers, program, least=4000, connectivity="rook")
    assert np.array_equal(found.regions, regions)
    scored = (codes > 0) & (codes < 65_535)
    assert (found.scored, found.total) == (scored.sum(), codes[scored].sum(dtype=np.int64))


@pytest.fixture(scope="module")
def layers(study_folder: Path, study_text: str) -> ValueLayers:
    return fresh(case_of(study_text, share=True), study_folder, 1)[2]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    weights=st.tuples(st.floats(0.01, 10), st.floats(0.01, 10)),
    least=st.integers(1, 10_000),
    kind=st.sampled_from(["rook", "queen"]),
)
def test_the_quick_way_finds_the_same_regions_to_the_cell(
    layers: ValueLayers, study_text: str, weights: tuple[float, float], least: int, kind: Connectivity
) -> None:
    program = program_of(case_of(study_text, weights, share=True), 4)
    exact = reweight(layers, program, least=least, connectivity=kind)
    quick = reweight(layers, program, least=least, connectivity=kind, exact=False)
    assert np.array_equal(np.delete(quick.regions, TOTAL, 1), np.delete(exact.regions, TOTAL, 1))
    apart = np.abs(quick.regions[:, TOTAL] - exact.regions[:, TOTAL])
    assert (apart <= exact.regions[:, 0]).all()
    assert quick.scored == exact.scored


def test_a_score_on_the_edge_is_settled_from_the_values_as_they_are(
    layers: ValueLayers, study_text: str
) -> None:
    """For every code there is, the quick way must agree on which cells have at least that code."""
    program = program_of(case_of(study_text, share=True), 4)
    cells = []
    for exact in (True, False):
        found = [
            reweight(layers, program, least=least, connectivity="rook", exact=exact).regions[:, 0].sum()
            for least in range(3000, 9000, 97)
        ]
        cells.append(found)
    assert cells[0] == cells[1]


def test_nothing_available_is_no_region(layers: ValueLayers, study_text: str) -> None:
    empty = ValueLayers(layers.grid, [])
    found = reweight(empty, program_of(case_of(study_text), 3), least=1, connectivity="queen")
    assert len(found.regions) == 0
    assert (found.scored, found.unscored, found.total) == (0, 0, 0)
