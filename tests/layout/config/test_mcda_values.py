import numpy as np
import pandas as pd
import pytest
from pydantic import TypeAdapter

from geodata.errors import DataFormatError
from layout.config.mcda_values import SpecValue, apply_levels, apply_value
from layout.criteria.value_functions import CategoryValue

ADAPTER = TypeAdapter(SpecValue)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"kind": "linear", "worst": 10, "best": 0}, [1.0, 0.5, np.nan]),
        ({"kind": "piecewise", "points": [[0, 0], [5, 1]]}, [0, 1, np.nan]),
        ({"kind": "minmax", "better": "lower"}, [1, 0, np.nan]),
        ({"kind": "step", "below": 0, "steps": [[5, 1]]}, [0, 1, np.nan]),
    ],
)
def test_reason_may_be_left_out(table: dict[str, object], expected: list[float]) -> None:
    function = ADAPTER.validate_python(table)
    assert function.reason.en
    np.testing.assert_allclose(apply_value(function, np.array([0.0, 5, np.nan])), expected)


def test_levels_by_name_and_a_strange_one_is_named() -> None:
    function = ADAPTER.validate_python({"kind": "category", "levels": {"yes": 1, "no": 0}})
    assert isinstance(function, CategoryValue)
    cells = pd.Series(["yes", " no ", ""], index=["A", "B", "C"], name="rail")
    np.testing.assert_allclose(apply_levels(function, cells), [1, 0, np.nan])
    with pytest.raises(DataFormatError, match="row A, column rail: found 'maybe'"):
        apply_levels(function, pd.Series(["maybe"], index=["A"], name="rail"))
    with pytest.raises(TypeError):
        apply_value(function, np.array([1.0]))
