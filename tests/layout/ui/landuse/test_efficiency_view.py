from html import unescape

import pytest

from geodata.text import Language
from layout.ui.landuse.efficiency_view import inequality_text, notes_html, parts_html, ranking_html
from layout.workflow.landuse.efficiency import Efficiency, efficiency

PAIR = "gross_output-per-approved_area"


@pytest.fixture(scope="module")
def found() -> Efficiency:
    return efficiency(PAIR)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ranking_shows_figures_years_units_and_sources(found: Efficiency, language: Language) -> None:
    html = unescape(ranking_html(found, language))
    assert html.count("<tr>") == 4
    assert "1,209 (2022)" in html
    assert "806" in html  # 120.9 亿元/km² in 万元/亩
    assert "2018" in html


def test_parts_of_a_zone_give_its_gap_back(found: Efficiency) -> None:
    html = unescape(parts_html(found, "zone", language="en"))
    assert html.count("<tr>") == len(found.parts["zone"]) + 1
    assert "Wuling" in html


def test_estimates_are_marked_above_all() -> None:
    marked = efficiency(PAIR, estimates=True)
    assert "CONTAINS ESTIMATES" in notes_html(marked, "en")
    assert "含估算值" in notes_html(marked, "zh")
    assert "ESTIMATE" in ranking_html(marked, "en")


def test_a_hostile_name_stays_text(found: Efficiency) -> None:
    found.parks.loc["fuling_ip", "name_en"] = "<img src=x> {{7*7}}"
    html = ranking_html(found, "en")
    assert "<img" not in html
    assert "{{" not in html
    found.parks.loc["fuling_ip", "name_en"] = "Fuling"


def test_inequality_in_one_sentence(found: Efficiency) -> None:
    assert "0.16" in inequality_text(found, "en")
    assert "needs two parks" in inequality_text(efficiency("gross_output-per-industrial_land_km2"), "en")
