import json
import time
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui.jobs import find
from tests.layout.ui.plan_runs_made import rich_bundle, studied_plan

Page = Callable[..., AppTest]
Said = Callable[[AppTest], str]
VIEWS = ("plan", "choices", "effect", "compare", "front", "phases", "land", "firmness", "files")


def kept(**more: object) -> dict[str, object]:
    return {"plan.own": rich_bundle(), "plan_case": "own", **more}


def solved(**more: object) -> dict[str, object]:
    return kept(**{"own.plan": studied_plan().token, **more})


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_a_solved_case_runs(page: Page, said: Said, view: str, language: str) -> None:
    app = page("layout_plan", kept=solved(), plan_view=view, lang=language)
    html = said(app)
    assert "<img src=x" not in html
    assert "{{7*7}}" not in html
    if view != "choices":
        assert ("verified" if language == "en" else "核验通过") in html


def test_before_solving_the_case_is_told(page: Page, said: Said) -> None:
    html = said(page("layout_plan"))
    assert "Press Solve" in html
    assert "40 projects" in html
    assert "Goal: nev" in html


def _solve(app: AppTest) -> AppTest:
    app.button(key="plan_solve").click().run()
    job = find(app.session_state["cq_store"].get("own.job"))
    if job is not None:
        assert job.done.wait(60)
        app.run()
    return app


def test_solving_runs_beside_the_page_and_its_plan_appears(page: Page, said: Said) -> None:
    app = page("layout_plan", kept=kept())
    html = said(_solve(app))
    assert "proved optimal" in html
    assert "verified" in html
    assert app.session_state["cq_store"]["own.plan"]


def test_an_infeasible_case_says_the_conflict(page: Page, said: Said) -> None:
    app = page("layout_plan", kept=kept(**{"own.place": "all"}))
    html = said(_solve(app))
    assert "cannot hold together" in html
    assert "must be placed" in html
    assert "verified" not in html


def test_changed_settings_are_told_beside_the_old_plan(page: Page, said: Said) -> None:
    assert "settings have changed" in said(page("layout_plan", kept=solved(**{"own.most": 1.0})))


def test_a_wrong_case_keeps_what_was_entered(page: Page, said: Said) -> None:
    app = page("layout_plan", kept=kept(**{"own.mode": "single", "own.single.0": "value", "own.budget": 0.0}))
    app.button(key="plan_solve").click().run()
    time.sleep(0.1)
    assert app.session_state["cq_store"]["own.budget"] == 0.0
    assert json.dumps(said(app))
