from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from layout.suitability.criterion import GridCriterion, Overlay, knots_of, span_of, table_of

WORDS = {"en": "x", "zh": "某"}
LINEAR = {"kind": "linear", "worst": 25, "best": 0, "reason": WORDS}
CLASSES = {"kind": "category", "levels": {"10": 0.2, "other": 0.5}, "reason": WORDS}


def criterion(**keys: Any) -> GridCriterion:  # noqa: ANN401 - keys as TOML gives them
    base = {"id": "c", "name": WORDS, "layer": "l", "weight": 1, "value": LINEAR}
    return GridCriterion.model_validate(base | keys)


def test_reach_is_where_the_value_stops_to_change() -> None:
    assert criterion(measure="distance_m").reach == 25.0
    points = {"kind": "piecewise", "points": [[100, 1], [3000, 0]], "reason": WORDS}
    assert criterion(measure="distance_m", value=points).reach == 3000.0
    assert criterion().reach == 0.0
    assert str(criterion(measure="slope_pct").reach) == "nan"


def test_knots_rise() -> None:
    assert knots_of(criterion().value) == ([0.0, 25.0], [1.0, 0.0])  # type: ignore[arg-type]
    rising = {"kind": "linear", "worst": 1, "best": 4, "reason": WORDS}
    assert knots_of(criterion(value=rising).value) == ([1.0, 4.0], [0.0, 1.0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("keys", "span"),
    [
        ({"kind": "ideal", "least": 0, "ideal": 5, "greatest": 9}, (0.0, 9.0)),
        ({"kind": "logistic", "middle": 2000, "reach": -100}, (1400.0, 2600.0)),
        ({"kind": "gaussian", "ideal": 0, "spread": 500}, (-3000.0, 3000.0)),
        ({"kind": "step", "below": 1, "steps": [[500, 0.5], [1500, 0]]}, (500.0, 1500.0)),
    ],
)
def test_shapes_are_level_beyond_their_span(keys: dict[str, Any], span: tuple[float, float]) -> None:
    value: Any = criterion(value=keys | {"reason": WORDS}).value
    assert span_of(value) == span
    assert criterion(value=keys | {"reason": WORDS}, measure="distance_m").reach == span[1]
    far = value.values(np.array([span[0] - 1e6, span[0] - 1e-3, span[1], span[1] + 1e6]))
    assert far[1] == pytest.approx(far[0], abs=2e-6)
    assert far[3] == pytest.approx(far[2], abs=2e-6)


def test_a_table_runs_through_the_function() -> None:
    value: Any = criterion(value={"kind": "gaussian", "ideal": 7, "spread": 2, "reason": WORDS}).value
    raw, levels = table_of(value)
    assert np.ptp(np.diff(raw)) < 1e-12
    assert levels[len(levels) // 2] == 1.0
    assert np.array_equal(levels, value.values(np.array(raw)))


@pytest.mark.parametrize(
    "keys",
    [
        {"weight": -1},
        {"weight": float("nan")},
        {"measure": "area"},
        {"value": {"kind": "minmax", "better": "higher", "reason": WORDS}},
        {"value": {"kind": "category", "levels": {"forest": 1.0}, "reason": WORDS}},
        {"value": CLASSES, "measure": "distance_m"},
        {"id": "no blanks"},
    ],
)
def test_what_cannot_be_measured_is_refused(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        criterion(**keys)


def test_classes_are_numbers_or_other() -> None:
    assert criterion(value=CLASSES).reach == 0.0
    assert Overlay().method == "linear"
    with pytest.raises(ValidationError):
        Overlay(order_weights=(-1.0,))
