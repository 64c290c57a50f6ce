import math

import pandas as pd
import pytest

from geodata.embedded import table
from geodata.errors import DataFormatError
from layout.errors import OfficeTableError, UnitError
from layout.landuse.controls import office_controls
from layout.workflow.landuse.office_tables import (
    FIGURE_COLUMNS,
    MOST_BYTES,
    entity_table,
    office_cells,
    office_statistics,
    template_columns,
)

PARKS = 'park_id,name,output_yi,industrial_land_mu\nfuling_ip,涪陵,"1,225",15000\nown,自建园区,,300\n'


def test_parks_of_the_office() -> None:
    found = entity_table(office_cells(PARKS.encode(), origin="own.csv"), "parks", origin="own.csv")
    assert found.index.tolist() == ["fuling_ip", "own"]
    assert found.loc["fuling_ip", "output_yi"] == 1225
    assert math.isnan(found.loc["own", "output_yi"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("park_id,output_yi\na,1\na,2\n", "line 3: park_id is blank or repeated"),
        ("park_id,output_yi\n,1\n", "line 2: park_id is blank"),
        ("park_id,output_yi\na,lots\n", "line 2: output_yi 'lots' is not a number"),
        ("park_id,output_yi\na,inf\n", "is not a figure"),
        ("park_id,output_yi\na,nan\n", "is not a figure"),
        ("park_id,output_usd\na,1\n", "column output_usd is not known"),
        ("name,output_yi\na,1\n", "column park_id is missing"),
        ("park_id,output_yi\na,1\n\nb,much\n", "line 4: output_yi 'much'"),
        ("park_id,lon\na,1066\n", "lon is not in degrees"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(OfficeTableError) as caught:
        entity_table(office_cells(text.encode(), origin="own.csv"), "parks", origin="own.csv")
    assert said in caught.value.text.en
    assert "own.csv" in caught.value.text.zh


def test_blank_rows_are_no_rows_and_the_others_keep_their_lines() -> None:
    found = office_cells(b"park_id,name\na,b\n,\n\nc,d\n", origin="x.csv")
    assert found.index.tolist() == [2, 5]


def test_a_table_beyond_the_limit_is_refused() -> None:
    with pytest.raises(OfficeTableError, match="at most"):
        office_cells(b"x" * (MOST_BYTES + 1), origin="x.csv")
    with pytest.raises(OfficeTableError, match="50,001 rows"):
        office_cells(b"a,b\n" + b"1,2\n" * 50_001, origin="x.csv")


def test_parks_beyond_the_list_may_bring_their_position() -> None:
    cells = office_cells(b"park_id,lon,lat\nown,106.5,29.6\n", origin="x.csv")
    assert entity_table(cells, "parks", origin="x.csv").loc["own"].tolist() == [106.5, 29.6]


def test_a_quantity_in_two_units_is_refused() -> None:
    cells = office_cells(b"park_id,tax_yi,tax_wan\na,1,1\n", origin="x.csv")
    with pytest.raises(UnitError, match="given twice"):
        entity_table(cells, "parks", origin="x.csv")


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(DataFormatError, match="book"):
        office_cells(b"PK\x03\x04\xff\xff\x00\x00", origin="book.xlsx")


def test_vetoes_of_firms_are_yes_or_no() -> None:
    cells = office_cells("firm_id,land_mu,veto\na,1,是\nb,2,\nc,3,no\n".encode(), origin="x.csv")
    assert entity_table(cells, "firms", origin="x.csv")["veto"].tolist() == [True, False, False]


def test_figures_lie_beside_the_embedded_statistics() -> None:
    row = ["city", "500000", "operating_revenue", "2024", "", "33500", "统计公报"]
    cells = pd.DataFrame([row], columns=list(FIGURE_COLUMNS))
    found = office_statistics(cells, table("indicators"), origin="own.csv")
    assert set(found.columns) == set(table("statistics").columns)
    assert found.iloc[0][["period", "unit", "value"]].tolist() == ["FY", "1e8 CNY", 33_500]
    assert found.iloc[0]["source_ids"] == ("统计公报",)


@pytest.mark.parametrize(("place", "value"), [(2, "happiness"), (3, "soon"), (5, "much")])
def test_figures_that_cannot_be_read(place: int, value: str) -> None:
    row = ["city", "500000", "operating_revenue", "2024", "FY", "33500", "x"]
    row[place] = value
    with pytest.raises(OfficeTableError, match=value):
        office_statistics(pd.DataFrame([row], columns=list(FIGURE_COLUMNS)), table("indicators"), origin="o")


def test_the_template_of_controls_is_that_of_the_check() -> None:
    text = ",".join(template_columns("controls")) + "\n500117,36,tax_per_land,ge,18,wan_per_mu,办法,,2024\n"
    (found,) = office_controls(office_cells(text.encode(), origin="c.csv"), origin="c.csv")
    assert found.value == pytest.approx(270)
