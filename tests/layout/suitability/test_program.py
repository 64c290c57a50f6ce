import numpy as np
import pytest

from layout.rules.grid_rule import GridRule
from layout.suitability.criterion import GridCriterion, Overlay
from layout.suitability.program import (
    DISTANCE,
    MASK,
    RANGE,
    SLOPE_PCT,
    VALUE,
    VALUES,
    ShapesWanted,
    build_program,
)

WORDS = {"en": "x", "zh": "某"}
RAMP = {"kind": "piecewise", "points": [[0, 1], [900, 0]], "reason": WORDS}
RULES = [
    GridRule.model_validate(keys)
    for keys in (
        {"id": "a", "layer": "dem", "measure": "slope_pct", "exclude": {"gt": 25}, "no_data": "keep"},
        {"id": "b", "layer": "cover", "include": {"values": [40, 50]}, "no_data": "exclude"},
        {"id": "c", "layer": "rivers", "where": {"kind": ["river"]}, "exclude": {"within_m": 300}},
        {
            "id": "d",
            "layer": "rivers",
            "where": {"kind": ["river"]},
            "weight": {"within_m": 300, "share": 0.25},
        },
        {
            "id": "e",
            "layer": "rail",
            "measure": "distance_m",
            "force": {"le": 1205},
            "only_where": {"layer": "dem", "test": {"lt": 300}},
        },
    )
]
CRITERIA = [
    GridCriterion.model_validate(
        {"id": "s", "name": WORDS, "layer": "dem", "measure": "slope_pct", "weight": 3, "value": RAMP}
    ),
    GridCriterion.model_validate(
        {"id": "r", "name": WORDS, "layer": "rail", "measure": "distance_m", "weight": 1, "value": RAMP}
    ),
    GridCriterion.model_validate(
        {
            "id": "c",
            "name": WORDS,
            "layer": "cover",
            "weight": 0,
            "value": {"kind": "category", "levels": {"50": 1.0, "10": 0.5}, "reason": WORDS},
        }
    ),
]


def test_everything_is_read_once() -> None:
    program, wanted = build_program(RULES, CRITERIA, overlay=Overlay(), cell=30.0)
    assert wanted.rasters == ["dem", "cover"]
    assert wanted.masks == [ShapesWanted("rivers", (("kind", ("river",)),), 300.0)]
    assert wanted.distances == [ShapesWanted("rail", ())]
    assert program.sources.tolist() == [[SLOPE_PCT, 0, 1], [VALUE, 1, 1], [DISTANCE, 0, 1], [VALUE, 0, 1]]
    assert program.tests[:, 0].tolist() == [RANGE, VALUES, MASK, MASK, RANGE, RANGE]
    assert program.rules.tolist() == [
        [0, 0, -1, 1],
        [1, 1, -1, 0],
        [0, 2, -1, 2],
        [2, 3, -1, 2],
        [3, 4, 5, 2],
    ]
    assert program.shares.tolist() == [1, 1, 1, 0.25, 1]


def test_reach_serves_rules_and_criteria() -> None:
    """Rail: the rule asks 1,205 m, the criterion 900 m; in cells of 30 m that is 41, and one more for the rounding."""
    program, _ = build_program(RULES, CRITERIA, overlay=Overlay(), cell=30.0)
    assert program.reaches.tolist() == [42]
    program, _ = build_program((), CRITERIA, overlay=Overlay(), cell=30.0)
    assert program.reaches.tolist() == [31]


def test_weights_and_knots() -> None:
    program, _ = build_program(
        (), CRITERIA, overlay=Overlay(method="owa", order_weights=(2, 1, 1)), cell=30.0
    )
    assert program.weights.tolist() == [0.75, 0.25, 0.0]
    assert program.order.tolist() == [0.5, 0.25, 0.25]
    assert program.knots.tolist() == [[0, 1], [900, 0], [0, 1], [900, 0], [10, 0.5], [50, 1]]
    assert np.isnan(program.others[2])
    assert program.choices.tolist() == [2, 0]


def test_nothing_to_do_is_a_program() -> None:
    program, wanted = build_program((), (), overlay=Overlay(), cell=30.0)
    assert program.rules.shape == (0, 4)
    assert not (wanted.rasters)
    assert not (wanted.masks)
    assert not (wanted.distances)
    assert program.cell == pytest.approx(30.0)
