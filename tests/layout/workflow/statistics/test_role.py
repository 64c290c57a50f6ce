"""Whole files through the sandboxed reader: a yearbook sheet with old names, a GBK table, the template."""

from pathlib import Path

import openpyxl
import pytest

from geodata.embedded import table
from geodata.read import Sandbox
from geodata.workspace import Workspace
from layout.errors import ImportRefusedError, OpenQuestionsError
from layout.workflow.desk.roles import Origin
from layout.workflow.desk.tables import desk_table, office_rows_of, use_workspace
from layout.workflow.intake.importing import Imported, Order, import_file

OLD = {
    "开州区": "开县",
    "梁平区": "梁平县",
    "璧山区": "璧山县",
    "铜梁区": "铜梁县",
    "潼南区": "潼南县",
    "荣昌区": "荣昌县",
    "武隆区": "武隆县",
}


@pytest.fixture(scope="module")
def sandbox():  # noqa: ANN201 - a fixture
    with Sandbox(1, warm=True) as one:
        yield one


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def yearbook(path: Path, *, total: float | None = None) -> Path:
    """Write the 38 districts as a yearbook of 2013 prints them: title, merged header of two rows, old names, total first."""
    names = table("districts")["name_zh"].tolist()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["17-3 各区县主要工业指标"])
    sheet.append(["地区", "规模以上工业总产值（万元）", None, "工业用地面积（公顷）"])
    sheet.append([None, "2012年", "2013年", "2013年"])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("A1:D1")
    rows = [
        [OLD.get(name, name), 10_000.0 * n, 20_000.0 * n, 100.0 * n] for n, name in enumerate(names, start=1)
    ]
    sums = [sum(row[place] for row in rows) for place in (1, 2, 3)]
    sheet.append(["全　市", sums[0], total or sums[1], sums[2]])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def take(path: Path, workspace: Workspace, sandbox: Sandbox, answers: str = "", **origin: str) -> Imported:
    order = Order("statistics", Origin(**origin), settings={"answers": answers})
    return import_file(path, order, workspace=workspace, sandbox=sandbox)


def test_a_yearbook_sheet_with_old_names(tmp_path: Path, workspace: Workspace, sandbox: Sandbox) -> None:
    path = yearbook(tmp_path / "17-3.xlsx")
    done = take(path, workspace, sandbox, 'vintage = "38"', source="重庆统计年鉴2014")
    assert done.version is not None
    kept = office_rows_of(workspace)
    assert len(kept) == 3 * 39
    output = kept.query("indicator_id == 'gross_output' and year == 2013").set_index("entity_id")["value"]
    codes = table("districts")["adcode"].tolist()
    assert output[codes].tolist() == [2.0 * n for n in range(1, 39)]  # 20,000 万元 are 2 亿元
    assert output["500000"] == 2.0 * 38 * 39 / 2
    land = kept.query("indicator_id == 'industrial_land_km2'").set_index("entity_id")["value"]
    assert land[codes].tolist() == [1.0 * n for n in range(1, 39)]  # 100 公顷 are 1 km²
    assert set(kept["source_ids"]) == {("重庆统计年鉴2014",)}
    assert set(kept["vintage"]) == {"38"}
    told = " ".join(note.zh for note in done.notes)
    assert all(old in told for old in OLD.values())
    assert done.version.original is not None


def test_a_total_that_disagrees_is_told_and_kept_with_the_version(
    tmp_path: Path, workspace: Workspace, sandbox: Sandbox
) -> None:
    path = yearbook(tmp_path / "17-3.xlsx", total=1_000_000.0)
    done = take(path, workspace, sandbox, 'vintage = "38"', source="年鉴")
    assert any(
        "1,000,000" in note.en and "14,820,000" in note.en for note in done.notes
    )  # 20,000 × 38 × 39 ÷ 2


def test_nothing_is_kept_while_a_question_is_open(
    tmp_path: Path, workspace: Workspace, sandbox: Sandbox
) -> None:
    with pytest.raises(OpenQuestionsError) as caught:
        take(yearbook(tmp_path / "17-3.xlsx"), workspace, sandbox, source="年鉴")
    assert [answers for _, answers in caught.value.questions] == [('vintage = "38"', 'vintage = "37"')]
    assert not workspace.items()


def test_a_gbk_table_of_parks(tmp_path: Path, workspace: Workspace, sandbox: Sandbox) -> None:
    path = tmp_path / "园区.csv"
    text = "园区名称,年份,工业总产值（万元）,工业用地面积（亩）\n璧山高新区,2023,8000000,12000\n忠县工业园区,2023,5000,150\n"
    path.write_bytes(text.encode("gb18030"))
    done = take(path, workspace, sandbox, source="市经信委")
    assert done.version is not None
    kept = {
        (row["entity_id"], row["indicator_id"]): row["value"]
        for row in office_rows_of(workspace).to_dict("records")
    }
    assert kept == {
        ("bishan_htz", "gross_output"): 800.0,
        ("bishan_htz", "industrial_land_km2"): 8.0,
        ("zhongxian_ip", "gross_output"): 0.5,
        ("zhongxian_ip", "industrial_land_km2"): 0.1,
    }
    with use_workspace(workspace.folder):
        assert len(desk_table("statistics")) == len(table("statistics")) + 4


def test_a_table_without_figures_is_refused(tmp_path: Path, workspace: Workspace, sandbox: Sandbox) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("区县,备注\n万州区,好\n涪陵区,好\n", encoding="utf-8")
    with pytest.raises(ImportRefusedError):
        take(path, workspace, sandbox, source="x")


def test_a_figure_that_differs_from_an_embedded_one_is_told(
    tmp_path: Path, workspace: Workspace, sandbox: Sandbox
) -> None:
    gdp = (
        table("statistics")
        .query("indicator_id == 'gdp' and entity_id == '500117' and period == 'FY'")
        .iloc[-1]
    )
    path = tmp_path / "gdp.csv"
    path.write_text(
        f"code,GDP（亿元）{gdp['year']}\n500117,{gdp['value'] + 10}\n500116,1\n", encoding="utf-8"
    )
    done = take(path, workspace, sandbox, 'vintage = "38"', source="年鉴")
    assert any(f"500117 gdp {gdp['year']}" in note.en for note in done.notes)


PLAIN_YEARBOOK = """表 17-3 各区县工业,,,单位：万元
地区,工业总产值,,从业人员（人）
,2022,2023,2023
万州区,10000,20000,300
涪陵区,30000,40000,500
"""


ANSWERED = """
vintage = "38"
unit = "万元"

[columns."从业人员（人）"]
use = false
[columns."从业人员（人） 2023"]
use = false
"""


def test_a_plain_text_yearbook_with_a_title_unit_and_two_header_rows(
    tmp_path: Path, workspace: Workspace, sandbox: Sandbox
) -> None:
    path = tmp_path / "17-3.csv"
    path.write_text(PLAIN_YEARBOOK, encoding="utf-8")
    with pytest.raises(OpenQuestionsError) as caught:
        take(path, workspace, sandbox, 'vintage = "38"', source="年鉴")
    asked = [text.zh for text, _ in caught.value.questions]
    assert len(asked) >= 2
    assert all("单位：万元" in text for text in asked if "工业总产值" in text)
    assert not workspace.items()
    done = take(path, workspace, sandbox, ANSWERED, source="年鉴")
    kept = office_rows_of(workspace).query("indicator_id == 'gross_output'")
    found = {(row["entity_id"], row["year"]): row["value"] for row in kept.to_dict("records")}
    assert found == {
        ("500101", 2022): 1.0,
        ("500101", 2023): 2.0,
        ("500102", 2022): 3.0,
        ("500102", 2023): 4.0,
    }
    assert any("单位：万元" in note.zh and "2023" in note.zh for note in done.notes)
    assert any("2、3" in note.zh or "2, 3" in note.zh or "表头" in note.zh for note in done.notes)
