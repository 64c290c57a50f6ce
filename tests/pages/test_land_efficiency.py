from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout.workflow.landuse.office_store import keep_table
from tests.layout.workflow.office_figures import keep_office
from tests.layout.workflow.office_parks import NEW_NAME, keep_parks
from tests.layout.workflow.office_years import TABLE

Page = Callable[..., AppTest]
Said = Callable[[AppTest], str]
VIEWS = ("gaps", "map", "scatter", "frontier", "paths", "check", "grading", "indicators", "series")
OF_THEIR_OWN = {"check", "grading", "indicators", "series"}
PARKS = (
    "park_id,name,adcode,output_yi,industrial_land_mu,employees_persons\n"
    + "".join(
        f"p{place},园区 {place} {{{{7*7}}}} <img src=x>,500117,{90 + 60 * place},{2400 + 150 * place},{4000 + 700 * place}\n"
        for place in range(7)
    )
).encode()
FIRMS = (
    b"firm_id,land_mu,tax_wan,value_added_wan,energy_tce,emissions_t,employees_persons,rd_spend_wan,revenue_wan,not_graded\n"
    b"a,100,2000,9000,3000,2,500,200,30000,\nb,50,300,2000,1500,2,200,20,9000,\nc,20,,900,400,1,90,5,3000,\nd,10,100,800,90,1,40,9,2000,new\n"
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_runs_on_the_embedded_facts_alone(
    page: Page, said: Said, view: str, language: str
) -> None:
    app = page("land_efficiency", view=view, lang=language)
    told = ("3 of 64 parks" if language == "en" else "64 个园区中 3 个") in said(app)
    assert told == (view not in OF_THEIR_OWN)  # what rests on no definition of intensity does not ask for one
    assert app.query_params["view"] == view or app.query_params["view"] == [view]


def test_gaps_rank_and_tell_source_year_and_coverage(page: Page, said: Said) -> None:
    html = said(page("land_efficiency"))
    assert html.index("Chongqing Wulong Industrial Park") < html.index("Chongqing Fuling Industrial Park")
    assert "1,225 (2022)" in html
    assert "3/52" in html
    assert "CONTAINS ESTIMATES" not in html


def test_estimates_are_labelled_on_every_view(page: Page, said: Said) -> None:
    for view in ("gaps", "scatter"):
        html = said(page("land_efficiency", view=view, kept={"estimates": True}))
        assert "CONTAINS ESTIMATES" in html
        assert "estimates, not figures" in html
    assert "ESTIMATE</td>" in said(page("land_efficiency", kept={"estimates": True}))


def test_a_pair_without_figures_is_empty_and_leads_to_the_import(page: Page, said: Said) -> None:
    app = page("land_efficiency", pair="value_added-per-approved_area")
    assert "1 of 64 parks" in said(app)
    assert "Own table of parks" in [one.label for one in app.expander]


def test_the_table_of_the_office_fills_the_page_and_stays_text(page: Page, said: Said) -> None:
    keep_table("parks", PARKS, name="own.csv")
    html = said(page("land_efficiency"))
    assert "office&#x27;s table" in html or "office's table" in html
    assert "<img" not in html
    assert "{{7*7}}" not in html
    frontier = said(page("land_efficiency", view="frontier"))
    assert "returns to scale" in frontier
    assert "below 6" not in frontier
    indicators = said(page("land_efficiency", view="indicators"))
    assert "Land output rate" in indicators


def test_a_path_starts_in_the_year_of_its_figures(page: Page, said: Said) -> None:
    app = page("land_efficiency", view="paths", path_of="wulong_ip")
    html = said(app)
    assert "Growth needed" in html
    assert "<td>2021</td>" in html
    assert "<td>2027</td>" in html
    assert "base year" in said(page("land_efficiency", view="paths"))


def test_the_project_check_opens_with_30_yi_and_600_mu(page: Page, said: Said) -> None:
    html = said(page("land_efficiency", view="check"))
    assert "40 ha = 600 mu" in html
    assert "not decided" in html


def test_enterprises_of_the_office_are_graded_and_add_up(page: Page, said: Said) -> None:
    assert "Load the office" in said(page("land_efficiency", view="grading"))
    keep_table("firms", FIRMS, name="f.csv")
    html = said(page("land_efficiency", view="grading"))
    assert "not graded" in html
    assert ">180<" in html


def test_another_target_moves_the_gap(page: Page, said: Said) -> None:
    html = said(page("land_efficiency", kept={"target": 100.0}))
    assert "246.3" in html  # Fuling: 100 × 14.7129 - 1225


def test_after_an_import_the_page_shows_more_parks_with_the_offices_source(
    page: Page, said: Said, own_workspace: Path
) -> None:
    before = said(page("land_efficiency"))
    assert "3 of 64 parks" in before
    keep_office(
        own_workspace,
        (
            ("park", "wanzhou_etdz", "gross_output", 2022, 300.0),
            ("park", "bishan_htz", "gross_output", 2023, 900.0),
            ("park", "fuling_ip", "gross_output", 2022, 1300.0),  # 1,225 among the embedded facts
        ),
    )
    html = said(page("land_efficiency"))
    assert "5 of 64 parks" in html
    assert "1,300 (2022)" in html
    assert "1,225" in html  # what the other source prints stays told
    assert "测试年鉴2024" in html


def test_a_link_leads_down_to_a_park_and_its_map_and_estimates_stay_labelled(page: Page, said: Said) -> None:
    html = said(page("land_efficiency", at_zone="changfu_dianliang", at_district="500115"))
    assert "1,209" in html
    assert "25.16" not in html
    park = said(page("land_efficiency", at_park="wulong_ip"))
    assert "38.9" in park
    for view in ("map", "frontier", "paths"):
        assert "CONTAINS ESTIMATES" in said(page("land_efficiency", view=view, kept={"estimates": True}))


@pytest.mark.parametrize(("language", "words"), [("en", "other parks than"), ("zh", "纳入加总的园区")])
def test_a_computed_rate_by_year_says_what_it_covers_and_where_it_breaks(
    page: Page, said: Said, language: str, words: str
) -> None:
    keep_table("parks", TABLE.encode(), name="years.csv")
    app = page("land_efficiency", view="series", series="rate:land_output_rate", lang=language)
    html = said(app)
    assert "44.42" in html
    assert words in html


def test_an_imported_park_can_be_chosen_and_has_peers_said_honestly(
    page: Page, said: Said, own_workspace: Path
) -> None:
    new = keep_parks(own_workspace)
    app = page("land_efficiency", view="gaps")
    assert "3 of 65 parks" in said(app)
    peers = page("land_efficiency", view="frontier", peer_of=new)
    assert any(NEW_NAME in box.options for box in peers.selectbox)
