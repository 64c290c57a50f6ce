from html import unescape

from streamlit.testing.v1 import AppTest

SCRIPT = """
from layout.ui.landuse.efficiency_ranking import show_ranking
from layout.workflow.landuse.efficiency import efficiency

show_ranking(efficiency("gross_output-per-approved_area"), "en")
"""


def html(**query: str) -> str:
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    for key, value in {"lang": "en", **query}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return unescape("".join(element.proto.body for element in app.get("html")))


def test_the_city_has_ranking_and_both_decompositions() -> None:
    found = html()
    assert "Why zones differ" in found
    assert "Why districts differ" in found
    assert "1,225 (2022)" in found


def test_a_park_ends_the_way_down() -> None:
    found = html(at_park="fuling_ip")
    assert "Why zones differ" not in found
    assert "1,225 ×10⁸ CNY (2022)" in found
