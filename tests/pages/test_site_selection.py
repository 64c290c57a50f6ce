from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui.sites.steps import STEPS
from tests.drawn import press
from tests.layout.battery import CRITERIA

Page = Callable[..., AppTest]
Said = Callable[[AppTest], str]
KEY = "nev-battery"


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CQLAYOUT_WORKSPACE", str(tmp_path / "desk"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("step", [step for step in STEPS if step not in ("brief", "export")])
def test_every_step_can_be_linked_to(page: Page, said: Said, step: str, language: str) -> None:
    app = page("site_selection", step=step, lang=language)
    assert 'role="alert"' not in said(app)
    assert app.query_params["step"] in (step, [step])


def test_the_button_of_the_brief_leads_to_the_ranking(page: Page, said: Said) -> None:
    app = page("site_selection")
    assert "Fill in the brief" in said(app)
    html = said(press(app, "Rank the sites"))
    assert "61 sites ranked" in html
    assert app.query_params["step"] in ("result", ["result"])


def test_an_edited_brief_is_what_is_run_and_stays_text(page: Page, said: Said) -> None:
    app = page("site_selection")
    app.text_input[0].set_value("Plant {{1+1}}").run()
    assert "Plant &#123;&#123;1+1&#125;&#125;" in said(press(app, "Rank the sites"))


def test_each_case_keeps_its_own_edits(page: Page, said: Said) -> None:
    app = page("site_selection", kept={f"{KEY}.name": "Mine"})
    case = next(box for box in app.selectbox if box.label == "Start from the case")
    case.select("chemical-new-materials").run()
    assert app.text_input[0].value != "Mine"
    next(box for box in app.selectbox if box.label == "Start from the case").select(KEY).run()
    assert app.text_input[0].value == "Mine"
    assert "Mine" in said(press(app, "Rank the sites"))


def test_weights_that_are_all_zero_are_refused_in_a_box_and_nothing_is_lost(page: Page, said: Said) -> None:
    app = page("site_selection", step="weights")
    for slider in app.slider:
        slider.set_value(0.0)
    app.run()
    assert "weights of the criteria" in said(app)
    assert all(slider.value == 0.0 for slider in app.slider)
    assert (
        said(
            page("site_selection", step="result", kept={f"{KEY}.weight.{name}": 0.0 for name in CRITERIA})
        ).count('role="alert"')
        == 1
    )


def test_the_switch_of_the_language_loses_nothing(page: Page, said: Said) -> None:
    kept = {
        f"{KEY}.weight.land_fit": 1.0,
        f"{KEY}.edits": {"candidates.exclude": ["cq_htz"]},
        f"{KEY}.weighing": "swing",
        f"{KEY}.judged.swing": {"method": "swing", "points": dict.fromkeys(CRITERIA, 50.0)},
    }
    for language in ("zh", "en"):
        app = page("site_selection", step="weights", lang=language, kept=kept)
        assert [slider.value for slider in app.slider] == [50] * len(CRITERIA)
        assert "12.5 %" in said(app)  # one of eight
        assert "cq_htz" not in said(app)


@pytest.mark.parametrize("part", ["ranking", "why", "pair", "certificate", "methods"])
def test_every_part_of_the_result_runs(page: Page, said: Said, part: str) -> None:
    app = page("site_selection", step="result", part=part)
    html = said(app)
    assert 'role="alert"' not in html
    assert app.query_params["part"] in (part, [part])
