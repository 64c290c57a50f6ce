import numpy as np
import pandas as pd
import pytest

from layout.landuse.gap import gap_table

OUTPUT = pd.Series({"low": 30.0, "high": 200.0, "mid": 60.0, "unknown": np.nan})
LAND = pd.Series({"low": 2.0, "high": 2.0, "mid": 1.0, "unknown": 5.0})


def test_gap_is_target_less_intensity_times_land() -> None:
    found = gap_table(OUTPUT, LAND, target=75.0)
    assert found.loc["low", "gap_yi"] == pytest.approx((75 - 15) * 2)
    assert found.loc["high", "gap_yi"] == pytest.approx(-50)
    assert found["rank"].dropna().tolist() == [1, 2, 3]
    assert found.index.tolist() == ["low", "mid", "high", "unknown"]


def test_shares_are_of_the_shortfall_and_what_is_unknown_has_none() -> None:
    found = gap_table(OUTPUT, LAND, target=75.0)
    assert found.loc["low", "share_of_shortfall"] == pytest.approx(120 / 135)
    assert found.loc["mid", "cumulative_share"] == pytest.approx(1)
    assert found.loc["high", "shortfall_yi"] == 0
    assert found.loc["unknown"].drop("land_km2").isna().all()


def test_gaps_add_up_to_the_gap_of_the_sum() -> None:
    found = gap_table(OUTPUT, LAND, target=75.0).dropna()
    whole = gap_table(pd.Series({"all": 290.0}), pd.Series({"all": 5.0}), target=75.0)
    assert found["gap_yi"].sum() == pytest.approx(whole.loc["all", "gap_yi"])


def test_giving_back_the_surplus_land_meets_the_target() -> None:
    found = gap_table(OUTPUT, LAND, target=75.0).loc["low"]
    assert found["output_yi"] / (found["land_km2"] - found["land_too_much_km2"]) == pytest.approx(75)


@pytest.mark.parametrize("target", [0.0, -1.0, np.nan])
def test_a_target_must_be_positive(target: float) -> None:
    with pytest.raises(ValueError, match="positive target"):
        gap_table(OUTPUT, LAND, target=target)


def test_nobody_short_is_nobody_to_blame() -> None:
    found = gap_table(pd.Series({"a": 100.0}), pd.Series({"a": 1.0}), target=75.0)
    assert found["share_of_shortfall"].isna().all()
