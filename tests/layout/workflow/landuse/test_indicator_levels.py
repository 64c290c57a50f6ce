import pandas as pd
import pytest

from layout.errors import UnknownKeyError
from layout.workflow.landuse.indicator_levels import INDICATOR_LEVELS, LEVEL_COLUMNS, indicator_level

OFFICE = pd.DataFrame(
    {
        "tax_wan": [1800.0, 200.0, float("nan")],
        "land_mu": [100.0, 100.0, 50.0],
        "adcode": ["500156", "500156", "500117"],
    },
    index=pd.Index(["a", "b", "c"], name="park_id"),
)


def test_rates_are_recomputed_from_sums_and_never_averaged() -> None:
    district = indicator_level(OFFICE, "tax_per_mu", level="district").loc["500156"]
    assert district["value"] == pytest.approx(2000 / 200)
    assert district["name_zh"] == "武隆区"
    assert district[["parks_covered", "parks_total"]].tolist() == [2, 2]
    uneven = OFFICE.assign(land_mu=[100.0, 300.0, 50.0])
    found = indicator_level(uneven, "tax_per_mu", level="district").loc["500156", "value"]
    assert found == pytest.approx(2000 / 400)
    assert found != pytest.approx((18 + 200 / 300) / 2)


def test_the_city_says_how_much_of_land_and_parks_it_covers() -> None:
    (row,) = indicator_level(OFFICE, "tax_per_mu", level="city").to_dict("records")
    assert (row["parks_covered"], row["parks_total"]) == (2, 3)
    assert row["land_share"] == pytest.approx(200 / 250)


def test_a_park_without_a_figure_says_why_and_is_not_zero() -> None:
    parks = indicator_level(OFFICE, "tax_per_mu", level="park")
    assert parks.index[-1] == "c"
    assert pd.isna(parks.loc["c", "value"])
    assert "tax" in parks.loc["c", "reason_en"]
    assert parks.loc["a", "value"] == pytest.approx(18)


@pytest.mark.parametrize("level", INDICATOR_LEVELS)
def test_every_level_has_the_same_columns(level: str) -> None:
    found = indicator_level(OFFICE, "tax_per_mu", level=level)  # type: ignore[arg-type]  # the parameter lists levels
    assert tuple(found.columns) == LEVEL_COLUMNS


def test_an_unknown_indicator_is_named() -> None:
    with pytest.raises(UnknownKeyError):
        indicator_level(OFFICE, "happiness", level="city")
