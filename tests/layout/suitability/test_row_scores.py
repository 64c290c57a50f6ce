"""Value functions and overlay against numpy and against the scoring engine's own functions."""

import numpy as np
import pytest

from layout.criteria.value_functions import LinearValue, PiecewiseValue
from layout.criteria.value_kinds import numeric_values
from layout.criteria.value_shapes import GaussianValue, IdealValue, LogisticValue, StepValue
from layout.entities.model import Words
from layout.suitability.criterion import GridCriterion, Overlay
from layout.suitability.program import Program, build_program
from layout.suitability.row_scores import combine_rows, value_row

REASON = Words(en="x", zh="某")
WEIGHTS = (2.0, 1.0, 1.0)


def criteria(*values: object) -> list[GridCriterion]:
    return [
        GridCriterion.model_validate(
            {"id": f"c{n}", "name": REASON, "layer": f"l{n}", "weight": WEIGHTS[n], "value": value}
        )
        for n, value in enumerate(values)
    ]


FUNCTIONS = [
    LinearValue(kind="linear", worst=25, best=3, reason=REASON),
    LinearValue(kind="linear", worst=-4, best=60, reason=REASON),
    PiecewiseValue(kind="piecewise", points=((0, 0.5), (10, 1), (30, 0.25), (80, 0)), reason=REASON),
]


@pytest.mark.parametrize("place", range(3))
def test_values_are_those_of_the_scoring_engine(place: int) -> None:
    program, _ = build_program((), criteria(*FUNCTIONS), overlay=Overlay(), cell=30.0)
    raw = np.append(np.linspace(-50, 120, 341), np.nan)
    found = np.empty(len(raw), np.float32)
    value_row(program, place, raw.astype(np.float32), found)
    assert np.allclose(found, numeric_values(FUNCTIONS[place], raw), atol=2e-6, equal_nan=True)


SHAPES = [
    LogisticValue(kind="logistic", middle=20, reach=7.5, reason=REASON),
    LogisticValue(kind="logistic", middle=3_500, reach=-800, reason=REASON),
    GaussianValue(kind="gaussian", ideal=600, spread=250, reason=REASON),
    GaussianValue(kind="gaussian", ideal=0.3, spread=0.01, reason=REASON),
    IdealValue(kind="ideal", least=-5, ideal=12, greatest=40, reason=REASON),
    StepValue(kind="step", below=0.1, steps=((10, 0.4), (25.5, 1.0), (80, 0.2)), reason=REASON),
]


@pytest.mark.parametrize("function", SHAPES, ids=lambda item: f"{item.kind} {item.reason.en}")
def test_shaped_values_are_those_of_the_scoring_engine(function: object) -> None:
    program, _ = build_program((), criteria(function), overlay=Overlay(), cell=30.0)
    marks = function.marks()  # type: ignore[attr-defined]
    middle, wide = marks.mean(), 6 * (np.ptp(marks) or 30.0)
    places = [np.linspace(middle - wide, middle + wide, 20_011), marks, [np.nan]]
    raw = np.concatenate(places).astype(np.float32)
    found = np.empty(len(raw), np.float32)
    value_row(program, 0, raw, found)
    wanted = numeric_values(function, raw.astype(np.float64))  # type: ignore[arg-type]
    assert np.array_equal(np.isnan(found), np.isnan(wanted))
    assert np.nanmax(np.abs(found - wanted)) < 1e-5  # a score is stored in steps of 1e-4, held to 6e-5


def test_a_step_takes_its_threshold_in() -> None:
    program, _ = build_program((), criteria(SHAPES[-1]), overlay=Overlay(), cell=30.0)
    raw = np.array([9.99, 10, 25.49, 25.5, 79.9, 80, 1e9], np.float32)
    found = np.empty(len(raw), np.float32)
    value_row(program, 0, raw, found)
    assert np.allclose(found, [0.1, 0.4, 0.4, 1.0, 1.0, 0.2, 0.2])


def test_classes() -> None:
    table = {"kind": "category", "levels": {"10": 0.2, "80": 0.0, "other": 0.6}, "reason": REASON}
    strict = {"kind": "category", "levels": {"10": 0.2}, "reason": REASON}
    program, _ = build_program((), criteria(table, strict), overlay=Overlay(), cell=30.0)
    raw, found = np.array([10, 80, 33, np.nan], np.float32), np.empty(4, np.float32)
    value_row(program, 0, raw, found)
    assert np.allclose(found, [0.2, 0.0, 0.6, np.nan], equal_nan=True)
    value_row(program, 1, raw, found)
    assert np.allclose(found, [0.2, np.nan, np.nan, np.nan], equal_nan=True)


def combined(values: np.ndarray, **keys: object) -> np.ndarray:
    program: Program = build_program(
        (), criteria(*FUNCTIONS), overlay=Overlay.model_validate(keys), cell=30.0
    )[0]
    scores = np.empty(values.shape[1], np.float32)
    combine_rows(program, values.astype(np.float32), scores)
    return scores


SOME = np.random.default_rng(4).random((3, 200))
SHARES = np.array(WEIGHTS) / 4


def test_linear_and_geometric() -> None:
    assert np.allclose(combined(SOME), SHARES @ SOME, atol=1e-6)
    assert np.allclose(
        combined(SOME, method="geometric"), np.prod(SOME ** SHARES[:, None], axis=0), atol=1e-6
    )
    with_zero = SOME.copy()
    with_zero[1] = 0
    assert (combined(with_zero, method="geometric") == 0).all()


def test_ordered_weights_go_from_best_to_worst() -> None:
    ranked = -np.sort(-SOME, axis=0)
    found = combined(SOME, method="owa", order_weights=[3, 2, 1])
    assert np.allclose(found, np.array([3, 2, 1]) / 6 @ ranked, atol=1e-6)
    assert np.allclose(combined(SOME, method="owa", order_weights=[0, 0, 1]), SOME.min(axis=0), atol=1e-6)
    assert np.allclose(combined(SOME, method="owa", order_weights=[1, 0, 0]), SOME.max(axis=0), atol=1e-6)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("unknown", np.nan),
        ("renormalise", (0.5 * 0.8 + 0.25 * 0.4) / 0.75),
        ("worst", 0.5 * 0.8 + 0.1),
        ("neutral", 0.625),
    ],
)
def test_missing_values(policy: str, expected: float) -> None:
    values = np.array([[0.8], [np.nan], [0.4]])
    assert np.allclose(combined(values, missing=policy), expected, atol=1e-6, equal_nan=True)


def test_missing_values_in_the_other_methods() -> None:
    values = np.array([[0.8], [np.nan], [0.4]])
    assert combined(values, method="geometric", missing="renormalise")[0] == pytest.approx(
        np.exp((0.5 * np.log(0.8) + 0.25 * np.log(0.4)) / 0.75)
    )
    assert np.isnan(combined(values, method="geometric")[0])
    assert np.isnan(combined(values, method="owa", order_weights=[1, 1, 1])[0])
    assert combined(values, method="owa", order_weights=[1, 1, 1], missing="renormalise")[0] == pytest.approx(
        0.6
    )
    assert np.isnan(combined(np.full((3, 1), np.nan), missing="renormalise")[0])
