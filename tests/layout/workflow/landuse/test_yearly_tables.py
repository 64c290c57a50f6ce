import pandas as pd
import pytest

from layout.errors import OfficeTableError
from layout.workflow.landuse.yearly_tables import has_years, latest_parks, yearly_parks


def cells(**changes: list[str]) -> pd.DataFrame:
    columns = {
        "park_id": ["a", "a", "b"],
        "year": ["2022", "2023年", "2022"],
        "output_yi": ["10", "12", "7"],
    }
    return pd.DataFrame(columns | changes, index=[2, 3, 4], dtype=object)


def test_each_year_is_a_table_of_its_own() -> None:
    found = yearly_parks(cells(), origin="t")
    assert list(found) == [2022, 2023]
    assert found[2022]["output_yi"].to_dict() == {"a": 10, "b": 7}
    assert found[2023].index.tolist() == ["a"]


def test_a_park_stands_in_its_latest_year() -> None:
    assert has_years(cells())
    assert latest_parks(cells(), origin="t")["output_yi"].to_dict() == {"b": 7, "a": 12}


def test_one_row_a_park_is_read_as_ever() -> None:
    single = cells(park_id=["a", "c", "b"], year=["", "2023", ""])
    assert not has_years(single)
    assert latest_parks(single, origin="t").index.tolist() == ["a", "c", "b"]
    assert yearly_parks(single.drop(columns="year"), origin="t") == {}


@pytest.mark.parametrize("year", ["", "23", "二〇二三"])
def test_a_year_that_is_none_is_refused_with_its_line(year: str) -> None:
    with pytest.raises(OfficeTableError, match="line 3"):
        latest_parks(cells(year=["2022", year, "2022"]), origin="t")


def test_a_park_twice_in_a_year_is_refused() -> None:
    with pytest.raises(OfficeTableError, match="repeated"):
        latest_parks(cells(year=["2022", "2022", "2022"]), origin="t")
