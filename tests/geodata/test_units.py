import numpy as np
import pandas as pd
import pytest

from geodata import units
from geodata.errors import DataFormatError


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


@pytest.mark.parametrize(
    ("spelling", "unit_id"),
    [("亿元", "1e8 CNY"), ("万 元", "1e4 CNY"), ("km²", "km2"), ("平方公里", "km2"), ("ＨＡ", "ha"), ("亩", "mu"),
     ("万人", "1e4 persons"), ("％", "%"), ("亿元/平方公里", "1e8 CNY/km2"), ("家", "1"), ("10,000 yuan", "1e4 CNY")],
)  # fmt: skip
def test_units_are_known_by_their_spellings(spelling: str, unit_id: str) -> None:
    found = units.unit_named(spelling)
    assert found is not None
    assert found.unit_id == unit_id


@pytest.mark.parametrize("spelling", ["", "斤", "元/人", "规上"])
def test_what_is_no_unit(spelling: str) -> None:
    assert units.unit_named(spelling) is None


@pytest.mark.parametrize(
    ("value", "source", "target", "wanted"),
    [
        (123_456.0, "1e4 CNY", "1e8 CNY", 12.3456),
        (12_000.0, "mu", "km2", 8.0),
        (100.0, "ha", "km2", 1.0),
        (1.0, "km2", "mu", 1_500.0),
        (500.0, "1e4 CNY/mu", "1e8 CNY/km2", 75.0),
        (7_500.0, "1e4 CNY/ha", "1e8 CNY/km2", 75.0),
        (7_500.0, "CNY/m2", "1e8 CNY/km2", 75.0),
        (156.4449, "1e4 persons", "persons", 1_564_449.0),
        (2.0, "1e4", "vehicles", 20_000.0),
        (0.1, "1e8 CNY", "1e8 CNY", 0.1),
    ],
)
def test_conversion_is_exact(value: float, source: str, target: str, wanted: float) -> None:
    assert units.convert_unit(value, units.UNITS[source], target=units.UNITS[target]) == wanted


def test_every_unit_converts_there_and_back_within_its_dimension_and_to_no_other() -> None:
    for one in units.UNITS.values():
        for other in units.UNITS.values():
            if one.dimension == other.dimension:
                there = units.convert_unit(3.7, one, target=other)
                assert units.convert_unit(there, other, target=one) == pytest.approx(3.7, rel=1e-15)
            else:
                with pytest.raises(DataFormatError):
                    units.convert_unit(1.0, one, target=other)


def test_the_units_of_areas_agree_with_the_constants() -> None:
    assert float(units.UNITS["mu"].size) == pytest.approx(units.M2_PER_MU)
    assert float(units.UNITS["ha"].size) == units.M2_PER_HA
