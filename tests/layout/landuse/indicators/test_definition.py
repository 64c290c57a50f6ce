import numpy as np
import pandas as pd
import pytest

from layout.landuse.indicators.definition import CLAUSE_NOT_SEEN, ratio
from layout.landuse.indicators.register import INDICATORS


def test_same_index_out_and_nan_where_undefined() -> None:
    index = pd.Index(["ok", "unknown", "no land", "infinite", "negative"])
    found = ratio(
        pd.Series([2.0, np.nan, 1.0, np.inf, -1.0], index=index),
        pd.Series([4.0, 1.0, 0.0, 1.0, 1.0], index=index),
        scale=100,
    )
    assert list(found.index) == list(index)
    assert found["ok"] == 50
    assert found.drop("ok").isna().all()


def test_negative_value_added_is_a_figure_where_allowed() -> None:
    one = pd.Series([-3.0])
    assert ratio(one, pd.Series([2.0]), may_be_negative=True).tolist() == [-1.5]
    assert ratio(one, pd.Series([2.0])).isna().all()


def test_a_part_greater_than_its_whole_is_no_share() -> None:
    found = ratio(pd.Series([1.0, 1.1]), pd.Series([1.0, 1.0]), part_of_whole=True)
    assert found.iloc[0] == 1
    assert np.isnan(found.iloc[1])


def test_rows_of_different_entities_are_not_divided() -> None:
    with pytest.raises(ValueError, match="one index"):
        ratio(pd.Series([1.0], index=["a"]), pd.Series([1.0], index=["b"]))


def test_every_indicator_speaks_both_languages_and_invents_no_clause() -> None:
    for one in INDICATORS.values():
        for text in (one.name, one.formula, one.document):
            assert text.en
            assert text.zh
            assert text.en != text.zh
        assert one.clause == CLAUSE_NOT_SEEN
