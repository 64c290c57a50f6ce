from streamlit.testing.v1 import AppTest

from tests.drawn import html_of

SCRIPT = """
import streamlit as st

from layout.ui.views import view_choice

st.html(view_choice("view", ("gaps", "map"), prefix="landuse.ui.tab", language="en"))
"""


def test_the_first_view_holds_at_first_and_a_link_chooses() -> None:
    assert html_of(AppTest.from_string(SCRIPT, default_timeout=30).run()) == "gaps"
    linked = AppTest.from_string(SCRIPT, default_timeout=30)
    linked.query_params["view"] = "map"
    assert html_of(linked.run()) == "map"


def test_a_view_that_is_none_is_passed_over() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=30)
    app.query_params["view"] = "clouds"
    assert html_of(app.run()) == "gaps"
