import math

import pandas as pd
import pytest

from geodata.embedded import table
from layout.errors import OfficeTableError, UnitError
from layout.landuse.controls import office_controls
from layout.workflow.office_tables import (
    FIGURE_COLUMNS,
    TABLE_KINDS,
    TableKind,
    entity_table,
    office_statistics,
    read_cells,
    template_bytes,
    template_columns,
)

PARKS = 'park_id,name,output_yi,industrial_land_mu\nfuling_ip,涪陵,"1,225",15000\nown,自建园区,,300\n'


@pytest.mark.parametrize("kind", TABLE_KINDS)
def test_an_empty_template_reads_back_with_its_columns(kind: TableKind) -> None:
    cells = read_cells(template_bytes(kind), origin="template.csv")
    assert tuple(cells.columns) == template_columns(kind)
    assert cells.empty


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_of_spreadsheets(encoding: str, delimiter: str) -> None:
    text = "park_id,name\nown,自建园区\n".replace(",", delimiter)
    cells = read_cells(text.encode(encoding), origin="own.csv")
    assert cells.to_dict("records") == [{"park_id": "own", "name": "自建园区"}]


def test_parks_of_the_office() -> None:
    found = entity_table(read_cells(PARKS.encode(), origin="own.csv"), "parks", origin="own.csv")
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
        ("park_id,park_id\na,b\n", "blank or repeated"),
        ("park_id,output_yi\na,1,2\n", "line 2: 3 cells, expected 2"),
        ("park_id,output_yi\na,1\n\nb,2\n", "line 3: 0 cells"),
        ("", "0 rows"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(OfficeTableError) as caught:
        entity_table(read_cells(text.encode(), origin="own.csv"), "parks", origin="own.csv")
    assert said in caught.value.text.en
    assert "own.csv" in caught.value.text.zh


def test_blank_rows_at_the_end_are_no_rows() -> None:
    assert len(read_cells(b"park_id,name\na,b\n,\n\n", origin="x")) == 1


def test_a_quantity_in_two_units_is_refused() -> None:
    cells = read_cells(b"park_id,tax_yi,tax_wan\na,1,1\n", origin="x")
    with pytest.raises(UnitError, match="given twice"):
        entity_table(cells, "parks", origin="x")


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(OfficeTableError, match="not a text"):
        read_cells(b"PK\x03\x04\xff\xff\x00\x00", origin="book.xlsx")


def test_vetoes_of_firms_are_yes_or_no() -> None:
    cells = read_cells("firm_id,land_mu,veto\na,1,是\nb,2,\nc,3,no\n".encode(), origin="x")
    assert entity_table(cells, "firms", origin="x")["veto"].tolist() == [True, False, False]


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
    (found,) = office_controls(read_cells(text.encode(), origin="c.csv"), origin="c.csv")
    assert found.value == pytest.approx(270)
