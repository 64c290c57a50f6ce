from streamlit.testing.v1 import AppTest

from tests.drawn import html_of

SCRIPT = """
from layout.ui.number_field import number_field, whole_number

first = number_field("blank", "A")
second = number_field("given", "B", start=3.5)
third = whole_number("year", "C", start=2024, low=2000, high=2030)
import streamlit as st

st.html(f"<p>{first}|{second}|{third}</p>")
"""


def test_blank_is_unknown_and_what_is_typed_is_kept() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert "None|3.5|2024" in html_of(app)
    app.number_input[0].set_value(7.25).run()
    assert "7.25|3.5|2024" in html_of(app)
    app.number_input[1].set_value(None).run()
    assert "7.25|None|2024" in html_of(app)
