from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.embedded import table
from layout.sites.candidates import site_frame
from layout.ui.sites.candidates_step import candidates_html

PAGE = Path(__file__).parents[4] / "pages" / "site_selection.py"


def _app() -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["step"] = "candidates"
    return app.run()


def _said(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_types_levels_and_names_change_who_is_compared() -> None:
    app = _app()
    assert "61 of 64 sites" in _said(app)
    types, levels, names = app.multiselect
    names.set_value(["cq_htz"]).run()
    assert "60 of 64 sites" in _said(app)
    levels = app.multiselect[1]
    levels.set_value(["national"]).run()
    national = int((site_frame(table("parks"), table("districts"))["level"] == "national").sum())
    assert f"{national} of 64" not in _said(app)  # new areas and the one left out are not among them
    assert types.label == "Types of park"


def test_a_choice_that_leaves_nobody_is_said_and_stays() -> None:
    app = _app()
    app.multiselect[0].set_value(["logistics_park"]).run()
    app.multiselect[1].set_value(["national"]).run()
    app.multiselect[2].set_value(list(table("parks")["park_id"])).run()
    assert 'role="alert"' in _said(app)
    assert app.multiselect[0].value == ["logistics_park"]


def test_the_case_holds_again_on_request() -> None:
    app = _app()
    app.multiselect[2].set_value(["cq_htz"]).run()
    next(button for button in app.button if button.label == "Back to what the case says").click().run()
    assert "61 of 64 sites" in _said(app)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_unknown_is_no_data_and_names_are_text(language: str, hostile: str) -> None:
    sites = site_frame(table("parks"), table("districts")).head(3).copy()
    sites[f"name_{language}"] = hostile
    sites["approved_area_ha"] = float("nan")
    html = candidates_html(sites, language)  # type: ignore[arg-type] - a language
    assert "<img" not in html
    assert html.count("无数据" if language == "zh" else "no data") >= 3
