from pathlib import Path

import pandas as pd

from layout.ui.landuse.rate_view import is_rate, rate_html, rate_options
from layout.workflow.landuse.office_store import keep_table, office_parks_by_year
from layout.workflow.landuse.rates_by_year import entity_rate
from tests.layout.workflow.office_years import TABLE


def test_rates_are_offered_as_soon_as_both_figures_are_there(own_workspace: Path) -> None:
    assert "rate:land_output_rate" not in rate_options("en")
    keep_table("parks", TABLE.encode(), name="years.csv")
    offered = rate_options("zh")
    assert offered["rate:land_output_rate"].endswith("（计算）")
    assert all(is_rate(one) for one in offered)
    assert not is_rate("gdp")
    assert own_workspace.exists()


def test_the_table_says_what_each_year_covers(own_workspace: Path) -> None:
    keep_table("parks", TABLE.encode(), name="years.csv")
    found = entity_rate("land_output_rate", ("city", "500000"), yearly=office_parks_by_year())
    html = rate_html(found, "en")
    assert "44.42" in html
    assert "1/2" in html
    assert "58.7 &#37;" in html
    assert "sum of parks" in html
    own = rate_html(found.assign(basis="own", parks_total=pd.NA), "en")
    assert "NA" not in own
    assert own_workspace.exists()
