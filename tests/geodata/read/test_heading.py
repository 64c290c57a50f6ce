"""The same table as delimited text and as workbook gives the same columns, rows and unit."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from geodata.read.check import Examined
from geodata.read.heading import foot_rows, heading_of, title_rows

Judge = Callable[..., Examined]

YEARS = ["工业总产值 2022", "工业总产值 2023", "从业人员 2022", "从业人员 2023"]
HEAD = [["区县", "工业总产值", None, "从业人员", None], [None, 2022, 2023, 2022, 2023]]
BODY = [["涪陵区", 100.5, 110, 5, 6], ["万州区", 90, 95, 4, 5]]
DEEP = [
    ["区县", "工业", None, None, None],
    [None, "产值", None, "人数", None],
    [None, 2022, 2023, 2022, 2023],
    *BODY,
]
TITLED = [["表 3-1 工业", None, None, None, "单位：万元"], *HEAD, *BODY]
FOOTED = [*HEAD, *BODY, ["注：单位：万元"], ["资料来源：统计局"]]


def text_of(rows: list[list[object]], *, width: int = 5) -> bytes:
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    return "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in padded).encode()


def book_of(rows: list[list[object]], merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("rows", "merged", "names", "codes", "numbers"),
    [
        ([*HEAD, *BODY], ("A1:A2", "B1:C1", "D1:E1"), YEARS, {"header-rows"}, [3, 4]),
        (
            TITLED,
            ("A1:D1", "A2:A3", "B2:C2", "D2:E2"),
            YEARS,
            {"title-rows", "header-rows", "unit-row"},
            [4, 5],
        ),
        (
            FOOTED,
            ("A1:A2", "B1:C1", "D1:E1", "A5:E5"),
            YEARS,
            {"header-rows", "unit-row", "foot-rows"},
            [3, 4],
        ),
        (
            DEEP,
            ("A1:A3", "B1:E1", "B2:C2", "D2:E2"),
            ["工业 产值 2022", "工业 产值 2023", "工业 人数 2022", "工业 人数 2023"],
            {"header-rows"},
            [4, 5],
        ),
    ],
)
def test_text_and_workbook_say_the_same(
    rows: list[list[object]],
    merged: tuple[str, ...],
    names: list[str],
    codes: set[str],
    numbers: list[int],
    judge: Judge,
) -> None:
    files = {"t.csv": text_of(rows), "t.xlsx": book_of(rows, merged), "plain.xlsx": book_of(rows)}
    for name, raw in files.items():
        found = judge(raw, name, table=True)
        assert list(found.layer.columns) == ["区县", *names], name
        assert {item.code for item in found.report.findings} == codes, name
        assert list(found.layer.numbers) == numbers, name
        assert [*map(list, zip(*found.layer.columns.values(), strict=True))] == BODY, name
        assert (found.layer.unit is not None and found.layer.unit.unit == "1e4 CNY") == ("unit-row" in codes)


def test_the_report_names_the_rows_of_the_header_and_what_the_unit_says(judge: Judge) -> None:
    report = judge(text_of(TITLED), "t.csv", table=True).report
    told = {item.code: item for item in report.findings}
    assert told["header-rows"].where.en == "rows 2, 3"
    assert told["unit-row"].where.en == "row 1"
    assert "单位：万元" in told["unit-row"].message.zh


@pytest.mark.parametrize(
    ("text", "names", "unit"),
    [
        ("单位：万元,产值\n涪陵,5\n", ["单位：万元", "产值"], ("1e4 CNY",)),
        ("区县,产值,单位：万元\n涪陵,5,\n", ["区县", "产值"], ("1e4 CNY",)),
        ("区县,产值,Unit: 10 000 yuan\n涪陵,5,\n", ["区县", "产值"], ("1e4 CNY",)),
        ("表1,单位：万元、人\n区县,产值\n涪陵,5\n", ["区县", "产值"], ("1e4 CNY", "persons")),
        ("区县,产值（单位：万元）\n涪陵,5\n", ["区县", "产值（单位：万元）"], ()),
        ("区县,产值\n涪陵,5\n单位：亿元,\n", ["区县", "产值"], ("1e8 CNY",)),
    ],
)
def test_units_beside_the_header(text: str, names: list[str], unit: tuple[str, ...], judge: Judge) -> None:
    for layer in (
        judge(text.encode(), "t.csv", table=True).layer,
        judge(book_of([line.split(",") for line in text.splitlines()]), "t.xlsx", table=True).layer,
    ):
        assert list(layer.columns) == names
        assert (() if layer.unit is None else layer.unit.units) == unit
        assert layer.rows == 1


def test_two_column_table_whose_second_heading_is_a_unit_keeps_its_header() -> None:
    assert title_rows([{0: "区县", 1: "单位：万元"}, {0: "涪陵", 1: "5"}]) == 0
    assert title_rows([{0: "统计表", 1: "单位：万元"}, {0: "区县", 1: "产值"}, {0: "涪陵", 1: "5"}]) == 1


@pytest.mark.parametrize(
    ("text", "names", "rows"),
    [
        (",price\nA,1\nB,2\n", ["column_1", "price"], 2),
        (",level\nA,good\nB,bad\n", ["column_1", "level"], 2),
        (",price\nA,\nB,2\n", ["column_1", "price"], 2),
        (",Prices of 2024\nsite,price\nA,1\n", ["site", "price"], 1),
        (",Prices\nsite,price,area\nA,1,2\n", ["site", "price", "area"], 1),
    ],
)
def test_blank_corner_beside_one_heading_is_a_header_not_a_title(
    text: str, names: list[str], rows: int, judge: Judge
) -> None:
    layer = judge(text.encode(), "t.csv", table=True).layer
    assert (list(layer.columns), layer.rows) == (names, rows)


def test_names_that_would_not_differ_are_left_apart() -> None:
    top = [{0: "产值"}, {0: "总量", 1: "总量"}, {0: "5", 1: "6"}]
    head = heading_of(top, 0, positions=False)
    assert (head.first, head.last, dict(head.names)) == (0, 0, {0: "产值", 1: ""})
    years = [{0: "区县", 1: "产值"}, {1: "2022"}, {0: "涪陵", 1: "1", 2: "2"}]
    assert heading_of(years, 0, positions=False).last == 0


def test_coordinates_end_the_header_of_a_layer_only() -> None:
    top = [{0: "字段", 1: "含义"}, {0: "经度", 1: "纬度"}, {0: "x", 1: "y"}]
    assert heading_of(top, 0, positions=True).last == 1
    assert heading_of(top, 0, positions=False).last == 0


def test_remarks_are_left_out_only_where_they_name_a_unit() -> None:
    unit, source, row = {0: "单位：万元"}, {0: "资料来源：统计局"}, {0: "綦江区"}
    assert foot_rows([row, source]) == 0
    assert foot_rows([row, unit, source]) == 2
    assert foot_rows([unit, row]) == 0
