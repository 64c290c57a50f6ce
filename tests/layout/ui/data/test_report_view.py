from html import unescape

import pytest

from geodata.quality.findings import Verdict, finding, templates
from geodata.quality.offers import Offer
from geodata.read import Report
from geodata.text import LANGUAGES, Bilingual, Language
from layout.i18n import catalogue
from layout.ui.data.report_view import report_html

LAYER = {
    "name": "L",
    "features": 1200,
    "geometry": "Polygon",
    "crs": "EPSG:4490",
    "crs_name": "CGCS2000",
    "fields": ["a"],
}
OFFER = Offer("EPSG:4524", swapped=True, title=Bilingual(en="zone 36", zh="36 带"), inside=2, tested=2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_and_kind_of_geometry_has_its_word(language: Language) -> None:
    words = catalogue()
    for verdict in Verdict:
        assert words[f"data_desk.verdict.{verdict.value}"].pick(language)
    html = report_html(Report("x", Verdict.ACCEPT, dict(LAYER), ()), language)
    assert "1,200" in html
    assert words["data_desk.geometry.polygon"].pick(language) in html
    assert "CGCS2000" in html


def test_a_table_has_no_coordinate_system() -> None:
    html = report_html(Report("x", Verdict.ACCEPT, LAYER | {"geometry": None, "crs_name": None}, ()), "en")
    assert "Coordinate system" not in html
    assert "none (table)" in html


def test_names_out_of_the_file_are_text(hostile: str) -> None:
    found = finding("several-layers", file=hostile, choices=[hostile], count=2, layers=hostile)
    html = report_html(Report(hostile, Verdict.ASK, LAYER | {"name": hostile}, (found,)), "zh")
    assert "<img" not in html
    assert "{{" not in html
    assert "1234*4321" in html


def test_the_evidence_speaks_of_fields_not_of_options() -> None:
    asked = finding(
        "crs-missing", file="x", origin="-", proposals="--crs EPSG:4524 --axes yx: all", offers=[OFFER]
    )
    html = unescape(report_html(Report("x", Verdict.ASK, None, (asked,)), "en"))
    assert "see the table below." in html
    assert "EPSG:4524" not in html
    assert "--crs" not in html
    assert "Answer it below" in html


def test_no_remedy_on_the_page_names_an_option_of_the_command_line() -> None:
    for code, template in templates().items():
        if "--" not in template.remedy.en:
            continue
        item = finding("heights", file="x", count=1)
        item = type(item)(code, template.severity, item.where, item.message, template.remedy)
        for language in LANGUAGES:
            html = unescape(report_html(Report("x", Verdict.WARN, None, (item,)), language))
            assert "--" not in html, code


def test_the_assumed_datum_is_asked_for_below_and_not_told_here() -> None:
    noted = finding("datum-assumed", file="x")
    assert "cq-table" not in report_html(Report("x", Verdict.ACCEPT, None, (noted,)), "en")
