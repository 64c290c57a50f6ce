from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.embedded import table
from layout.errors import OwnSiteError
from layout.sites.user_columns import read_fields
from layout.sites.user_model import Facts
from layout.sites.user_parks import lay_over, match_parks, new_park_id, require_single

Square = Callable[..., shapely.Polygon]


def fields(**columns: list[object]) -> pd.DataFrame:
    rows = len(next(iter(columns.values())))
    return read_fields(pd.DataFrame(columns, index=pd.RangeIndex(1, rows + 1)), origin="p.gpkg")[0]


def shapes(*items: object) -> np.ndarray:
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array


def test_code_id_names_and_other_names_match_and_the_rest_is_new() -> None:
    given = fields(
        name=[
            "",
            "",
            "重庆经济技术开发区",
            "Bishan High-tech Industrial Development Zone",
            "西部科学城重庆高新区",
            "新园",
        ],
        代码=["G501189", "", "", "", "", ""],
        park_id=["", "gaozhu_na", "", "", "", ""],
    )
    found = match_parks(given, table("parks"), origin="p")
    assert list(found) == ["wanzhou_etdz", "gaozhu_na", "cq_etdz", "bishan_htz", "cq_htz", ""]


def test_two_rows_of_one_park_and_a_row_without_a_name_are_refused() -> None:
    twice = match_parks(
        fields(name=["重庆高新技术产业开发区", "西部科学城重庆高新区"]), table("parks"), origin="p"
    )
    with pytest.raises(OwnSiteError, match="rows 1, 2 both stand for park cq_htz"):
        require_single(twice, origin="p")
    with pytest.raises(OwnSiteError, match="row 1 has neither name nor code"):
        match_parks(fields(note=["x"]), table("parks"), origin="p")


def test_the_id_of_a_new_park_depends_on_its_name_alone() -> None:
    assert new_park_id("新 园") == new_park_id("新园") != new_park_id("老园")
    assert new_park_id("新园", "my_park") == "my_park"
    assert new_park_id("新园", "<b>").startswith("office_")


def test_an_outline_places_a_park_and_measures_it_beside_its_approved_area(
    facts: Facts, square: Square
) -> None:
    parks = table("parks")
    given = fields(name=["x"], free_land_ha=[7.5]).assign(host_park_id=["cq_htz"])
    laid = lay_over(parks, given, shapes=shapes(square(106.3, 29.4, 0.05)), ground=facts.ground).set_index(
        "park_id"
    )
    before = parks.set_index("park_id")
    row = laid.loc["cq_htz"]
    assert row["approved_area_ha"] == before.loc["cq_htz", "approved_area_ha"]
    assert row["measured_area_ha"] == pytest.approx(2689, abs=1)
    assert row["free_land_ha"] == 7.5
    assert (row["lon"], row["lat"]) == pytest.approx((106.325, 29.425))
    assert row["position_precision_m"] < before.loc["cq_htz", "position_precision_m"] + 1_000
    others = [key for key in before.index if key != "cq_htz"]
    pd.testing.assert_frame_equal(laid.loc[others, list(before.columns)], before.loc[others])
    pd.testing.assert_frame_equal(parks, table("parks"))


def test_a_new_park_stands_below_with_district_zones_and_blanks(facts: Facts, square: Square) -> None:
    given = fields(name=["新园"]).assign(host_park_id=["new_one"])
    laid = lay_over(table("parks"), given, shapes=shapes(square(108.4, 30.7)), ground=facts.ground)
    row = laid.iloc[-1]
    assert (row["park_id"], row["adcode"], row["level"], row["source_ids"]) == ("new_one", "500101", "", ())
    assert set(row["zone_ids"]) == {"wankaiyun", "three_gorges_northeast"}
    assert np.isnan(row["approved_area_ha"])
    assert list(laid.dtypes.items())[:22] == list(table("parks").dtypes.items())


def test_a_row_without_a_shape_leaves_the_position_alone(facts: Facts) -> None:
    given = fields(name=["x"], 产业集群=[["icnev"]]).assign(host_park_id=["cq_htz"])
    row = (
        lay_over(table("parks"), given, shapes=shapes(None), ground=facts.ground)
        .set_index("park_id")
        .loc["cq_htz"]
    )
    before = table("parks").set_index("park_id").loc["cq_htz"]
    assert (row["lon"], row["position_precision_m"]) == (before["lon"], before["position_precision_m"])
    assert row["cluster_ids"] == ("icnev",)
    assert np.isnan(row["measured_area_ha"])
