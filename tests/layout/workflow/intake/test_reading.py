from pathlib import Path

import openpyxl
import pytest

from geodata.quality.findings import Verdict
from geodata.read import ReadOptions
from layout.workflow.desk.roles import PlainRole
from layout.workflow.intake.reading import read_for
from layout.workflow.statistics.role import StatisticsRole
from layout.workflow.statistics.template import DATA_SHEETS, template_workbook

TABLE = ReadOptions(table=True)


def test_the_sheets_of_the_template_are_taken_together(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_workbook(["gdp"], [2024], language="zh"))
    found, sheets = read_for(StatisticsRole(), path, options=TABLE, sandbox=None, name=None)
    assert sheets == DATA_SHEETS
    assert found.frame is not None
    assert len(found.frame) == 64


@pytest.mark.parametrize("role", [StatisticsRole(), PlainRole("table", table=True)])
def test_the_sheets_of_any_other_workbook_are_asked_about(tmp_path: Path, role: StatisticsRole) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("b")):
        sheet.append(["区县", "GDP"])
        sheet.append(["万州区", 1])
    book.save(tmp_path / "t.xlsx")
    found, sheets = read_for(role, tmp_path / "t.xlsx", options=TABLE, sandbox=None, name=None)
    assert (found.report.verdict, sheets) == (Verdict.ASK, ())
