import math

import numpy as np
import pytest

from layout.errors import CaseError
from layout.workflow.allocation.read import is_resource, read_parks, read_projects, read_values, year_columns
from layout.workflow.allocation.tables import Table, parse_table_bytes


def table_of(text: str) -> Table:
    return parse_table_bytes(text.encode(), "t.csv", required=())


def test_land_comes_from_the_output_where_it_is_not_given() -> None:
    text = "project_id,land_ha,output_cny,cluster_id,required,water_m3_per_day\nA,,7500000000,icnev,true,5\nB,3,,x,,\n"
    first, second = read_projects(table_of(text), intensity_yi_per_km2=75.0, place_all=False)
    # 75 yi at 75 yi/km2 need 1 km2
    assert first.land_ha == pytest.approx(100.0)
    assert (first.required, second.required, first.chain_id) == (True, False, "icnev")
    assert first.demands == {"water_m3_per_day": 5.0}
    assert math.isnan(second.output_cny)
    assert math.isnan(second.demands["water_m3_per_day"])
    assert all(
        item.required for item in read_projects(table_of(text), intensity_yi_per_km2=75.0, place_all=True)
    )
    with pytest.raises(CaseError, match="line 2, column land_ha"):
        read_projects(table_of(text), intensity_yi_per_km2=None, place_all=False)


def test_parks_of_the_facts_bring_what_the_table_lacks() -> None:
    known, strange = read_parks(table_of("park_id,available_ha,power_mw\nbishan_htz,12,\nmine,3,4\n"))
    assert known.name.zh == "璧山高新技术产业开发区"
    assert known.adcode == "500120"
    assert "western_yu" in known.zone_ids
    assert known.lon == pytest.approx(106.21)
    assert known.capacities == {}
    assert (strange.name.en, strange.adcode, strange.zone_ids) == ("mine", "", ())
    assert math.isnan(strange.lon)
    assert strange.capacities == {"power_mw": 4.0}


def test_land_by_year() -> None:
    table = table_of("park_id,available_ha_2027,available_ha_2025\nmine,9,4\n")
    assert list(year_columns(table)) == [2025, 2027]
    assert read_parks(table)[0].available_ha == (4.0, 9.0)
    with pytest.raises(CaseError, match="available_ha is missing"):
        read_parks(table_of("park_id\nmine\n"))
    with pytest.raises(CaseError, match="park_id is blank"):
        read_parks(table_of("park_id,available_ha\n,3\n"))


def test_values_fill_a_matrix_and_leave_gaps_unknown() -> None:
    projects = read_projects(
        table_of("project_id,land_ha\nA,1\nB,1\n"), intensity_yi_per_km2=None, place_all=False
    )
    parks = read_parks(table_of("park_id,available_ha\nk,1\nl,1\n"))
    found = read_values(
        table_of("project_id,park_id,value,cost_cny\nA,l,0.5,7\nB,k,0.25,0\n"), projects, parks=parks
    )
    assert np.array_equal(found.values, [[np.nan, 0.5], [0.25, np.nan]], equal_nan=True)
    assert found.costs is not None
    assert found.costs[0, 1] == 7.0
    assert found.low is None
    for text, words in (
        ("project_id,park_id,value\nA,z,1\n", "not in the tables"),
        ("project_id,park_id,value\nA,k,1\nA,k,2\n", "stands twice"),
        ("project_id,park_id,value,cost_cny\nA,k,1,\n", "cost_cny is blank"),
    ):
        with pytest.raises(CaseError, match=words):
            read_values(table_of(text), projects, parks=parks)


def test_resource_columns() -> None:
    assert is_resource("power_mw")
    assert is_resource("resource_gas")
    assert not is_resource("land_ha")
