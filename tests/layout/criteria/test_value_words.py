import pytest
from pydantic import TypeAdapter

from layout.criteria.value_shapes import SHAPE_KINDS, ShapedValue
from layout.criteria.value_words import scale_words, shape_words

REASON = {"en": "as it is", "zh": "原值"}
ADAPTER: TypeAdapter[ShapedValue] = TypeAdapter(ShapedValue)
GIVEN = {
    "logistic": {"middle": 30, "reach": -8},
    "gaussian": {"ideal": 40, "spread": 12.5},
    "ideal": {"least": 10, "ideal": 35, "greatest": 90},
    "step": {"below": 1, "steps": [[20, 0.4], [50, 0]]},
}


@pytest.mark.parametrize("kind", SHAPE_KINDS)
def test_every_shape_tells_its_numbers(kind: str) -> None:
    words = scale_words(ADAPTER.validate_python({"kind": kind, "reason": REASON, **GIVEN[kind]}))
    assert "{" not in words.en + words.zh
    for number in {"logistic": ("38", "22"), "gaussian": ("27.5", "52.5")}.get(
        kind, ("20", "0.4") if kind == "step" else ("90",)
    ):
        assert number in words.en
        assert number in words.zh


def test_steps_say_what_holds_beyond_each_threshold() -> None:
    stairs = ADAPTER.validate_python({"kind": "step", "reason": REASON, **GIVEN["step"]})
    assert shape_words(stairs).en == "below 20: 1; from 20 on: 0.4; from 50 on: 0"
    assert shape_words(stairs).zh == "低于 20：1；自 20 起：0.4；自 50 起：0"
