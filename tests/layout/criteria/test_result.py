import numpy as np
import pandas as pd
import pytest

from layout.criteria.result import CriterionResult, category_series, collect_sources, numeric_series
from layout.entities.wording import both


def result(raw: pd.Series, *, missing: tuple[str, ...], phrases: tuple[str, ...]) -> CriterionResult:
    return CriterionResult(
        criterion_id="land_fit",
        title=both("title"),
        description=both("text"),
        unit=both("ha"),
        raw=raw,
        low=raw,
        high=raw,
        missing={site: both("unknown") for site in missing},
        phrases={site: both("known") for site in phrases},
    )


def test_gaps_and_known_values_are_told_apart() -> None:
    raw = numeric_series({"a": 1.0, "b": np.nan})
    assert result(raw, missing=("b",), phrases=("a",)).raw["a"] == 1.0


@pytest.mark.parametrize(
    ("missing", "phrases"), [((), ("a",)), (("b",), ()), (("b",), ("a", "b")), (("a", "b"), ("a",))]
)
def test_a_gap_without_its_reason_is_refused(missing: tuple[str, ...], phrases: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="every gap needs its reason"):
        result(numeric_series({"a": 1.0, "b": np.nan}), missing=missing, phrases=phrases)


def test_zero_is_known_and_none_is_not() -> None:
    assert numeric_series({"a": 0.0}).notna().all()
    assert category_series({"a": None, "b": "x"}).isna().tolist() == [True, False]


def test_sources_are_distinct_and_sorted() -> None:
    assert collect_sources(pd.Series([("b", "a"), (), ("b",)])) == ("a", "b")
