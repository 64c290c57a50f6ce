from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui import state
from layout.ui.case.edits import edit, edits_of, is_edited, undo, with_edits

SCRIPT = """
import streamlit as st
from layout.ui.case.edits import edits_of, several_edit

options = {"a": "Same", "b": "Same", "c": "Other"}
several_edit("k", "x.y", options=options, chosen=("b", "gone"), label="Which", placeholder="none")
st.text(repr(edits_of("k")))
"""


@pytest.fixture(autouse=True)
def _store(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(state, "_store", lambda: kept)


def test_edits_belong_to_their_case_and_are_undone_below_a_path() -> None:
    edit("a", "criteria.land_fit.value", value={"kind": "linear"})
    edit("a", "criteria.land_fit2", value=1)
    edit("b", "rules.enforce", value=["x"])
    assert is_edited("a", "criteria")
    assert not is_edited("a", "criteria.land")
    assert edits_of("b") == {"rules.enforce": ["x"]}
    undo("a", "criteria.land_fit")
    assert edits_of("a") == {"criteria.land_fit2": 1}


def test_edits_are_put_in_by_path_and_a_part_that_is_gone_is_passed_over() -> None:
    data = {"candidates": {"types": []}, "criteria": {"policy_role": {"weight": 1}}}
    edits = {"candidates.types": ["sub_park"], "criteria.land_fit.value": {}, "weights": {"method": "direct"}}
    assert with_edits(data, edits) == {
        "candidates": {"types": ["sub_park"]},
        "criteria": {"policy_role": {"weight": 1}},
        "weights": {"method": "direct"},
    }


def test_a_choice_of_several_shows_the_case_and_keeps_what_was_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()  # the store of the application itself
    app = AppTest.from_string(SCRIPT, default_timeout=30).run()
    (field,) = app.multiselect
    assert field.value == ["b"]
    assert len(set(field.options)) == 3
    field.set_value(["b", "c"]).run()
    assert app.text[0].value == "{'x.y': ['b', 'c']}"
