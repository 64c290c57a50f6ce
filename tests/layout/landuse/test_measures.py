import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.landuse.controls import SIX
from layout.landuse.measures import MEASURES, to_unit

FAMILY = ("yi_per_km2", "wan_per_ha", "wan_per_mu", "cny_per_m2")


def test_the_target_in_four_units() -> None:
    found = [to_unit(75.0, "yi_per_km2", wanted=unit) for unit in FAMILY]
    assert found == pytest.approx([75, 7_500, 500, 7_500])


@given(st.floats(0, 1e6), st.sampled_from(FAMILY), st.sampled_from(FAMILY))
def test_conversion_goes_both_ways(value: float, one: str, other: str) -> None:
    assert to_unit(to_unit(value, one, wanted=other), other, wanted=one) == pytest.approx(value)


def test_shares_and_ratios() -> None:
    assert to_unit(0.3, "ratio", wanted="pct") == pytest.approx(30)
    assert to_unit(1.2, "ratio", wanted="ratio") == 1.2


@pytest.mark.parametrize(
    ("value", "unit"), [(1.0, "wan_per_mu"), (-1.0, "pct"), (float("inf"), "pct"), (1.0, "")]
)
def test_units_of_another_family_are_refused(value: float, unit: str) -> None:
    with pytest.raises(ValueError, match="cannot be turned"):
        to_unit(value, unit, wanted="pct")


def test_the_six_indicators_are_measured() -> None:
    assert set(SIX) <= set(MEASURES)
    assert MEASURES["investment_intensity"].factor == pytest.approx(100)  # 1 亿元/km² = 100 万元/公顷
    assert MEASURES["tax_per_land"].units == FAMILY
    assert len({one.name.zh for one in MEASURES.values()}) == len(MEASURES)
