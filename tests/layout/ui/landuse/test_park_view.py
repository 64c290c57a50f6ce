from html import unescape

from streamlit.testing.v1 import AppTest

from layout.ui.landuse.park_view import park_html
from layout.workflow.landuse.efficiency import efficiency
from tests.drawn import html_of

PAIR = "gross_output-per-approved_area"
SCRIPT = """
from layout.ui.landuse.park_view import show_park
from layout.ui.state import recall
from layout.workflow.landuse.efficiency import efficiency
import streamlit as st

show_park(efficiency("gross_output-per-approved_area"), "{park}", language="en")
st.html(f"<p>{{recall('view')}} {{recall('path_of')}}</p>")
"""


def run(park: str) -> AppTest:
    app = AppTest.from_string(SCRIPT.format(park=park), default_timeout=60)
    app.query_params["lang"] = "en"
    return app.run()


def html(app: AppTest) -> str:
    return unescape(html_of(app))


def test_a_park_says_what_is_known_with_year_source_and_place() -> None:
    html_of = unescape(park_html(efficiency(PAIR), "wulong_ip", language="en"))
    for text in ("25.16 ×10⁸ CNY (2021)", "2.4103 km² (2018)", "Wulong", "38.9 %", "021cf.cn"):
        assert text in html_of


def test_a_park_without_figures_leads_to_the_import() -> None:
    assert "No figure is known" in html(run("cq_etdz"))
    assert "No figure is known" not in html(run("wulong_ip"))


def test_the_ways_on_take_the_park_along() -> None:
    app = run("wulong_ip")
    app.button[0].click().run()
    assert "paths wulong_ip" in html(app)
    app.button[1].click().run()
    assert "frontier" in html(app)
