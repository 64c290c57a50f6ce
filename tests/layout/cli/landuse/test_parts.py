import math
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from geodata.text import Bilingual
from layout.cli.landuse import parts
from layout.errors import CaseError, OfficeTableError
from layout.workflow.landuse.office_store import keep_table
from tests.layout.workflow.office_years import TABLE


def test_unknown_numbers_are_no_data_and_not_zero() -> None:
    assert parts.number(math.nan, "en") == "no data"
    assert parts.number(None, "zh") == "无数据"
    assert parts.number(0.0, "en") == "0"
    assert parts.percent(0.1234, "en") == "12.3 %"
    assert parts.percent(math.nan, "en") == "no data"


def test_a_case_is_a_path_or_the_name_of_a_shipped_one(tmp_path: Path) -> None:
    assert parts.find_landuse_case("paths-2027").name == "paths-2027.toml"
    own = tmp_path / "own.toml"
    own.write_text("x = 1", encoding="utf-8")
    assert parts.find_landuse_case(str(own)) == own
    with pytest.raises(CaseError, match=r"grading-per-mu, paths-2027"):
        parts.find_landuse_case("nothing")


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(OfficeTableError, match="cannot be read"):
        parts.office_table(str(tmp_path / "nothing.csv"))
    assert parts.office_parks(None) is None


def test_the_office_reads_its_parks(parks: str) -> None:
    found = parts_of(parks)
    assert len(found) == 8
    assert found.loc["own0", "output_yi"] == 100


def parts_of(path: str) -> pd.DataFrame:
    found = parts.office_parks(path)
    assert found is not None
    return found


def test_an_empty_table_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    parts.print_table(("name",), [], language="en")
    parts.print_notes([Bilingual(en="note", zh="说明")], "zh")
    assert capsys.readouterr().out.splitlines() == ["No entity has the figures for this table.", "* 说明"]


def test_a_table_is_written_where_a_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts.write_csv(pd.DataFrame({"a": [1]}), None, language="en")
    assert capsys.readouterr().out == ""
    out = tmp_path / "a.csv"
    parts.write_csv(pd.DataFrame({"a": [1]}), str(out), language="en")
    assert out.read_text(encoding="utf-8-sig") == "a\n1\n"


def test_a_sheet_is_named_after_the_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, park in (("一", "a"), ("二", "b")):
        sheet = book.create_sheet(name)
        sheet.append(["park_id", "output_yi"])
        sheet.append([park, 1])
    path = tmp_path / "own.xlsx"
    book.save(path)
    with pytest.raises(OfficeTableError, match="several sheets \\(一, 二\\)"):
        parts.office_parks(str(path))
    found = parts.office_parks(f"{path}#二")
    assert found is not None
    assert found.index.tolist() == ["b"]
    odd = tmp_path / "a#b.csv"
    odd.write_text("park_id,output_yi\nc,1\n")
    assert parts.office_entities(str(odd), "parks").index.tolist() == ["c"]


def test_the_tables_that_the_workspace_keeps_stand_in_for_files(
    own_workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OfficeTableError, match="no table of enterprises"):
        parts.office_firms(None)
    assert parts.yearly_parks(None) is None
    keep_table("parks", TABLE.encode(), name="years.csv")
    keep_table("firms", b"firm_id,land_mu,tax_wan\nf1,10,5\n", name="firms.csv")
    found = parts.office_parks(None)
    assert found is not None
    assert found.loc["fuling_ip", "output_yi"] == 350
    assert parts.office_firms(None).index.tolist() == ["f1"]
    assert list(parts.yearly_parks(None) or {}) == [2022, 2023, 2024]
    parts.kept_lines(("parks", "firms", "controls"), "en")
    said = capsys.readouterr().out
    assert "landuse-parks" in said
    assert "landuse-controls" not in said
    assert own_workspace.exists()
