import pandas as pd
import pytest

from layout.suitability.criterion import GridCriterion
from layout.ui.suitability.criteria_view import curve_of
from layout.ui.suitability.shown import Shown
from layout.workflow.suitability.preview import histogram

WORDS = {"en": "x", "zh": "某"}


def test_a_curve_has_the_corners_of_its_function(shown: Shown) -> None:
    item = shown.preview.case.criteria[1]
    curve = curve_of(item, histogram(shown.preview, 1))
    assert curve["raw"].tolist()[1:-1] == [0, 500, 2000]
    assert curve["value"].tolist()[1:-1] == [0.5, 1, 0]
    assert curve["value"].tolist()[-1] == 0


def test_classes_have_their_levels_and_the_others_theirs() -> None:
    value = {"kind": "category", "levels": {"10": 0.2, "other": 0.1}, "reason": WORDS}
    item = GridCriterion.model_validate({"id": "c", "name": WORDS, "layer": "l", "weight": 1, "value": value})
    curve = curve_of(item, pd.DataFrame({"low": [10.0, 40.0], "high": [10.0, 40.0], "km2": [1.0, 1.0]}))
    assert curve["value"].tolist() == pytest.approx([0.2, 0.1])
