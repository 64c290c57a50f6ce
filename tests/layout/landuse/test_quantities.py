import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.errors import UnitError
from layout.landuse.quantities import FACTORS, QUANTITIES, column_of, quantity, unknown_columns


def test_four_units_of_land_mean_the_same_land() -> None:
    found = {
        unit: quantity(pd.DataFrame({f"land_{unit}": [value]}), "land").iloc[0]
        for unit, value in (("km2", 0.4), ("ha", 40.0), ("mu", 600.0), ("m2", 400_000.0))
    }
    assert found == pytest.approx(dict.fromkeys(found, 0.4))


def test_three_units_of_money_mean_the_same_money() -> None:
    found = [
        quantity(pd.DataFrame({f"tax_{unit}": [value]}), "tax").iloc[0]
        for unit, value in (("yi", 1.5), ("wan", 15_000.0), ("cny", 1.5e8))
    ]
    assert found == pytest.approx([1.5, 1.5, 1.5])


@given(st.sampled_from(sorted(FACTORS["area"])), st.floats(1e-3, 1e9))
def test_conversion_goes_both_ways(unit: str, value: float) -> None:
    factor = FACTORS["area"][unit]
    assert quantity(pd.DataFrame({f"land_{unit}": [value]}), "land").iloc[0] / factor == pytest.approx(value)


def test_a_quantity_without_a_column_is_unknown_and_not_zero() -> None:
    frame = pd.DataFrame(index=pd.Index(["a", "b"]))
    found = quantity(frame, "tax")
    assert found.isna().all()
    assert list(found.index) == ["a", "b"]


def test_a_column_without_a_unit_is_refused_and_the_units_are_named() -> None:
    with pytest.raises(UnitError, match="land_km2, land_ha, land_mu, land_m2"):
        column_of(pd.DataFrame({"land": [1.0]}), "land")


def test_two_columns_of_one_quantity_are_refused() -> None:
    with pytest.raises(UnitError, match="given twice"):
        quantity(pd.DataFrame({"tax_yi": [1.0], "tax_wan": [10_000.0]}), "tax")


def test_columns_that_mean_nothing_are_named() -> None:
    assert unknown_columns(["name", "tax_yi", "tax_usd", "land"], ("name",)) == ["tax_usd", "land"]


def test_every_quantity_has_a_kind_with_units() -> None:
    assert set(QUANTITIES.values()) == set(FACTORS)
