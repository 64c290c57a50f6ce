import pandas as pd
import pytest

from layout.landuse.estimates import ESTIMATE, spread_by_area

PARKS = pd.DataFrame(
    {
        "park_id": ["a", "b", "inside_a", "c", "d", "e"],
        "adcode": ["1", "1", "1", "2", "3", "3"],
        "parent_park_id": ["", "", "a", "", "", ""],
    }
)
LAND = pd.Series({"a": 3.0, "b": 1.0, "inside_a": 2.0, "c": 5.0, "d": 1.0})
DISTRICTS = pd.DataFrame(
    {"entity_id": ["1", "2", "3"], "value": [100.0, 50.0, 9.0], "year": 2022, "source_ids": [("s",)] * 3}
)


def test_a_total_is_spread_by_area_and_every_row_says_estimate() -> None:
    found = spread_by_area(DISTRICTS, PARKS, land_km2=LAND, share_in_parks=0.8).set_index("entity_id")
    assert found["output_yi"].to_dict() == pytest.approx({"a": 60, "b": 20, "c": 40})
    assert set(found["basis"]) == {ESTIMATE}
    assert found.loc["a", "source_ids"] == ("s",)


def test_a_district_with_an_unknown_area_is_left_out() -> None:
    assert "d" not in set(spread_by_area(DISTRICTS, PARKS, land_km2=LAND, share_in_parks=1.0)["entity_id"])


def test_parks_with_a_figure_keep_it_and_their_district_is_not_spread() -> None:
    found = spread_by_area(DISTRICTS, PARKS, land_km2=LAND, share_in_parks=1.0, known=frozenset({"b"}))
    assert found["entity_id"].tolist() == ["c"]


@pytest.mark.parametrize("share", [0.0, 1.2, -1.0, float("nan")])
def test_the_share_is_an_assumption_that_must_make_sense(share: float) -> None:
    with pytest.raises(ValueError, match="share_in_parks"):
        spread_by_area(DISTRICTS, PARKS, land_km2=LAND, share_in_parks=share)
