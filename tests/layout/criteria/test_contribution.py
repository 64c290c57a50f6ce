from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from layout.criteria.contribution import measure_target_contribution
from layout.criteria.land import measure_land_fit

Frame = Callable[..., pd.DataFrame]


def test_the_share_by_hand(frame: Frame) -> None:
    # 800 ha at 75 亿元/km² ask for 600 亿元; 120 亿元 are 20 %
    sites = frame({"park_id": "a", "approved_area_ha": 800.0})
    result = measure_target_contribution(sites, output_yi=120, intensity_yi_per_km2=75)
    assert result.raw["a"] == pytest.approx(20)
    assert result.phrases["a"].zh == "相当于核准面积按 75 亿元/km² 应有产出 600 亿元的 20%"
    assert "20 % of the 60 billion CNY that 7.5 billion CNY/km² asks" in result.phrases["a"].en


@pytest.mark.parametrize("area", [np.nan, 0.0])
def test_no_area_gives_no_share(frame: Frame, area: float) -> None:
    result = measure_target_contribution(
        frame({"approved_area_ha": area}), output_yi=1, intensity_yi_per_km2=75
    )
    assert result.raw.isna().all()
    assert set(result.missing) == {"a"}


def test_its_product_with_land_fit_is_the_same_everywhere(frame: Frame) -> None:
    sites = frame(*({"park_id": str(area), "approved_area_ha": area} for area in (50.0, 300.0, 2817.07)))
    land = measure_land_fit(sites, land_need_ha=40).raw
    share = measure_target_contribution(sites, output_yi=60, intensity_yi_per_km2=75).raw
    np.testing.assert_allclose(land * share, 100 * 60 / (75 * 0.4))


def test_an_own_site_counts_with_the_approved_area_of_its_park(frame: Frame) -> None:
    sites = frame(
        {"park_id": "in", "origin": "office", "target_area_ha": 1000.0, "approved_area_ha": np.nan},
        {"park_id": "out", "origin": "office", "target_area_ha": np.nan, "approved_area_ha": 500.0},
        {"park_id": "park", "origin": "", "approved_area_ha": 1000.0, "target_area_ha": np.nan},
    )
    result = measure_target_contribution(sites, output_yi=75.0, intensity_yi_per_km2=75.0)
    assert result.raw["in"] == result.raw["park"] == 10.0
    assert "that it lies in" in result.phrases["in"].en
    assert "host_park_id" in result.missing["out"].en
