from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from layout.workflow.landuse.office_store import keep_table

Page = Callable[..., AppTest]
Said = Callable[[AppTest], str]
FIGURES = (
    b"entity_kind,entity_id,indicator_id,year,period,value,source\n"
    b"city,500000,operating_revenue,2024,FY,33500,Bulletin {{7*7}} <b>\n"
)


def test_all_goals_and_how_many_cannot_be_judged(page: Page, said: Said) -> None:
    html = unescape(said(page("targets")))
    assert "71 goals" in html
    assert "no figure 49" in html
    assert "2,360" in html
    assert "+7.24 %" in html


@pytest.mark.parametrize(("language", "word"), [("zh", "目标值缺失"), ("en", "target lost in the source")])
def test_the_lost_target_is_said(page: Page, said: Said, language: str, word: str) -> None:
    assert word in said(page("targets", lang=language))


def test_a_link_leads_to_one_goal_with_its_way(page: Page, said: Said) -> None:
    app = page("targets", goal="revenue_2027")
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 1
    assert "7.7 % average growth" in unescape(said(app))
    empty = page("targets", goal="trade_2027")
    assert "Load the office" in said(empty)


def test_a_group_of_goals(page: Page, said: Said) -> None:
    html = said(page("targets", group="per_mu_reform"))
    assert "Average annual growth of tax per mu" in html
    assert "Cultivated land retained" not in html.partition("What the sources")[0]


def test_figures_of_the_office_are_judged_and_stay_text(page: Page, said: Said) -> None:
    keep_table("figures", FIGURES, name="own.csv")
    app = page("targets", goal="revenue_2027")
    html = said(app)
    assert "ahead of the line 1" in html
    assert "In use: own.csv" in html
    assert "<b>" not in html.replace("<b>gross", "")


def test_conflicts_are_shown_with_both_sides(page: Page, said: Said) -> None:
    html = said(page("targets"))
    assert ">printed<" in html
    assert ">computed<" in html
    assert html.index(">7.7<") < html.index(">9.382<")
