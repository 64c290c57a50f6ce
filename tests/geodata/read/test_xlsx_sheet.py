import io
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest

from geodata.quality.model import Reading, Stop
from geodata.read.xlsx_sheet import Workbook

Make = Callable[..., Reading]
Zip = Callable[[dict[str, bytes]], bytes]


def written(book: openpyxl.Workbook) -> bytes:
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def test_cells_of_every_kind(reading: Make) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "园区"
    sheet.append(["名称", 1, 2.5, True, datetime(2024, 5, 1), None, "1e3"])  # noqa: DTZ001 - a cell has no time zone
    sheet["A3"] = "merged"
    sheet.merge_cells("A3:B4")
    hidden = book.create_sheet("草稿")
    hidden.sheet_state = "hidden"
    found = Workbook(reading(written(book), "x.xlsx"))
    assert (found.names, found.hidden) == (("园区",), ["草稿"])
    cells = found.sheet("园区")
    assert cells.cells == {
        (1, 1): "名称", (1, 2): 1, (1, 3): 2.5, (1, 4): True, (1, 5): datetime(2024, 5, 1), (1, 7): "1e3", (3, 1): "merged",  # noqa: DTZ001 - as above
    }  # fmt: skip
    assert cells.merged == [(3, 1, 4, 2)]


def part(sheet: str, dtd: str = "") -> dict[str, bytes]:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return {
        "xl/workbook.xml": f'<workbook {space} {relations}><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="rId1" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f"{dtd}<worksheet {space}><sheetData>{sheet}</sheetData></worksheet>".encode(),
    }


@pytest.mark.parametrize(
    ("sheet", "dtd", "code"),
    [
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "", "xlsx-cell"),
        ('<row r="1"><c r="A1"><v>x</v></c></row>', "", "xlsx-cell"),
        ("", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "xml-dtd"),
    ],
)
def test_broken_sheets(zipped: Zip, reading: Make, sheet: str, dtd: str, code: str) -> None:
    found = reading(zipped(part(sheet, dtd)), "x.xlsx")
    with pytest.raises(Stop):
        Workbook(found).sheet("a")
    assert found.findings[-1].code == code


def test_a_zip_without_workbook_or_sheet(zipped: Zip, reading: Make) -> None:
    parts = part("")
    del parts["xl/worksheets/s.xml"]
    for members, code in (({"x.txt": b"1"}, "xlsx-no-workbook"), (parts, "xlsx-no-sheet")):
        found = reading(zipped(members), "x.xlsx")
        with pytest.raises(Stop):
            Workbook(found).sheet("a")
        assert found.findings[-1].code == code


def test_cells_without_references_follow_each_other(zipped: Zip, reading: Make) -> None:
    sheet = '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    found = Workbook(reading(zipped(part(sheet)), "x.xlsx")).sheet("a")
    assert found.cells == {(1, 1): "a", (1, 2): 2, (2, 1): 3}
