"""Sums of regions against numpy over labels; the same cells through the whole engine are in the tests of `area_facts`."""

import numpy as np
import pytest
from scipy import ndimage

from layout.criteria.value_functions import LinearValue
from layout.rules.grid_rule import GridRule
from layout.suitability.criterion import GridCriterion, Overlay
from layout.suitability.edt import FAR
from layout.suitability.facts import Asked, Facts, score_and_label
from layout.suitability.labels import CELLS, SEED_COL, SEED_ROW
from layout.suitability.program import build_program
from layout.suitability.strip import Strip, scratch_for
from layout.suitability.tally import new_tally

WORDS = {"en": "x", "zh": "某"}


@pytest.mark.parametrize("missing", ["unknown", "worst", "neutral", "renormalise"])
def test_sums_minima_and_counts_are_those_of_the_cells(missing: str) -> None:
    rng = np.random.default_rng(3)
    first, second = rng.random((2, 30, 40)).astype(np.float32) * 10
    second[rng.random(second.shape) < 0.2] = np.nan
    value = LinearValue.model_validate({"kind": "linear", "worst": 0, "best": 10, "reason": WORDS})
    criteria = [
        GridCriterion.model_validate(
            {"id": name, "name": WORDS, "layer": name, "measure": "value", "weight": weight, "value": value}
        )
        for name, weight in (("first", 3.0), ("second", 1.0))
    ]
    taking = {"id": "r", "name": WORDS, "layer": "first", "no_data": "keep", "exclude": {"gt": 9.5}}
    overlay = Overlay(missing=missing)  # type: ignore[arg-type]
    program, _ = build_program([GridRule.model_validate(taking)], criteria, overlay=overlay, cell=30.0)
    planes = np.ones((1, 30, 40), np.uint8)
    planes[0, :, 20:] |= 2
    strip = Strip(
        rasters=np.pad(np.stack([first, second]), ((0, 0), (1, 1), (1, 1))),
        planes=planes,
        marks=np.zeros((30, 40), np.uint8),
        above=np.full((0, 40), FAR, np.int16),
        below=np.full((0, 40), FAR, np.int16),
        halo=0,
    )
    asked = Asked(
        least=5000,
        aside=0,
        slope=0,
        limits=np.array([6.0, 6.0], np.float32),
        included=np.array([0, 1], np.uint8),
        within=np.array([1, 0]),
        without=np.array([[-1], [1]]),
    )
    codes, edges = np.zeros((30, 40), np.uint16), np.empty((2, 40), np.int32)
    scratch, tally = scratch_for(program, rows=30, cols=40, halo=0), new_tally(criteria=2)
    stats = score_and_label(program, strip, scratch, tally, asked, (codes, edges))
    facts = Facts.of(stats, 2)
    counts = (codes >= 5000) & (codes < 65_535)
    labels, count = ndimage.label(counts)
    assert count == len(stats) > 5
    values = np.stack([first, second]).astype(np.float64) / 10
    inside = planes[0] & 2 > 0
    for number, row in enumerate(stats):
        own = labels == labels[row[SEED_ROW], row[SEED_COL]]
        assert row[CELLS] == own.sum()
        for place, raw in enumerate((first, second)):
            held = own & ~np.isnan(raw)
            assert facts.known[place, number] == held.sum()
            assert facts.total[place, number] == pytest.approx(values[place][held].sum(), abs=1e-5)
            assert facts.least[place, number] == (raw[held].min() if held.any() else np.inf)
        for place, where in enumerate((inside, ~inside)):
            flat = own & where & ((first <= 6) if place else (first < 6))
            found = facts.sloped[place, number], facts.under[place, number]
            assert found == ((own & where).sum(), flat.sum())
    free = (first <= 9.5) & ~counts
    for place, raw in enumerate((first, second)):
        held = free & ~np.isnan(raw)
        assert tally.loose[2 + place] == held.sum()
        assert tally.loose[place] / 2**30 == pytest.approx(values[place][held].sum(), abs=1e-5)
