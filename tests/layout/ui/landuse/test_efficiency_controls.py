from streamlit.testing.v1 import AppTest

from tests.drawn import html_of

SCRIPT = """
import streamlit as st

from layout.ui.landuse.efficiency_controls import ask_efficiency

@st.fragment
def part() -> None:
    found = ask_efficiency("en")
    st.html(f"<p>{found.pair_id} {found.target} {found.estimated} {len(found.parks)}</p>")

part()
"""


def test_the_plan_s_target_and_the_fullest_pair_hold_at_first() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert "gross_output-per-approved_area 75.0 False 3" in html_of(app)


def test_controls_change_pair_target_and_estimates() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=60).run()
    app.number_input[0].set_value(100.0).run()
    app.checkbox[0].check().run()
    assert "100.0 True 4" in html_of(app)
    app.selectbox[0].select("value_added-per-approved_area").run()
    assert "value_added-per-approved_area 100.0 False 1" in html_of(app)
