import datetime as dt
import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import DataFormatError
from geodata.text import Bilingual
from geodata.write import json_value
from geodata.write.values import utf8


@pytest.mark.parametrize(
    "unknown",
    [
        None,
        math.nan,
        math.inf,
        -math.inf,
        pd.NA,
        pd.NaT,
        np.float32("nan"),
        np.datetime64("NaT"),
        np.float64("inf"),
    ],
)
def test_what_is_unknown_is_null_and_never_zero(unknown: object) -> None:
    assert json_value(unknown) is None


@pytest.mark.parametrize(
    ("value", "expected", "kind"),
    [
        (np.int64(3), 3, int),
        (np.bool_(True), True, bool),  # noqa: FBT003 - a value, not a switch
        (np.float64(2.5), 2.5, float),
        (np.str_("x"), "x", str),
        (True, True, bool),
        (dt.date(2027, 12, 31), "2027-12-31", str),
        (pd.Timestamp("2027-12-31T08:00:00Z"), "2027-12-31T08:00:00+00:00", str),
        (("a", ("b", np.int8(1))), ["a", ["b", 1]], list),
        (np.array([1.0, np.nan]), [1.0, None], list),
        ({"a": {"b": np.float64("nan")}}, {"a": {"b": None}}, dict),
        (Bilingual(en="park", zh="园区"), {"en": "park", "zh": "园区"}, dict),
    ],
)
def test_values_become_those_of_json(value: object, expected: object, kind: type) -> None:
    found = json_value(value)
    assert found == expected
    assert type(found) is kind


@pytest.mark.parametrize("value", [{1, 2}, object(), b"bytes", 1j, {1: "a"}, [{"deep": {2}}]])
def test_values_that_json_does_not_know_are_refused(value: object) -> None:
    with pytest.raises(DataFormatError, match="convert or drop the column"):
        json_value(value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_result_is_always_strict_json(value: object) -> None:
    found = json_value(value)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_half_a_surrogate_pair_is_refused_with_its_place() -> None:
    assert utf8("园区", what="CSV") == "园区".encode()
    with pytest.raises(DataFormatError, match="CSV: half a surrogate pair found at character 2"):
        utf8("ab\ud800", what="CSV")
