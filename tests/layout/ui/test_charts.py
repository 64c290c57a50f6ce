from streamlit.testing.v1 import AppTest

SCRIPT = """
import pandas as pd
from layout.ui.charts import show_chart

spec = {"data": {"values": [{"x": 1, "y": 2}]}, "mark": "point",
        "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}}
show_chart(spec, "test", table=pd.DataFrame({"a": [1]}), language="en", title="CONTAINS ESTIMATES")
"""


def test_a_chart_offers_its_table_and_itself_in_every_form() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert not app.exception
    labels = [one.proto.label for one in app.get("download_button")]
    assert labels == [
        "CSV",
        "XLSX",
        "SVG (drawing)",
        "PNG (picture)",
        "HTML (interactive, works offline)",
        "Vega-Lite JSON",
    ]
    (chart,) = app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart")
    assert "CONTAINS ESTIMATES" in chart.proto.spec
