import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.embedded import table
from geodata.units import yi_per_km2_to_wan_per_ha, yi_per_km2_to_wan_per_mu
from layout.landuse.intensity import TARGET_YI_PER_KM2, output_intensity, ratio_qualifier


def test_the_target_is_the_one_of_the_table_and_500_wan_per_mu() -> None:
    targets = table("targets").set_index("target_id")
    assert targets.loc["output_per_km2_2027", "target_value"] == TARGET_YI_PER_KM2
    assert targets.loc["output_per_km2_2027", "target_year"] == 2027
    assert yi_per_km2_to_wan_per_mu(TARGET_YI_PER_KM2) == pytest.approx(500)
    assert yi_per_km2_to_wan_per_ha(TARGET_YI_PER_KM2) == pytest.approx(7500)


def test_same_index_out_and_nan_where_undefined() -> None:
    index = pd.Index(
        ["ok", "no output", "no land", "zero land", "negative land", "infinite", "negative output"]
    )
    output = pd.Series([30.0, np.nan, 30.0, 30.0, 30.0, np.inf, -1.0], index=index)
    land = pd.Series([0.4, 1.0, np.nan, 0.0, -2.0, 1.0, 1.0], index=index)
    found = output_intensity(output, land)
    assert list(found.index) == list(index)
    assert found["ok"] == pytest.approx(75)  # 30 亿元 on 40 ha = 600 亩
    assert found.drop("ok").isna().all()


def test_no_output_on_known_land_is_zero_and_not_unknown() -> None:
    assert output_intensity(pd.Series([0.0]), pd.Series([2.0])).tolist() == [0.0]


def test_series_of_different_entities_are_refused() -> None:
    with pytest.raises(ValueError, match="one index"):
        output_intensity(pd.Series([1.0], index=["a"]), pd.Series([1.0], index=["b"]))


@given(st.floats(1e-3, 1e6), st.floats(1e-3, 1e6))
def test_intensity_times_land_is_output(output: float, land: float) -> None:
    found = output_intensity(pd.Series([output]), pd.Series([land]))
    assert found.iloc[0] * land == pytest.approx(output)


def _interval(qualifier: str) -> tuple[int, int]:
    """Values that a printed 100 may stand for."""
    return {"exact": (100, 100), "at_least": (100, 1000), "at_most": (10, 100), "about": (50, 200)}[qualifier]


@pytest.mark.parametrize(
    ("above", "below"), list(itertools.product(["exact", "at_least", "at_most", "about"], repeat=2))
)
def test_ratio_qualifier_follows_from_intervals(above: str, below: str) -> None:
    low = _interval(above)[0] / _interval(below)[1]
    high = _interval(above)[1] / _interval(below)[0]
    expected = {
        (True, True): "exact",
        (True, False): "at_least",
        (False, True): "at_most",
        (False, False): "about",
    }
    if "about" in (above, below):
        assert ratio_qualifier(above, below) == "about"
    else:
        assert ratio_qualifier(above, below) == expected[low == 1, high == 1]
