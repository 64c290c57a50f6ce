import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from geodata.text import LANGUAGES, Language
from layout.workflow.allocation.read import PARK_COLUMNS, PROJECT_COLUMNS, VALUE_COLUMNS, is_resource
from layout.workflow.allocation.templates import NOTES_SHEET, template_csv, template_workbook
from layout.workflow.allocation.upload import TABLES

KNOWN = {
    "projects": PROJECT_COLUMNS,
    "parks": PARK_COLUMNS,
    "values": VALUE_COLUMNS,
    "existing": VALUE_COLUMNS,
}


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_a_template_is_read(name: str) -> None:
    (header, *rows) = list(csv.reader(io.StringIO(template_csv(name).decode("utf-8-sig"))))
    assert [column for column in header if column not in KNOWN[name] and not is_resource(column)] == []
    assert len(rows) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_explains_every_column(language: Language) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(template_workbook(language)))
    assert book.sheet_names == [*TABLES, NOTES_SHEET]
    columns = sum(len(book.get_sheet_by_name(name).to_python()[0]) for name in TABLES)
    notes = book.get_sheet_by_name(NOTES_SHEET).to_python()
    assert len(notes) == columns + 1
    assert all(row[2] for row in notes)
