import pandas as pd
import pytest

from geodata.embedded import table
from layout.workflow.maps.park_places import (
    CITY,
    PLACE_COLUMNS,
    embedded_places,
    grouping,
    groups_of,
    office_places,
    zones_of,
)

OFFICE = pd.DataFrame(
    {"name": ["", "自建"], "adcode": ["", "500156"], "industrial_land_mu": [1500.0, 300.0]},
    index=pd.Index(["fuling_ip", "own"], name="park_id"),
)


def test_every_embedded_park_has_a_place() -> None:
    places = embedded_places()
    assert tuple(places.columns) == PLACE_COLUMNS
    assert len(places) == len(table("parks"))
    assert places.loc["changshou_etdz", "land_km2"] == 10


def test_the_office_fills_what_it_knows_and_the_embedded_list_the_rest() -> None:
    places = office_places(OFFICE)
    assert places.loc["fuling_ip", "name_zh"] == embedded_places().loc["fuling_ip", "name_zh"]
    assert places.loc["fuling_ip", "zone_ids"] == embedded_places().loc["fuling_ip", "zone_ids"]
    assert places.loc["own", ["name_en", "adcode"]].tolist() == ["自建", "500156"]
    assert places.loc["own", "zone_ids"] == zones_of("500156")
    assert places["land_km2"].tolist() == pytest.approx([1.0, 0.2])


def test_zones_of_a_district_are_those_that_hold_all_of_it() -> None:
    whole = {
        zone["zone_id"]
        for zone in table("layout_zones").to_dict("records")
        if "500156" in zone["member_adcodes"] and zone["kind"] != "flagship"
    }
    assert set(zones_of("500156")) == whole
    assert zones_of("") == ()
    assert "liangjiang" not in zones_of("500112")


def test_a_park_is_in_one_city_one_district_and_all_of_its_zones() -> None:
    place = embedded_places().to_dict("index")["changshou_etdz"]
    assert groups_of(place, "city") == (CITY,)
    assert groups_of(place, "district") == ("500115",)
    assert len(groups_of(place, "zone")) == 3
    assert groups_of({"adcode": "", "zone_ids": float("nan")}, "district") == ()
    assert groups_of({"adcode": "", "zone_ids": float("nan")}, "zone") == ()


def test_groups_hold_every_park_once_and_know_who_lies_in_whom() -> None:
    places = embedded_places()
    city = grouping(places, "city")
    assert set(city.members[CITY]) == set(places.index)
    parents = {park: parent for park, parent in places["parent"].items() if parent}
    assert city.parents == parents
    assert len(city.without_nested(list(places.index))) == len(places) - len(parents)
