import numpy as np
import pandas as pd
import pytest

from layout.errors import UnknownKeyError
from layout.landuse.indicators.table import COLUMNS, available, indicator_table, indicator_values

FRAME = pd.DataFrame(
    {
        "tax_wan": [300.0, np.nan, 10.0, 5.0],
        "land_mu": [150.0, 150.0, 0.0, 10.0],
        "service_land_mu": [12.0, 1.0, 1.0, 20.0],
        "industrial_land_mu": [150.0, 150.0, np.nan, 10.0],
    },
    index=pd.Index(["a", "b", "c", "d"], name="park"),
)


def test_each_value_carries_its_pair() -> None:
    table = indicator_table(FRAME, ["tax_per_mu"]).set_index("entity")
    assert table.loc["a", "value"] == pytest.approx(2)
    assert table.loc["a", "numerator_value"] == pytest.approx(0.03)
    assert table.loc["a", "denominator_value"] == pytest.approx(0.1)
    assert (table["numerator"] + "/" + table["denominator"]).unique().tolist() == ["tax/land"]
    assert table["clause"].unique().tolist() == ["clause not seen"]


def test_each_gap_says_why_in_both_languages() -> None:
    tax = indicator_table(FRAME, ["tax_per_mu"]).set_index("entity")
    assert tax["basis"].tolist() == ["computed", "missing", "missing", "computed"]
    assert tax.loc["b", "reason_en"] == "tax: no figure"
    assert tax.loc["c", "reason_zh"] == "用地面积为零或负值"
    share = indicator_table(FRAME, ["service_land_share"]).set_index("entity")
    assert share.loc["d", "reason_en"].startswith(
        "land of service facilities is greater than industrial land"
    )


def test_by_default_what_the_columns_allow() -> None:
    assert available(FRAME) == ("service_land_share", "tax_per_land", "tax_per_mu")
    table = indicator_table(FRAME)
    assert list(table.columns) == list(COLUMNS)
    assert len(table) == 3 * len(FRAME)
    assert indicator_table(pd.DataFrame({"tax_wan": [1.0]})).empty


def test_values_keep_the_index_of_the_frame() -> None:
    found = indicator_values(FRAME, "tax_per_mu")
    assert found.index.equals(FRAME.index)
    assert found.name == "tax_per_mu"


def test_unknown_indicator() -> None:
    with pytest.raises(UnknownKeyError):
        indicator_values(FRAME, "happiness")


def test_the_bulletins_on_national_zones_are_one_worked_evaluation() -> None:
    """Two bulletins of the ministry on the intensive use of national development zones, as reported, fit one table.

    Bulletin of 2020 (541 zones): 6.70 × 10⁴ ha still to be built are 13.84 % of the land that can be developed; land
    development 89.46 %, supply 92.68 %, built-up 92.77 %, industrial land 48.52 %; overall floor area ratio 0.98, of
    industrial land 0.93; investment 8,984.3 and tax 678.99 ×10⁴ CNY a hectare, 4.6 % and 3.4 % more than a year before.
    Bulletin of 2019 (531 zones, end of 2018): investment 15.30 and tax of the enterprises 1.17 × 10¹² CNY.
    """
    developable = 6.70 / 0.1384 * 100  # km²
    ready = developable * 0.8946
    supplied = ready * 0.9268
    built = supplied * 0.9277
    industrial = built * 0.4852
    zones = pd.DataFrame(
        {
            "developable_land_km2": [developable],
            "ready_land_km2": [ready],
            "supplied_land_km2": [supplied],
            "built_land_km2": [built],
            "industrial_land_km2": [industrial],
            "floor_area_km2": [0.98 * built],
            "industrial_floor_area_km2": [0.93 * industrial],
            "investment_yi": [153_000 * 1.046],
            "tax_yi": [11_700 * 1.034],
        },
        index=["national"],
    )
    found = indicator_table(zones).set_index("indicator_id")["value"]
    printed = {
        "land_development_rate": 89.46,
        "land_supply_rate": 92.68,
        "built_up_rate": 92.77,
        "industrial_land_rate": 48.52,
        "floor_area_ratio": 0.98,
        "industrial_floor_area_ratio": 0.93,
    }
    assert found[list(printed)].to_dict() == pytest.approx(printed)
    # the totals of the year before come from ten zones fewer and are printed with three figures
    assert found["investment_intensity"] == pytest.approx(8_984.3, rel=0.02)
    assert found["tax_per_land"] == pytest.approx(678.99, rel=0.02)
    # what both totals say of the land that they rest on does not depend on the land above
    land_of_investment = 15.30e12 / (8_984.3e4 / 1.046)
    land_of_tax = 1.17e12 / (678.99e4 / 1.034)
    assert land_of_tax == pytest.approx(land_of_investment, rel=1e-3)
