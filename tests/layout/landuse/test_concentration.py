import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.landuse.concentration import gini, land_share_of, pareto_curve

OUTPUT = pd.Series({"a": 80.0, "b": 15.0, "c": 5.0, "unknown": np.nan})
LAND = pd.Series({"a": 20.0, "b": 30.0, "c": 50.0, "unknown": 9.0})


def test_hand_drawn_curve_and_gini() -> None:
    curve = pareto_curve(OUTPUT, LAND)
    assert curve["land_share"].tolist() == pytest.approx([0, 0.2, 0.5, 1])
    assert curve["output_share"].tolist() == pytest.approx([0, 0.8, 0.95, 1])
    # Lorenz from below: (0.5, 0.05), (0.8, 0.2), (1, 1): area 0.0125 + 0.0375 + 0.12 = 0.17
    assert gini(OUTPUT, LAND) == pytest.approx(1 - 2 * 0.17)
    assert land_share_of(0.8, curve) == pytest.approx(0.2)


def test_equal_intensity_is_no_concentration() -> None:
    assert gini(pd.Series([10.0, 20.0, 70.0]), pd.Series([1.0, 2.0, 7.0])) == pytest.approx(0, abs=1e-12)


@given(st.lists(st.tuples(st.floats(0.1, 1e4), st.floats(0.01, 100)), min_size=2, max_size=7))
def test_gini_agrees_with_the_mean_difference_of_all_pairs(rows: list[tuple[float, float]]) -> None:
    frame = pd.DataFrame(rows, columns=["output", "land"])
    rate, weight = (
        (frame["output"] / frame["land"]).to_numpy(),
        (frame["land"] / frame["land"].sum()).to_numpy(),
    )
    mean = float(weight @ rate)
    pairs = float(weight @ np.abs(rate[:, None] - rate[None, :]) @ weight) / (2 * mean)
    assert gini(frame["output"], frame["land"]) == pytest.approx(pairs, abs=1e-9)


def test_one_or_no_entity_has_no_curve_to_judge() -> None:
    assert np.isnan(gini(pd.Series([1.0]), pd.Series([1.0])))
    empty = pareto_curve(pd.Series([np.nan]), pd.Series([1.0]))
    assert empty.empty
    assert np.isnan(land_share_of(0.5, empty))
