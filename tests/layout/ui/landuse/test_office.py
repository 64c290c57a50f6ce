import io

import openpyxl
from streamlit.testing.v1 import AppTest

from layout.workflow.landuse.office_store import keep_table
from tests.drawn import html_of

SCRIPT = """
import streamlit as st

from layout.ui.landuse.office import ask_table
from layout.workflow.landuse.office_store import office_parks

@st.fragment
def part() -> None:
    ask_table("parks", "en")

part()
parks = office_parks()
st.html(f"<p>{None if parks is None else len(parks)} parks</p>")
"""


def run() -> AppTest:
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    app.query_params["lang"] = "en"
    return app.run()


def test_nothing_loaded_is_nothing_and_both_templates_are_offered() -> None:
    app = run()
    assert "None parks" in html_of(app)
    assert len(app.get("download_button")) == 2


def test_a_kept_table_tells_its_version_and_can_be_removed() -> None:
    keep_table("parks", b"park_id,output_yi\na,1\n", name="own.csv")
    app = run()
    assert "1 parks" in html_of(app)
    assert "In use: own.csv, version 1 of 2" in html_of(app)
    app.button[0].click().run()
    assert "In use" not in html_of(app)
    assert "None parks" in html_of(run())


def test_a_file_that_cannot_be_read_is_named_and_what_was_there_stays() -> None:
    keep_table("parks", b"park_id,output_yi\na,1\n", name="own.csv")
    app = run()
    app.file_uploader[0].upload("bad.csv", b"park_id,output_yi\na,much\n", "text/csv").run()
    assert "bad.csv, line 2" in html_of(app)
    assert "1 parks" in html_of(app)
    app.file_uploader[0].upload("good.csv", b"park_id,output_yi\na,1\nb,2\nc,3\n", "text/csv").run()
    assert "3 parks" in html_of(app)
    assert "good.csv, version 2" in html_of(app)


def test_of_several_sheets_the_reader_chooses_one() -> None:
    book = openpyxl.Workbook()
    for sheet, park in ((book.worksheets[0], "a"), (book.create_sheet("2024"), "b")):
        sheet.append(["park_id", "output_yi"])
        sheet.append([park, 1])
    packed = io.BytesIO()
    book.save(packed)
    app = run()
    app.file_uploader[0].upload("own.xlsx", packed.getvalue(), "application/octet-stream").run()
    assert "None parks" in html_of(app)
    app.selectbox[0].select("2024").run()
    app.button[0].click().run()
    assert "1 parks" in html_of(app)
    assert "own.xlsx, version 1" in html_of(app)
