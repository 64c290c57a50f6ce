from streamlit.testing.v1 import AppTest

from layout.ui.charts import rooted

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
    assert not chart.proto.datasets  # what is sent apart is drawn late: the chart would first stand empty


def test_data_stand_in_the_layers_and_nothing_else_changes() -> None:
    data = {"values": [{"x": 1}]}
    layered = {
        "data": data,
        "height": 9,
        "layer": [{"mark": "bar"}, {"mark": "rule", "data": {"values": []}}],
    }
    assert rooted(layered) == {
        "height": 9,
        "layer": [{"data": data, "mark": "bar"}, {"mark": "rule", "data": {"values": []}}],
    }
    plain = {"data": data, "title": "t", "mark": "bar", "encoding": {"x": {"field": "x"}}}
    assert rooted(plain) == {
        "title": "t",
        "layer": [{"data": data, "mark": "bar", "encoding": {"x": {"field": "x"}}}],
    }
    assert rooted({"data": {"values": []}, "layer": [{"mark": "bar"}]}) == {"layer": [{"mark": "bar"}]}
