import json

from streamlit.testing.v1 import AppTest

SCRIPT = """
from layout.ui.landuse.series_view import show_series

show_series("zh")
"""


def test_a_series_marks_its_break_and_names_its_source_years() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    app.query_params["lang"] = "zh"
    app.run()
    assert not app.exception
    html = "".join(element.proto.body for element in app.get("html"))
    assert "第五次经济普查后修订" in html
    assert "数值（亿元）" in html
    assert "maigoo.com" in html  # every figure says who states it
    (chart,) = app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart")
    assert "地区生产总值" in json.loads(chart.proto.spec)["title"]["text"]
