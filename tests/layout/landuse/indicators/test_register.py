import pandas as pd
import pytest

from layout.errors import UnknownKeyError
from layout.landuse.indicators.register import INDICATORS, indicator
from layout.landuse.quantities import QUANTITIES

ASKED_FOR = {
    "land_supply_rate",
    "built_up_rate",
    "industrial_land_rate",
    "floor_area_ratio",
    "building_density",
    "industrial_floor_area_ratio",
    "building_coefficient",
    "service_land_share",
    "investment_intensity",
    "land_output_rate",
    "tax_per_land",
    "value_added_per_mu",
    "tax_per_mu",
    "labour_productivity",
    "value_added_per_energy",
    "value_added_per_emission",
    "rd_share",
    "idle_land_rate",
}


def test_every_indicator_of_the_evaluation_and_of_the_reform_is_there() -> None:
    assert set(INDICATORS) >= ASKED_FOR


def test_pairs_are_known_quantities_and_functions_their_own() -> None:
    for one in INDICATORS.values():
        assert {one.numerator, one.denominator} <= set(QUANTITIES)
        assert one.kernel.__name__ == one.indicator_id  # type: ignore[attr-defined]
        assert one.kernel(pd.Series([1.0]), pd.Series([2.0])).iloc[0] > 0


def test_an_unknown_indicator_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownKeyError, match=r"'gdp_per_mu'.*tax_per_mu"):
        indicator("gdp_per_mu")
