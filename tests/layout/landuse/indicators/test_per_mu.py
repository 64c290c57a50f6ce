"""A worked firm: 150 mu, value added 2.0424 亿元, tax 3,614.55 万元, chosen so that the results are those of the
benchmarks that Huangyan district published for 2022 (notice of 2023-09-25, annex 2).
"""

import pandas as pd
import pytest

from layout.landuse.indicators.table import indicator_values

HUANGYAN_2022 = {
    "tax_per_mu": 24.097,
    "value_added_per_mu": 136.16,
    "value_added_per_energy": 2.694,
    "value_added_per_emission": 4929.81,
    "labour_productivity": 18.14,
    "rd_share": 3.02,
}


def test_firm_at_the_published_benchmarks() -> None:
    value_added_wan = 136.16 * 150
    firm = pd.DataFrame(
        {
            "land_mu": [150.0],
            "tax_wan": [24.097 * 150],
            "value_added_wan": [value_added_wan],
            "energy_tce": [value_added_wan / 2.694],
            "emissions_t": [value_added_wan / 4929.81],
            "employees_persons": [value_added_wan / 18.14],
            "rd_spend_wan": [302.0],
            "revenue_wan": [10_000.0],
        }
    )
    found = {name: indicator_values(firm, name).iloc[0] for name in HUANGYAN_2022}
    assert found == pytest.approx(HUANGYAN_2022)


def test_changshou_99_1_wan_per_mu_is_14_865_yi_per_km2() -> None:
    frame = pd.DataFrame({"value_added_yi": [14.865], "land_km2": [1.0]})
    assert indicator_values(frame, "value_added_per_mu").iloc[0] == pytest.approx(99.1)


def test_a_loss_is_a_figure_and_no_employees_are_none() -> None:
    frame = pd.DataFrame({"value_added_wan": [-50.0, 10.0], "employees_persons": [10.0, 0.0]})
    found = indicator_values(frame, "labour_productivity")
    assert found.iloc[0] == -5
    assert found.isna().tolist() == [False, True]
