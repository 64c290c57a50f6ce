import io

import openpyxl
import pandas as pd
import pytest

from geodata.errors import DataFormatError
from geodata.read import Sandbox, SheetChoiceError, read_cells
from geodata.read.tables import TABLE_ENDINGS, Cells, cells_of

TEXT = "园区,代码,产出\n长寿,007,1.50\n涪陵,,1e3\n"
WANTED = (("长寿", "007", "1.50"), ("涪陵", "", "1e3"))


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    with Sandbox(1, warm=False) as made:
        yield made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_text_is_cut_and_nothing_is_guessed_from_a_cell(encoding: str, mark: str) -> None:
    found = read_cells(TEXT.replace(",", mark).encode(encoding), "t.csv")
    assert found.header == ("园区", "代码", "产出")
    assert found.rows == WANTED
    assert found.lines == (2, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_confined_process_reads_the_same_cells(encoding: str, sandbox: Sandbox) -> None:
    here = read_cells(TEXT.encode(encoding), "t.csv")
    there = read_cells(TEXT.encode(encoding), "t.csv", sandbox=sandbox)
    assert (there.header, there.rows, there.lines) == (here.header, here.rows, here.lines)


def test_a_sheet_is_read_with_its_own_row_numbers(sandbox: Sandbox) -> None:
    raw = workbook(
        {"表": [["重庆市园区产出表"], ["园区", "代码", "产出"], ["长寿", "007", 30], ["涪陵", None, 0.1]]}
    )
    found = read_cells(raw, "t.xlsx", sandbox=sandbox)
    assert found.header == ("园区", "代码", "产出")
    assert found.rows == (("长寿", "007", "30"), ("涪陵", "", "0.1"))
    assert found.lines == (3, 4)


def test_which_of_several_sheets_is_asked_and_never_guessed(sandbox: Sandbox) -> None:
    raw = workbook({"one": [["a", "b"], [1, 2]], "two": [["a", "b"], [3, 4]]})
    with pytest.raises(SheetChoiceError, match="2 layers") as caught:
        read_cells(raw, "t.xlsx", prefer="three", sandbox=sandbox)
    assert caught.value.sheets == ("one", "two")
    assert read_cells(raw, "t.xlsx", sheet="two", sandbox=sandbox).rows == (("3", "4"),)
    assert read_cells(raw, "t.xlsx", prefer="one", sandbox=sandbox).rows == (("1", "2"),)


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"", "t.csv", "no feature or row"),
        (b"a,b\n", "t.csv", "no feature or row"),
        (b"a,a\n1,2\n", "t.csv", "Two columns are called a"),
        (b"a,b\n1\n", "t.csv", "row 2"),
        (b'a,b\n1,"2\n', "t.csv", "line 2"),
        (b"a,b\n\xff\xff,1\n", "t.csv", "neither UTF-8"),
        (b"PK\x03\x04", "t.xls", r"the ending \.xls is no table"),
        (b"a,b\n1,2\n", "t", r"the ending \(none\)"),
    ],
)
def test_what_is_no_table_is_refused(raw: bytes, name: str, said: str) -> None:
    with pytest.raises(DataFormatError, match=said):
        read_cells(raw, name)


@pytest.mark.parametrize(("raw", "said"), [(b"PK\x03\x04 no workbook", "t.xlsx"), (b"a,b\n1,2\n", "t.xlsx")])
def test_bytes_that_are_no_workbook_are_refused(raw: bytes, said: str, sandbox: Sandbox) -> None:
    with pytest.raises(DataFormatError, match=said):
        read_cells(raw, "t.xlsx", sandbox=sandbox)


def test_a_text_that_several_encodings_fit_is_read_in_the_national_standard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from geodata.read import encoding  # noqa: PLC0415 - patched here alone

    unsure = encoding.Guess(None, sure=False, candidates=("gb18030", "cp950"))
    monkeypatch.setattr(encoding, "guess", lambda _: unsure)
    assert read_cells(TEXT.encode("gb18030"), "t.csv").rows == WANTED


def test_cells_of_a_frame_are_what_would_be_typed() -> None:
    frame = pd.DataFrame({"n": [500117.0, None], "t": [True, False], "s": [" x ", None]}, index=[4, 9])
    assert cells_of(frame) == Cells(("n", "t", "s"), (("500117", "True", "x"), ("", "False", "")), (4, 9))


def test_the_endings_are_those_that_the_reader_knows() -> None:
    assert set(TABLE_ENDINGS) == {".csv", ".tsv", ".txt", ".xlsx"}
