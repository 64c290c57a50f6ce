import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.landuse.aggregate import AGGREGATE_COLUMNS, Grouping, aggregate

FRAME = pd.DataFrame(
    {"output_yi": [100.0, 10.0, 40.0, np.nan], "industrial_land_km2": [1.0, 1.0, 0.5, 3.0]},
    index=["a", "b", "child", "c"],
)
LAND = pd.Series({"a": 2.0, "b": 2.0, "child": 0.5, "c": 4.0, "e": np.nan})
GROUPING = Grouping({"one": ("a", "b", "child"), "two": ("b", "c", "e"), "none": ("e",)}, {"child": "a"})


def test_totals_are_summed_and_the_rate_recomputed() -> None:
    found = aggregate(FRAME, "land_output_rate", grouping=GROUPING, land_km2=LAND)
    assert found.loc["one", "value"] == pytest.approx(
        110 / 2
    )  # not the mean of 100 and 10, not with the child
    assert found.loc["one", "nested_left_out"] == 1
    assert found.loc["two", "value"] == pytest.approx(10)


def test_coverage_is_told_in_parks_and_in_land() -> None:
    found = aggregate(FRAME, "land_output_rate", grouping=GROUPING, land_km2=LAND)
    assert found.loc["one", ["parks_covered", "parks_total", "land_share"]].tolist() == [2, 2, 1]
    assert found.loc["two", "park_share"] == pytest.approx(1 / 3)
    assert found.loc["two", "land_share"] == pytest.approx(2 / 6)
    assert found.loc["two", "parks_without_land"] == 1


def test_a_group_without_figures_is_unknown_and_not_zero() -> None:
    found = aggregate(FRAME, "land_output_rate", grouping=GROUPING, land_km2=LAND).loc["none"]
    assert np.isnan(found["value"])
    assert np.isnan(found["numerator_value"])
    assert np.isnan(found["land_share"])
    assert found["parks_covered"] == 0


def test_a_child_counts_where_its_parent_has_no_figures() -> None:
    frame = FRAME.drop(index="a")
    found = aggregate(frame, "land_output_rate", grouping=GROUPING, land_km2=LAND)
    assert found.loc["one", "value"] == pytest.approx(50 / 1.5)


@given(st.lists(st.tuples(st.floats(0.1, 1e3), st.floats(0.01, 50)), min_size=1, max_size=8))
def test_the_whole_is_between_its_parts(parts: list[tuple[float, float]]) -> None:
    frame = pd.DataFrame(parts, columns=["output_yi", "industrial_land_km2"])
    frame.index = pd.Index([f"p{place}" for place in range(len(parts))])
    grouping = Grouping({"all": tuple(frame.index)}, {})
    found = aggregate(frame, "land_output_rate", grouping=grouping, land_km2=frame["industrial_land_km2"])
    rates = frame["output_yi"] / frame["industrial_land_km2"]
    assert rates.min() * (1 - 1e-9) <= found.loc["all", "value"] <= rates.max() * (1 + 1e-9)
    assert found.loc["all", "land_share"] == pytest.approx(1)


def test_no_group_is_an_empty_table_with_its_columns() -> None:
    found = aggregate(FRAME, "land_output_rate", grouping=Grouping({}, {}), land_km2=LAND)
    assert found.empty
    assert list(found.columns) == list(AGGREGATE_COLUMNS)
