import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout.i18n import translate
from tests.layout.workflow.office_parks import NEW_NAME, keep_parks

PAGE = Path(__file__).resolve().parents[2] / "pages" / "map.py"


def _app(**query: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in {"lang": "en", **query}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def _html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_without_a_park_the_panel_says_how_to_choose_one() -> None:
    assert "Click a park on the map" in _html(_app())


def test_a_link_shows_the_same_park_and_choices() -> None:
    app = _app(park="wanzhou_etdz", show="population@2020", colour="intensity")
    html = _html(app)
    assert "8,730 mu" in html
    assert "population, 2020" in html
    assert app.query_params["park"] == "wanzhou_etdz"
    assert app.query_params["show"] == "population@2020"


def test_a_park_without_position_can_be_chosen_and_is_named() -> None:
    app = _app()
    park = next(box for box in app.selectbox if box.label.startswith("Park (click"))
    unplaced = re.search(r"therefore not drawn: ([^,.]+)", _html(app))
    assert unplaced is not None
    park.select_index(park.options.index(unplaced[1])).run()
    assert not app.exception
    assert unplaced[1] in _html(app).split("Identity")[1]


def test_the_legend_has_unit_classes_and_no_data() -> None:
    html = _html(_app(show="gdp@2024", colour="intensity"))
    for expected in (
        translate("map.unit.yi_cny", "en"),
        "no data",
        "target 75 reached",
        "Approved area",
        "Flagship zone",
    ):
        assert expected in html, expected


def test_the_new_district_map_says_what_it_cannot_show() -> None:
    assert "38 former units" in _html(_app(vintage="37"))


def test_credits_and_gaps_are_on_the_page() -> None:
    html = _html(_app())
    assert "OpenStreetMap" in html
    assert "not shipped and not drawn" in html


@pytest.mark.parametrize(("lang", "words"), [("en", "not stated"), ("zh", "未说明")])
def test_an_imported_park_has_a_look_of_its_own_and_its_outline(
    own_workspace: Path, lang: str, words: str
) -> None:
    new = keep_parks(own_workspace)
    legend = _html(_app(lang=lang))
    assert f"{words}" in legend
    assert translate("office_parks.outlines", lang) in legend
    panel = _html(_app(lang=lang, park=new))
    assert NEW_NAME in panel
    assert words in panel
