import numpy as np
import pandas as pd
import pytest

from geodata import units


def test_the_target_of_the_plan_in_every_unit() -> None:
    # 75 亿元/km² is the target for 2027; the other three are the same money on the same land
    assert units.yi_per_km2_to_wan_per_mu(75.0) == pytest.approx(500)
    assert units.yi_per_km2_to_wan_per_ha(75.0) == pytest.approx(7_500)
    assert units.yi_per_km2_to_cny_per_m2(75.0) == pytest.approx(7_500)
    assert units.wan_per_mu_to_yi_per_km2(500.0) == pytest.approx(75)


def test_mu_is_a_fifteenth_of_a_hectare() -> None:
    assert pytest.approx(666.6666667) == units.M2_PER_MU
    assert units.ha_to_mu(2.0) == 30
    assert units.mu_to_ha(30.0) == 2
    assert pytest.approx(units.M2_PER_KM2) == units.M2_PER_MU * units.MU_PER_KM2


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (units.ha_to_km2, units.km2_to_ha),
        (units.ha_to_mu, units.mu_to_ha),
        (units.yi_to_cny, units.cny_to_yi),
        (units.yi_per_km2_to_wan_per_mu, units.wan_per_mu_to_yi_per_km2),
    ],
)
def test_there_and_back_keeps_values_and_unknowns(there, back) -> None:  # noqa: ANN001 - generic over three types
    values = pd.Series([0.0, 1.5, np.nan, 42_532.7], index=list("abcd"))
    pd.testing.assert_series_equal(back(there(values)), values)


def test_areas_of_the_catalogue() -> None:
    assert units.ha_to_km2(42_532.7) == pytest.approx(425.327)
