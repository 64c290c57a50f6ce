import pytest
from streamlit.testing.v1 import AppTest

STORE = "cq_store"


SCRIPT = """
import streamlit as st

from layout.ui.office import ask_table, office_figures, office_firms, office_limits, office_parks

@st.fragment
def part() -> None:
    ask_table("parks", "en")

part()
parks, firms, figures = office_parks(), office_firms(), office_figures()
counts = [None if one is None else len(one) for one in (parks, firms, figures)]
st.html(f"<p>{counts} {len(office_limits())}</p>")
"""


def run(kept: dict[str, object]) -> AppTest:
    app = AppTest.from_string(SCRIPT, default_timeout=30)
    app.query_params["lang"] = "en"
    app.session_state[STORE] = kept
    return app.run()


def html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_nothing_loaded_is_nothing_and_the_template_is_offered() -> None:
    app = run({})
    assert "[None, None, None] 0" in html(app)
    assert len(app.get("download_button")) == 1


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("office.parks", b"park_id,output_yi\na,1\nb,2\n", "[2, None, None] 0"),
        ("office.firms", b"firm_id,land_mu\na,1\n", "[None, 1, None] 0"),
        (
            "office.figures",
            b"entity_kind,entity_id,indicator_id,year,period,value,source\ncity,500000,gdp,2023,FY,1,x\n",
            "[None, None, 1] 0",
        ),
        (
            "office.controls",
            b"adcode,branch,indicator_id,operator,value,unit,document,clause,year\n,,green_ratio,le,15,pct,d,,2024\n",
            "[None, None, None] 1",
        ),
    ],
)
def test_each_table_is_read_as_what_it_is(name: str, content: bytes, wanted: str) -> None:
    assert wanted in html(run({name: ("own.csv", content)}))


def test_a_table_can_be_left_again() -> None:
    app = run({"office.parks": ("own.csv", b"park_id,output_yi\na,1\n")})
    assert "In use: own.csv" in html(app)
    app.button[0].click().run()
    assert "In use" not in html(app)


def test_a_file_that_cannot_be_read_is_named_and_what_was_there_stays() -> None:
    app = run({"office.parks": ("own.csv", b"park_id,output_yi\na,1\n")})
    app.file_uploader[0].upload("bad.csv", b"park_id,output_yi\na,much\n", "text/csv").run()
    assert "bad.csv, line 2" in html(app)
    assert "[1, None, None]" in html(app)
    app.file_uploader[0].upload("good.csv", b"park_id,output_yi\na,1\nb,2\nc,3\n", "text/csv").run()
    assert "[3, None, None]" in html(app)
