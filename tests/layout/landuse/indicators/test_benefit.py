"""Published figures of national development zones (ministry's bulletins of 2011-11 and 2013-01, as reported).

223 zones, end of 2009: cumulative investment 3.36 trillion CNY at 4,812.43 万元/公顷; revenue 8.77 trillion CNY at
12,563.33 万元/公顷. 341 zones, end of 2011: 6.38 trillion; revenue 15.32 trillion at 12,984.94 万元/公顷.
"""

import pandas as pd
import pytest

from geodata.units import ha_to_km2, yi_per_km2_to_wan_per_ha, yi_per_km2_to_wan_per_mu
from layout.landuse.indicators import benefit


def one(value: float) -> pd.Series:
    return pd.Series([value])


def test_two_published_intensities_rest_on_the_same_land() -> None:
    land_of_revenue = 8.77e12 / (12_563.33 * 1e4)  # ha
    invested = benefit.investment_intensity(one(33_600.0), one(ha_to_km2(land_of_revenue))).iloc[0]
    assert invested == pytest.approx(4_812.43, rel=2e-3)  # both totals are printed with three figures
    output = benefit.land_output_rate(one(87_700.0), one(ha_to_km2(land_of_revenue))).iloc[0]
    assert yi_per_km2_to_wan_per_ha(output) == pytest.approx(12_563.33)


def test_national_zones_of_2011_were_above_the_75_of_the_plan() -> None:
    land = ha_to_km2(15.32e12 / (12_984.94 * 1e4))
    found = benefit.land_output_rate(one(153_200.0), one(land)).iloc[0]
    assert found == pytest.approx(129.85, abs=0.01)
    assert yi_per_km2_to_wan_per_mu(found) == pytest.approx(865.66, abs=0.01)


def test_thirty_yi_on_forty_hectares_is_the_target() -> None:
    assert benefit.land_output_rate(one(30.0), one(0.4)).iloc[0] == pytest.approx(75)


def test_tax_may_be_negative_after_refunds() -> None:
    assert benefit.tax_per_land(
        pd.Series([0.678_99, -0.1]), one(0.1).repeat(2).reset_index(drop=True)
    ).tolist() == (pytest.approx([678.99, -100]))
