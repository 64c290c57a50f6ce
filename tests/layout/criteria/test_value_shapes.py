import numpy as np
import pytest
from pydantic import ValidationError

from layout.criteria.value_shapes import SHAPE_KINDS, GaussianValue, IdealValue, LogisticValue, StepValue

REASON = {"en": "as it is", "zh": "原值"}


def test_logistic_passes_its_three_points() -> None:
    rising = LogisticValue.model_validate({"kind": "logistic", "middle": 10, "reach": 4, "reason": REASON})
    np.testing.assert_allclose(rising.values(np.array([6.0, 10, 14])), [0.1, 0.5, 0.9])
    falling = LogisticValue.model_validate({"kind": "logistic", "middle": 10, "reach": -4, "reason": REASON})
    np.testing.assert_allclose(falling.values(np.array([6.0, 10, 14])), [0.9, 0.5, 0.1])


def test_gaussian_and_tent_peak_at_the_ideal() -> None:
    bell = GaussianValue.model_validate({"kind": "gaussian", "ideal": 5, "spread": 2, "reason": REASON})
    np.testing.assert_allclose(bell.values(np.array([5.0, 3, 7])), [1, np.exp(-0.5), np.exp(-0.5)])
    tent = IdealValue.model_validate(
        {"kind": "ideal", "least": 0, "ideal": 4, "greatest": 6, "reason": REASON}
    )
    np.testing.assert_allclose(tent.values(np.array([-1.0, 0, 2, 4, 5, 9])), [0, 0, 0.5, 1, 0.5, 0])


def test_steps_hold_from_their_threshold_on() -> None:
    stairs = StepValue.model_validate(
        {"kind": "step", "below": 0, "steps": [[10, 0.5], [20, 1]], "reason": REASON}
    )
    assert stairs.values(np.array([9.9, 10, 19.9, 20, 99])).tolist() == [0, 0.5, 0.5, 1, 1]


@pytest.mark.parametrize(
    "table",
    [
        {"kind": "logistic", "middle": 1, "reach": 0},
        {"kind": "gaussian", "ideal": 1, "spread": 0},
        {"kind": "ideal", "least": 1, "ideal": 1, "greatest": 2},
        {"kind": "step", "below": 0, "steps": [[2, 0.5], [1, 1]]},
        {"kind": "step", "below": 0, "steps": [[2, 1.5]]},
    ],
)
def test_shapes_that_make_no_function_are_refused(table: dict[str, object]) -> None:
    model = {"logistic": LogisticValue, "gaussian": GaussianValue, "ideal": IdealValue, "step": StepValue}
    assert set(model) == set(SHAPE_KINDS)
    with pytest.raises(ValidationError):
        model[str(table["kind"])].model_validate(table | {"reason": REASON})


def test_unknown_stays_unknown() -> None:
    for function in (
        LogisticValue.model_validate({"kind": "logistic", "middle": 1, "reach": 1, "reason": REASON}),
        GaussianValue.model_validate({"kind": "gaussian", "ideal": 1, "spread": 1, "reason": REASON}),
        IdealValue.model_validate({"kind": "ideal", "least": 0, "ideal": 1, "greatest": 2, "reason": REASON}),
        StepValue.model_validate({"kind": "step", "below": 0, "steps": [[2, 1]], "reason": REASON}),
    ):
        assert np.isnan(function.values(np.array([np.nan]))).all()
