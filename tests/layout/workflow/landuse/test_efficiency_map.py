import pandas as pd
import pytest

from layout.workflow.landuse.efficiency import efficiency
from layout.workflow.landuse.efficiency_map import efficiency_districts, efficiency_parks, unplaced

PAIR = "gross_output-per-approved_area"
OFFICE = pd.DataFrame(
    {
        "output_yi": [100.0, 30.0, 12.0],
        "industrial_land_mu": [3000.0, 3000.0, 600.0],
        "adcode": ["", "500156", "500156"],
        "name": ["", "甲", "乙"],
        "source": ["台账", "", ""],
        "lon": [float("nan"), 107.7, float("nan")],
        "lat": [float("nan"), 29.3, float("nan")],
    },
    index=pd.Index(["fuling_ip", "own_a", "own_b"], name="park_id"),
)


def test_the_map_has_the_very_figures_of_the_ranking() -> None:
    found = efficiency(PAIR, estimates=True)
    frame = efficiency_parks(found).set_index("park_id")
    assert len(frame) == 64
    known = frame["value"].dropna()
    assert known.to_dict() == pytest.approx(found.parks["intensity_yi_per_km2"].to_dict())
    assert frame.loc[known.index, "status"].to_dict() == found.parks["basis"].to_dict()
    assert set(frame.drop(index=known.index)["status"]) == {"missing"}
    assert frame.loc[known.index, "value_wan_per_mu"].tolist() == pytest.approx((known / 0.15).tolist())
    assert (frame.loc[known.index, "source_zh"] != "").all()
    apart = (frame["numerator_year"] - frame["denominator_year"]).abs()
    pd.testing.assert_series_equal(frame["year_gap"], apart, check_names=False)


def test_parks_of_the_office_stand_where_it_says_and_the_rest_is_listed() -> None:
    found = efficiency(PAIR, office=OFFICE)
    frame = efficiency_parks(found, OFFICE)
    rows = frame.set_index("park_id")
    assert (rows.loc["own_a", "geometry"].x, rows.loc["own_a", "geometry"].y) == (107.7, 29.3)
    assert rows.loc["fuling_ip", "geometry"] is not None
    assert rows.loc["fuling_ip", "source_zh"] == "台账"
    assert rows.loc["own_a", "source_zh"] == "本单位数据"
    assert rows.loc["own_a", "approved_area_ha"] == pytest.approx(200)
    assert unplaced(frame)["park_id"].tolist() == ["own_b"]


def test_districts_sum_their_parks_and_tell_what_that_covers() -> None:
    found = efficiency(PAIR, office=OFFICE)
    frame = efficiency_districts(found).set_index("adcode")
    assert frame.loc["500156", "value"] == pytest.approx(42 / 2.4)
    assert "2 of 2 parks" in frame.loc["500156", "source_en"]
    assert frame["value"].notna().sum() == 2
    assert set(frame.loc[frame["value"].isna(), "status"]) == {"missing"}


def test_a_district_with_an_estimate_says_so() -> None:
    found = efficiency(PAIR, estimates=True)
    codes = set(found.parks.loc[found.parks["basis"] == "estimate", "adcode"])
    frame = efficiency_districts(found).set_index("adcode")
    assert set(frame.index[frame["status"] == "estimate"]) == codes
