from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from layout.ui import state
from layout.ui.case.cases import case_by_key
from layout.ui.state import recall, remember
from layout.ui.weights.ahp_experts_form import expert_words, forget_item, remove_expert, undo_removal
from layout.ui.weights.state import judged, keep_judged

PAGE = Path(__file__).parents[4] / "pages" / "site_selection.py"
KEY = "nev-battery"
NAMES = tuple(case_by_key(KEY).active_criteria())
LI = {"name": "Li", "judgements": {NAMES[0]: dict.fromkeys(NAMES[1:4], "3")}}
WANG = {"name": "Wang", "voice": 2.0, "judgements": {NAMES[0]: dict.fromkeys(NAMES[4:], "3")}}
SECTION = {"method": "ahp", "experts": [LI, WANG]}


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {"lang": "en"}
    monkeypatch.setattr(state, "_store", lambda: kept)
    keep_judged(KEY, "ahp", section=SECTION)
    return kept


@pytest.mark.usefixtures("store")
def test_removal_chooses_a_neighbour_and_is_undone_to_the_same_section() -> None:
    remember(f"{KEY}.ahp_expert", "Li")
    remove_expert(KEY, 0, names=NAMES)
    assert judged(KEY, "ahp", names=NAMES)["experts"] == [WANG]
    assert recall(f"{KEY}.ahp_expert") == "Wang"
    undo_removal(KEY, NAMES)
    assert judged(KEY, "ahp", names=NAMES) == SECTION
    assert recall(f"{KEY}.ahp_expert") == "Li"
    assert recall(f"{KEY}.ahp_gone") == []


@pytest.mark.usefixtures("store")
def test_a_group_dissolved_meanwhile_does_not_come_back_with_the_expert() -> None:
    both = {**LI, "judgements": {**LI["judgements"], "group_1": {NAMES[0]: "5"}}}  # type: ignore[dict-item] - a table
    keep_judged(KEY, "ahp", section={**SECTION, "experts": [both, WANG]})
    remove_expert(KEY, 0, names=NAMES)
    forget_item(KEY, "group_1")
    undo_removal(KEY, NAMES)
    assert judged(KEY, "ahp", names=NAMES) == SECTION


def test_a_bare_number_gets_a_word_before_it() -> None:
    assert (expert_words("1", "zh"), expert_words("规划局", "zh")) == ("专家 1", "规划局")


def _press(app: AppTest, label: str, place: int = 0) -> None:
    [button for button in app.button if button.label == label][place].click().run()
    assert not app.exception


def _field(app: AppTest, label: str) -> TextInput:
    return next(field for field in app.text_input if field.label == label)


def test_experts_are_added_renamed_removed_and_brought_back_on_the_page_and_in_the_case() -> None:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["step"] = "weights"
    app.session_state["cq_store"] = {f"{KEY}.weighing": "ahp", f"{KEY}.judged.ahp": SECTION}
    app.run()

    def experts() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = app.session_state["cq_store"][f"{KEY}.edits"]["weights"]["experts"]
        return found

    assert experts() == [LI, WANG]
    _field(app, "Name · 3 of 28 compared").set_value("Wang").run()
    assert "There is an expert Wang already" in "".join(one.proto.body for one in app.get("html"))
    assert _field(app, "Name · 3 of 28 compared").value == "Wang"
    assert experts() == [LI, WANG]
    _field(app, "Name · 3 of 28 compared").set_value(" Zhao ").run()
    assert experts() == [{**LI, "name": "Zhao"}, WANG]
    _field(app, "Add an expert").set_value("Sun")
    _press(app, "Add")
    assert experts()[2] == {"name": "Sun", "judgements": {}}
    assert next(box for box in app.selectbox if box.label == "Judgements of").value == "Sun"
    _press(app, "Remove", 0)
    # what Zhao alone had judged is open again, so the weights that held before still hold
    assert [one["name"] for one in app.session_state["cq_store"][f"{KEY}.judged.ahp"]["experts"]] == [
        "Wang",
        "Sun",
    ]
    assert "the weights below hold" in "".join(one.proto.body for one in app.get("html"))
    _press(app, "Undo")
    assert experts() == [{**LI, "name": "Zhao"}, WANG, {"name": "Sun", "judgements": {}}]
