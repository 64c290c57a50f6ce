from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout.runs import RunStore
from layout.runs.store import RunHead
from layout.ui.sites.runs_step import head_words, heads_html, title_words
from layout.workflow.desk.runs import desk_heads
from tests.drawn import html_of, press, site_step

HEAD = RunHead(
    "0123456789ab", "score", "中文 / English", "2026-11-21T10:00:00Z", "<b>me</b>", "f" * 64, ("a",)
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CQLAYOUT_WORKSPACE", str(tmp_path / "desk"))
    return tmp_path / "desk"


def _app(**kept: object) -> AppTest:
    return site_step("runs", **kept)


def test_a_run_is_kept_with_its_proof_opened_and_repeated(folder: Path) -> None:
    app = _app(runs_tags="draft，council")
    assert "No run is kept yet" in html_of(app)
    assert not folder.exists()
    press(app, "Keep")
    (head,) = desk_heads()
    assert head.tags == ("council", "draft")
    run = RunStore(folder).open(head.run_id)
    assert "certificate" in run.result
    app = _app(runs_chosen=[head.run_id])
    assert f"Run {head.run_id}" in html_of(app)
    press(app, "Repeat and compare")
    assert "Identical to the last bit" in html_of(app)


def test_two_runs_are_compared_and_a_run_is_worked_on(folder: Path) -> None:
    press(_app(), "Keep")
    press(_app(**{"nev-battery.weight.target_contribution": 50.0}), "Keep")
    heads = desk_heads()
    app = _app(runs_chosen=[head.run_id for head in heads])
    html = html_of(app)
    assert "changed their rank" in html
    assert "criteria.target_contribution.weight" in html
    assert RunStore(folder).folder == folder
    app = _app(runs_chosen=[heads[0].run_id])
    press(app, "Work on with its case")
    assert "61 sites ranked" in html_of(app)
    assert app.session_state["cq_store"]["case"] == "loaded"


def test_titles_are_in_the_language_and_names_are_text() -> None:
    assert title_words("中文 / English", "en") == "English"
    assert title_words("table", "zh") == "table"
    assert "<b>" not in heads_html([HEAD], "en")
    assert head_words(HEAD, "zh").startswith("2026-11-21 10:00:00 · 中文 · a")
