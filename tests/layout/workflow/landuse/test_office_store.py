from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from geodata.errors import DataFormatError
from geodata.read import SheetChoiceError
from geodata.workspace import Workspace
from layout.errors import OfficeTableError
from layout.workflow.landuse.office_store import (
    drop_table,
    item_of,
    keep_table,
    kept_table,
    office_figures,
    office_firms,
    office_limits,
    office_parks,
)
from layout.workflow.landuse.office_tables import TABLE_KINDS

PARKS = "park_id,name,adcode,output_yi\n007,自建,500117,1.5\nb,,,\n"


def test_nothing_is_kept_at_first_and_nothing_is_made() -> None:
    assert [kept_table(kind) for kind in TABLE_KINDS] == [None] * len(TABLE_KINDS)
    assert (office_parks(), office_firms(), office_figures(), office_limits()) == (None, None, None, ())
    drop_table("parks")


def test_a_table_survives_as_it_was_typed(own_workspace: Path) -> None:
    kept = keep_table("parks", PARKS.encode("gb18030"), name="own.csv")
    assert (kept.name, kept.number, kept.rows) == ("own.csv", 1, 2)
    found = office_parks()
    assert found is not None
    assert found.index.tolist() == ["007", "b"]
    assert found.loc["007", ["name", "adcode", "output_yi"]].tolist() == ["自建", "500117", 1.5]
    assert found.loc["b", "name"] == ""
    assert pd.isna(found.loc["b", "output_yi"])
    workspace = Workspace.open(own_workspace)
    original = workspace.original(workspace.version(item_of("parks")))
    assert original is not None
    assert original.read_bytes() == PARKS.encode("gb18030")


def test_a_newer_file_is_the_next_version_and_removing_keeps_it_in_the_bin(own_workspace: Path) -> None:
    keep_table("firms", b"firm_id,land_mu\na,1\n", name="one.csv")
    assert keep_table("firms", b"firm_id,land_mu\na,1\nb,2\n", name="two.csv").number == 2
    found = office_firms()
    assert found is not None
    assert found["land_mu"].tolist() == [1, 2]
    drop_table("firms")
    assert kept_table("firms") is None
    assert [one.item_id for one in Workspace.open(own_workspace).items(binned=True)] == [item_of("firms")]
    assert keep_table("firms", b"firm_id,land_mu\nc,3\n", name="three.csv").number == 3


@pytest.mark.parametrize(
    ("kind", "text", "error"),
    [
        ("parks", "park_id,output_yi\na,much\n", OfficeTableError),
        ("parks", "park_id\n", DataFormatError),
        ("controls", "adcode\n1\n", OfficeTableError),
        ("figures", "entity_kind\ncity\n", OfficeTableError),
    ],
)
def test_what_does_not_read_is_not_kept(kind: str, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        keep_table(kind, text.encode(), name="own.csv")  # type: ignore[arg-type]  # the parameter lists kinds
    assert kept_table(kind) is None  # type: ignore[arg-type]  # as above


def test_figures_and_controls_come_back_as_what_they_are() -> None:
    keep_table(
        "figures",
        b"entity_kind,entity_id,indicator_id,year,period,value,source\ncity,500000,gdp,2023,,1,x\n",
        name="f.csv",
    )
    keep_table(
        "controls",
        b"adcode,branch,indicator_id,operator,value,unit,document,clause,year\n,36,green_ratio,le,15,pct,d,,2024\n",
        name="c.csv",
    )
    figures = office_figures()
    assert figures is not None
    assert figures[["value", "period"]].iloc[0].tolist() == [1, "FY"]
    (limit,) = office_limits()
    assert (limit.branches, limit.value) == (("36",), 15)


def test_a_workbook_with_several_sheets_asks_which(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["park_id", "output_yi"])
    book.worksheets[0].append(["a", 1])
    other = book.create_sheet("2024")
    other.append(["park_id", "output_yi"])
    other.append(["b", 2.5])
    book.save(tmp_path / "own.xlsx")
    raw = (tmp_path / "own.xlsx").read_bytes()
    with pytest.raises(SheetChoiceError) as caught:
        keep_table("parks", raw, name="own.xlsx")
    assert caught.value.sheets == ("Sheet", "2024")
    keep_table("parks", raw, name="own.xlsx", sheet="2024")
    found = office_parks()
    assert found is not None
    assert found["output_yi"].to_dict() == {"b": 2.5}
