import numpy as np
import pandas as pd

from layout.ui.landuse.frontier_view import frontier_html
from layout.workflow.landuse.frontier import frontier


def test_each_park_with_efficiency_target_and_reference() -> None:
    rng = np.random.default_rng(1)
    parks = pd.DataFrame(
        {"industrial_land_km2": rng.uniform(1, 9, 7), "output_yi": rng.uniform(50, 900, 7)},
        index=[f"<b>{place}" for place in range(7)],
    )
    found = frontier(parks, inputs=("industrial_land",), outputs=("output",))
    html = frontier_html(found, {"<b>0": "Park {{0}}"}, language="en")
    assert html.count("<tr>") == 8
    assert "1.000" in html
    assert "×" in html
    assert "<b>" not in html
    assert "{{" not in html
