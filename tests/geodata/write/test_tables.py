import io

import openpyxl
import pandas as pd
import pytest

from geodata.errors import DataFormatError
from geodata.write.tables import column_width, to_xlsx_bytes


def test_columns_are_as_wide_as_what_they_hold_and_chinese_counts_twice() -> None:
    assert column_width(["a", None]) == 8
    assert column_width(["园区名称与所在区县"]) == 20
    assert column_width(["x" * 500]) == 60
    frame = pd.DataFrame({"name": ["重庆高新技术产业开发区"], "n": [1]})
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx_bytes({"a": frame})))["a"]
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [24, 8]


def test_no_table_is_an_error() -> None:
    with pytest.raises(DataFormatError, match="at least one"):
        to_xlsx_bytes({})


def test_plain_tables_become_sheets_and_no_text_becomes_a_formula() -> None:
    frame = pd.DataFrame(
        {
            "园区": ["=1+1", "@x", "甲"],
            "value": [1.5, float("nan"), 3.0],
            "list": [("a", "b"), (), (("p", 0.5),)],
        },
        index=pd.Index(["k1", "k2", "k3"], name="id"),
    )
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx_bytes({"一": frame, "二": pd.DataFrame(columns=["a"])})))
    assert book.sheetnames == ["一", "二"]
    rows = list(book["一"].iter_rows(values_only=True))
    assert rows[0] == ("id", "园区", "value", "list")
    assert rows[1] == ("k1", "=1+1", 1.5, "a;b")
    assert rows[2][2] is None
    assert rows[3][3] == '["p", 0.5]'
    assert {cell.data_type for row in book["一"].iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert [[cell.value for cell in row] for row in book["二"].iter_rows()] == [["a"]]
