import io

from python_calamine import CalamineWorkbook

from geodata.write.workbook import workbook_bytes


def test_sheets_come_back_with_another_library_and_nothing_runs_as_a_formula() -> None:
    sheets = {
        "一": (("名称", "=1+1"), [["=HYPERLINK(1)", 2.5], [None, 3]]),
        "two": (("a",), [["x"]]),
    }
    with CalamineWorkbook.from_filelike(io.BytesIO(workbook_bytes(sheets))) as book:
        assert book.sheet_names == ["一", "two"]
        assert book.get_sheet_by_name("一").to_python() == [["名称", "=1+1"], ["=HYPERLINK(1)", 2.5], ["", 3]]
