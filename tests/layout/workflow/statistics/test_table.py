import numpy as np
import pandas as pd
import pytest

from layout.workflow.statistics.join import desk_register
from layout.workflow.statistics.table import figure_table, joined_tables, role_of

REGISTER = desk_register("38")


def wide() -> pd.DataFrame:
    cells = {
        "序号": [1, 2, 3],
        "区县": ["万州区", "涪陵区", "合计"],
        "GDP（亿元）2023": [1100.5, None, 2500.0],
        "工业税收（万元）2023": ["1,234.5", "—", "暂无"],
        "备注": ["", "修订", ""],
    }
    return pd.DataFrame(cells, index=[4, 5, 6])


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("代码 code", "code"),
        ("行政区划代码", "code"),
        ("区县名称", "name"),
        ("park_id", "code"),
        ("年份", "year"),
        ("数据来源", "source"),
        ("统计区划 vintage", "vintage"),
        ("indicator_id", "indicator"),
        ("工业产值", ""),
        ("土地面积", ""),
    ],
)
def test_columns_have_roles_by_their_heading(heading: str, role: str) -> None:
    assert role_of(heading) == role


def test_a_wide_table_gives_a_cell_a_figure() -> None:
    found = figure_table(wide(), REGISTER, sheet="表1")
    assert found.headings == ("GDP（亿元）2023", "工业税收（万元）2023")
    assert found.unused == ("序号", "备注")
    assert [(row.number, row.sheet, row.name) for row in found.rows] == [
        (4, "表1", "万州区"),
        (5, "表1", "涪陵区"),
        (6, "表1", "合计"),
    ]
    assert [(cell.row, cell.value) for cell in found.cells] == [(0, 1100.5), (2, 2500.0), (0, 1234.5)]


def test_blank_is_nothing_and_never_zero() -> None:
    frame = pd.DataFrame({"区县": ["万州区", "涪陵区"], "GDP（亿元）2023": [np.nan, 0.0]})
    assert [(cell.row, cell.value) for cell in figure_table(frame, REGISTER).cells] == [(1, 0.0)]


def test_a_cell_that_is_no_number_is_kept_as_it_stands() -> None:
    frame = pd.DataFrame({"区县": ["万州区", "涪陵区"], "GDP（亿元）2023": [12.5, "约30"]})
    assert [(cell.text, cell.value) for cell in figure_table(frame, REGISTER).cells] == [
        ("12.5", 12.5),
        ("约30", None),
    ]


def test_a_long_table_gives_the_same_cells() -> None:
    frame = pd.DataFrame(
        {
            "code": [500101, 500102],
            "指标": ["工业增加值", "工业增加值"],
            "年份": ["2022年", "2023"],
            "数值": [1.5, 2.5],
            "单位": ["亿元", "万元"],
            "source": ["年鉴", "年鉴"],
        }
    )
    found = figure_table(frame, REGISTER)
    assert found.headings == ("工业增加值 (亿元)", "工业增加值 (万元)")
    assert [(row.code, row.year, row.source) for row in found.rows] == [
        ("500101", 2022, "年鉴"),
        ("500102", 2023, "年鉴"),
    ]
    assert [(cell.row, cell.value) for cell in found.cells] == [(0, 1.5), (1, 2.5)]


def test_ids_of_a_long_table_are_stated_indicators() -> None:
    frame = pd.DataFrame(
        {"entity_id": ["500101"], "indicator_id": ["gross_output"], "year": [2023], "value": [3]}
    )
    assert figure_table(frame, REGISTER).headings == ("[gross_output]",)


def test_names_are_found_where_no_heading_tells_them() -> None:
    frame = pd.DataFrame(
        {
            "填报": ["甲", "乙", "丙"],
            "对象": ["万州区", "开县", "合计"],
            "x": ["500101", "500154", ""],
            "GDP": [1, 2, 3],
        }
    )
    found = figure_table(frame, REGISTER)
    assert [(row.name, row.code) for row in found.rows] == [
        ("万州区", "500101"),
        ("开县", "500154"),
        ("合计", ""),
    ]


def test_sheets_are_laid_below_each_other() -> None:
    one, other = figure_table(wide(), REGISTER, sheet="a"), figure_table(wide(), REGISTER, sheet="b")
    both = joined_tables([one, other])
    assert len(both.rows) == 6
    assert {both.rows[cell.row].sheet for cell in both.cells[: len(one.cells)]} == {"a"}
    assert {both.rows[cell.row].sheet for cell in both.cells[len(one.cells) :]} == {"b"}
    assert both.headings == one.headings
