import pandas as pd
import pytest

from layout.errors import UnitError
from layout.workflow.landuse.frontier_input import frontier_parks, known_quantities


def test_embedded_parks_give_output_and_land() -> None:
    found = frontier_parks(None)
    assert list(found.columns) == ["output_yi", "industrial_land_km2"]
    assert found.loc["changshou_etdz"].tolist() == [1209, 10]


def test_land_of_the_office_stands_for_industrial_land_where_that_is_not_given() -> None:
    office = pd.DataFrame({"land_mu": [600.0], "output_yi": [30.0]}, index=["a"])
    assert "industrial_land_mu" in frontier_parks(office)
    both = office.assign(industrial_land_mu=[300.0])
    assert frontier_parks(both) is both


def test_quantities_are_read_from_a_list_and_checked() -> None:
    assert known_quantities("industrial_land, employees") == ("industrial_land", "employees")
    assert known_quantities(None) == ()
    with pytest.raises(UnitError, match="'workers'"):
        known_quantities("workers")
