import pytest
from streamlit.testing.v1 import AppTest

from layout.workflow.statistics.answers import Answers, ColumnAnswer

SCRIPT = """
import streamlit as st

from layout.ui.data import join_state

answers = join_state.join_answers("a.csv")
join_state.picked(("a.csv", "vintage"), {"": "-", "38": "38", "37": "37"}, value=answers.vintage, label="v",
                  taken=lambda chosen: join_state.answer("a.csv", vintage=chosen))
"""


def run(kept: dict[str, object]) -> AppTest:
    app = AppTest.from_string(SCRIPT, default_timeout=30)
    app.query_params["lang"] = "en"
    app.session_state["cq_store"] = kept
    app.run()
    assert not app.exception
    return app


def test_a_field_shows_what_is_kept_and_keeps_what_is_chosen() -> None:
    app = run({"join.a.csv": Answers(vintage="37")})
    assert app.selectbox[0].value == "37"
    app.selectbox[0].set_value("38").run()
    assert app.session_state["cq_store"]["join.a.csv"] == Answers(vintage="38")


def test_what_is_no_option_shows_as_not_chosen() -> None:
    assert run({"join.a.csv": "not answers"}).selectbox[0].value == ""


def test_answers_of_columns_and_rows_change_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from layout.ui.data import join_state  # noqa: PLC0415 - its store is replaced here

    kept: dict[str, object] = {}
    monkeypatch.setattr(join_state, "recall", kept.get)
    monkeypatch.setattr(join_state, "remember", kept.__setitem__)
    join_state.answer_column("f", "A", indicator="gdp")
    join_state.answer_column("f", "A", unit="万元")
    join_state.answer_column("f", "B", use=False)
    join_state.answer_match("f", "x", chosen="500101")
    join_state.answer_match("f", "y", chosen="skip")
    join_state.answer_match("f", "x", chosen="")
    found = join_state.join_answers("f")
    assert found.columns == {"A": ColumnAnswer(indicator="gdp", unit="万元"), "B": ColumnAnswer(use=False)}
    assert found.matches == {"y": "skip"}
    assert join_state.join_answers("g") == Answers()
