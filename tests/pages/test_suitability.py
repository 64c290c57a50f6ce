from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui.suitability.choice import Loaded
from layout.ui.suitability.files import new_folder, take_file

Page = Callable[..., AppTest]
Said = Callable[[AppTest], str]
FILES = ("area.geojson", "dem.tif", "landcover.tif", "rivers.gpkg", "roads.geojson")


@pytest.fixture(scope="module")
def loaded(study_folder: Path, study_text: str) -> Loaded:
    folder = new_folder()
    files = tuple(
        (name, take_file(folder, (study_folder / name).read_bytes(), name=name, number=number))
        for number, name in enumerate(FILES)
    )
    return Loaded("study.toml", study_text, folder, files)


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "示例性区域初筛"), ("en", "Illustrative regional screening")]
)
def test_defaults_are_a_regional_screening_that_says_so(
    page: Page, said: Said, language: str, words: str
) -> None:
    app = page("suitability", lang=language)
    html = unescape(said(app))
    assert words in html
    assert "74,857" in html  # of 82,407 km²; the rest has a relief of more than 900 m
    assert len(app.slider) == 3


def test_the_template_says_that_nothing_was_evaluated(page: Page, said: Said) -> None:
    html = unescape(said(page("suitability", study="template", view="rules")))
    assert "No rule could be evaluated" in html
    assert html.count("is not given") == 7
    assert html.count("has no item dem") == 2
    assert "9 of 9 rules are not evaluated" in unescape(said(page("suitability", study="template")))


def test_a_moved_weight_changes_figures_and_nothing_is_lost_by_the_language(
    page: Page, said: Said, loaded: Loaded
) -> None:
    app = page("suitability", study="loaded", kept={"suit.loaded": loaded})
    before = unescape(said(app))
    assert "1 of 4 rules are not evaluated" in before
    app.slider[0].set_value(0.0).run()
    assert not app.exception
    assert unescape(said(app)) != before
    app.session_state["cq_store"]["lang"] = "zh"
    app.run()
    assert app.slider[0].value == 0.0


def test_weights_that_are_all_zero_are_told_and_stay(page: Page, said: Said, loaded: Loaded) -> None:
    app = page("suitability", study="loaded", kept={"suit.loaded": loaded})
    for slider in app.slider:
        slider.set_value(0.0)
    app.run()
    assert "weights are all zero" in unescape(said(app))
    assert [slider.value for slider in app.slider] == [0.0, 0.0]


def test_a_rule_that_is_switched_off_takes_nothing(page: Page, said: Said, loaded: Loaded) -> None:
    app = page("suitability", study="loaded", view="rules", kept={"suit.loaded": loaded})
    assert "Water" in unescape(said(app))
    assert len(app.multiselect[0].value) == 4
    app.multiselect[0].set_value(["steep", "yrpl_chem_1km"]).run()
    assert not app.exception
    html = unescape(said(app))
    assert ">Water<" not in html
    assert "Every rule that is on was evaluated" in html


def test_criteria_are_drawn_with_their_reasons(page: Page, said: Said, loaded: Loaded) -> None:
    app = page("suitability", study="loaded", view="criteria", kept={"suit.loaded": loaded})
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 2
    assert "Why these scale points: for the test" in unescape(said(app))


def test_a_place_that_was_clicked_is_explained(page: Page, said: Said, loaded: Loaded) -> None:
    kept = {"suit.loaded": loaded, "suit.place": (106.05, 29.805)}
    html = unescape(said(page("suitability", study="loaded", kept=kept)))
    assert "106.05000, 29.80500: excluded" in html
    assert "not evaluated" in html
    far = {"suit.loaded": loaded, "suit.place": (100.0, 20.0)}
    assert "outside the grid of the case" in unescape(said(page("suitability", study="loaded", kept=far)))


def test_areas_wait_for_the_full_run(page: Page, said: Said, loaded: Loaded) -> None:
    html = unescape(said(page("suitability", study="loaded", view="areas", kept={"suit.loaded": loaded})))
    assert "Run the study first" in html


def test_without_a_case_one_is_told_what_is_needed(page: Page, said: Said) -> None:
    html = unescape(said(page("suitability", study="loaded")))
    assert "No case loaded yet" in html
    assert "terrain only in cells of 30″" in html
    built = unescape(said(page("suitability", study="built")))
    assert "Choose at least one district" in built


def test_a_study_is_built_from_districts_alone(page: Page, said: Said) -> None:
    kept = {"suit.build.districts": ["500112"], "suit.build.cell": 500}
    html = unescape(said(page("suitability", study="built", kept=kept)))
    assert "9 of 9 rules are not evaluated" in html
    assert "every available cell has score 1" in html
