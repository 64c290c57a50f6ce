from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui.landuse.drill_view import level_rows, park_rows
from layout.workflow.landuse.efficiency import efficiency
from tests.drawn import html_of, opened

PAIR = "gross_output-per-approved_area"
SCRIPT = """
from layout.ui.landuse.drill_view import ask_focus, show_next, show_totals
from layout.workflow.landuse.drill import focused
from layout.workflow.landuse.efficiency import efficiency

found = efficiency("gross_output-per-approved_area")
focus = ask_focus(found, "en")
near = focused(found, focus)
show_totals(near, "en")
show_next(near, focus, language="en")
"""


def run(**query: str) -> AppTest:
    return opened(AppTest.from_string(SCRIPT, default_timeout=60), **query)


def html(app: AppTest) -> str:
    return unescape(html_of(app))


def test_the_city_shows_zones_and_districts_and_says_that_zones_overlap() -> None:
    app = run()
    assert "3/52" in html(app)
    assert "do not add up to the city" in html(app)
    assert len(app.dataframe) == 2


def test_a_link_leads_into_a_zone_and_the_trail_back_out() -> None:
    app = run(at_zone="changfu_dianliang")
    assert "2,434" in html(app)
    assert [one.label for one in app.button] == ["Chongqing ›"]
    app.button[0].click().run()
    assert "3/52" in html(app)
    assert "at_zone" not in app.query_params


def test_choosing_goes_down_and_the_url_carries_it() -> None:
    app = run()
    app.selectbox[1].select("500156").run()
    assert app.query_params["at_district"] in ("500156", ["500156"])
    assert "25.16" in html(app)
    app.selectbox[0].select("changfu_dianliang").run()
    assert "at_district" not in app.query_params, "a district outside of the zone is left"


def test_a_link_that_leads_nowhere_shows_the_city() -> None:
    assert "3/52" in html(run(at_zone="atlantis", at_park="nobody"))


@pytest.mark.parametrize("level", ["zone", "district"])
def test_rows_are_ordered_by_their_gap_and_unknown_ones_come_last(level: str) -> None:
    table = level_rows(efficiency(PAIR), level, language="zh")
    known = table["gap"].dropna()
    assert known.is_monotonic_decreasing
    assert table["gap"].isna().to_numpy()[len(known) :].all()


def test_parks_without_figures_are_listed_as_such() -> None:
    table = park_rows(efficiency(PAIR), "en")
    assert len(table) == 64
    assert (table["basis"] == "no data").sum() == 61
