import json

from layout.ui.charts import chart_bytes
from layout.viz.charts import gap_chart
from layout.workflow.efficiency import efficiency


def test_a_chart_is_taken_away_with_its_data() -> None:
    found = efficiency("gross_output-per-approved_area")
    spec = json.loads(chart_bytes(gap_chart(found.parks, "zh")))
    assert [row["name"] for row in spec["data"]["values"]] == found.parks["name_zh"].tolist()
