from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout.runs import RunStore
from layout.runs.store import RunHead
from layout.ui.runs_step import head_words, heads_html, title_words
from layout.workflow.desk_runs import desk_heads

PAGE = Path(__file__).parents[3] / "pages" / "site_selection.py"
HEAD = RunHead(
    "0123456789ab", "score", "中文 / English", "2026-11-21T10:00:00Z", "<b>me</b>", "f" * 64, ("a",)
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CQLAYOUT_WORKSPACE", str(tmp_path / "desk"))
    return tmp_path / "desk"


def _app(**kept: object) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["step"] = "runs"
    app.session_state["cq_store"] = dict(kept)
    app.run()
    assert not app.exception
    return app


def _said(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def _press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def test_a_run_is_kept_with_its_proof_opened_and_repeated(folder: Path) -> None:
    app = _app(runs_tags="draft，council")
    assert "No run is kept yet" in _said(app)
    assert not folder.exists()
    _press(app, "Keep")
    (head,) = desk_heads()
    assert head.tags == ("council", "draft")
    run = RunStore(folder).open(head.run_id)
    assert "certificate" in run.result
    app = _app(runs_chosen=[head.run_id])
    assert f"Run {head.run_id}" in _said(app)
    _press(app, "Repeat and compare")
    assert "Identical to the last bit" in _said(app)


def test_two_runs_are_compared_and_a_run_is_worked_on(folder: Path) -> None:
    _press(_app(), "Keep")
    _press(_app(**{"nev-battery.weight.target_contribution": 50.0}), "Keep")
    heads = desk_heads()
    app = _app(runs_chosen=[head.run_id for head in heads])
    html = _said(app)
    assert "changed their rank" in html
    assert "criteria.target_contribution.weight" in html
    assert RunStore(folder).folder == folder
    app = _app(runs_chosen=[heads[0].run_id])
    _press(app, "Work on with its case")
    assert "61 sites ranked" in _said(app)
    assert app.session_state["cq_store"]["case"] == "loaded"


def test_titles_are_in_the_language_and_names_are_text() -> None:
    assert title_words("中文 / English", "en") == "English"
    assert title_words("table", "zh") == "table"
    assert "<b>" not in heads_html([HEAD], "en")
    assert head_words(HEAD, "zh").startswith("2026-11-21 10:00:00 · 中文 · a")
