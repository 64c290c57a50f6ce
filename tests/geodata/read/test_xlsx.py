import io
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest

from geodata.read.check import Examined

Judge = Callable[..., Examined]

Codes = Callable[[Examined], set[str]]
ROWS = [["两江", 106.55, 29.56, 12.5], ["江津", 106.40, 29.30, 8.0]]
A_DAY = datetime(2024, 6, 15)  # noqa: DTZ001 - a cell has no time zone
HEADER = ["名称", "经度", "纬度", "面积"]


def book(sheets: dict[str, list[list[object]]], merged: tuple[str, ...] = ()) -> bytes:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def test_a_plain_sheet(judge: Judge) -> None:
    found = judge(book({"园区": [HEADER, *ROWS]}), "x.xlsx")
    assert found.report.verdict == "accept"
    assert found.layer.name == "园区"
    assert found.layer.columns["面积"] == [12.5, 8]


def test_titles_and_headers_of_two_rows_as_yearbooks_have_them(judge: Judge, codes: Codes) -> None:
    rows = [
        ["表1 候选地块一览", None, None, None, None],
        ["名称", "坐标", None, "产值", None],
        [None, "经度", "纬度", "2023年", "2024年"],
        ["两江", 106.55, 29.56, 10, 12],
        ["江津", 106.40, 29.30, 8, 9],
    ]
    found = judge(book({"表1": rows}, ("A1:E1", "A2:A3", "B2:C2", "D2:E2")), "x.xlsx")
    assert found.report.verdict == "warn"
    assert {"title-rows", "header-rows"} <= codes(found)
    assert list(found.layer.columns) == ["名称", "经度", "纬度", "产值 2023年", "产值 2024年"]
    assert found.layer.columns["产值 2024年"] == [12, 9]
    assert list(found.layer.numbers) == [4, 5]


def test_one_sheet_has_positions_or_several_do(judge: Judge, codes: Codes) -> None:
    notes = [["说明"], ["来源：统计局"]]
    found = judge(book({"说明": notes, "园区": [HEADER, *ROWS]}), "x.xlsx")
    assert (found.report.verdict, found.layer.name) == ("warn", "园区")
    assert "xlsx-other-sheets" in codes(found)
    several = book({"甲": [HEADER, *ROWS], "乙": [HEADER, *ROWS]})
    assert judge(several, "x.xlsx").report.findings[0].choices == ("甲", "乙")
    assert judge(several, "x.xlsx", layer="乙").layer.name == "乙"
    assert codes(judge(several, "x.xlsx", layer="丙")) == {"unknown-layer"}


@pytest.mark.parametrize(
    ("rows", "code", "where"),
    [
        (
            [HEADER, ["a", A_DAY, 29.56, 1]],
            "coordinate-unreadable",
            "row 2, columns 经度, 纬度",
        ),
        ([HEADER], "no-features", "layer a"),
        ([["名称", "面积"], ["a", 1]], "coordinate-columns-none", "the whole file"),
        ([["名称", "经度", "纬度", "名称"], ["a", 106, 29, "b"]], "column-double", "line 1"),
    ],
)
def test_faults(rows: list[list[object]], code: str, where: str, judge: Judge) -> None:
    found = judge(book({"a": rows}), "x.xlsx")
    assert found.report.verdict == "reject"
    assert (found.report.findings[0].code, found.report.findings[0].where.en) == (code, where)


def test_one_cell_in_the_last_corner_takes_no_time(judge: Judge, codes: Codes) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    sheet["XFD1048576"] = "x"
    raw = io.BytesIO()
    made.save(raw)
    assert "xlsx-stray-cell" in codes(judge(raw.getvalue(), "x.xlsx"))


def test_statistics_need_no_positions(judge: Judge) -> None:
    found = judge(
        book({"a": [["区县", "年份", "产值"], ["涪陵", 2023, 5], ["万州", 2023, 7]]}), "x.xlsx", table=True
    )
    assert found.layer.columns["产值"] == [5, 7]
