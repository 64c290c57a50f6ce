from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from layout.ui.case.cases import case_by_key
from layout.ui.weights.ahp_groups_form import effort_words, name_of

PAGE = Path(__file__).parents[4] / "pages" / "site_selection.py"
KEY = "nev-battery"
NAMES = tuple(case_by_key(KEY).active_criteria())


def _app(**kept: object) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["step"] = "weights"
    app.session_state["cq_store"] = {f"{KEY}.weighing": "ahp", **kept}
    app.run()
    assert not app.exception
    return app


def _groups(app: AppTest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = app.session_state["cq_store"][f"{KEY}.judged.ahp"].get("groups", [])
    return found


def _button(app: AppTest, label: str) -> Any:  # noqa: ANN401 - an element of the test framework
    return next(button for button in app.button if button.label.startswith(label))


def test_effort_is_told_with_and_without_groups() -> None:
    titles = dict.fromkeys("abcdefghi", "x")
    section: dict[str, Any] = {"method": "ahp", "experts": [{"name": "1", "judgements": {}}]}
    assert "36 comparisons" in effort_words(section, titles, language="en")
    groups = [{"group_id": name, "criteria": list(name)} for name in ("abc", "def", "ghi")]
    assert "12 comparisons instead of 36" in effort_words(
        {**section, "groups": groups}, titles, language="en"
    )
    assert name_of({"group_id": "g"}, "zh") == "g"


def test_groups_are_proposed_made_named_moved_filled_and_dissolved() -> None:
    app = _app()
    _button(app, "Group by kind").click().run()
    assert [group["title"]["en"] for group in _groups(app)] == [
        "Land and policy",
        "Industry",
        "Access and supply",
    ]
    names = [field for field in app.text_input if field.label == "Group"]
    names[1].set_value("Clusters").run()
    assert _groups(app)[1]["title"] == {"en": "Clusters", "zh": "产业基础"}
    next(box for box in app.selectbox if box.label == "Stands in").select("group_2").run()
    assert _groups(app)[0]["parent"] == "group_2"
    members = [box for box in app.multiselect if box.label == "Criteria in it"]
    members[1].set_value(["cluster_fit", "policy_role"]).run()
    assert not app.exception
    assert [group["criteria"] for group in _groups(app)][:2] == [
        ["land_fit", "target_contribution"],
        ["cluster_fit", "policy_role"],
    ]
    _button(app, "Dissolve").click().run()
    assert not app.exception
    assert _groups(app)[0]["criteria"] == ["cluster_fit", "policy_role", "land_fit", "target_contribution"]
    next(field for field in app.text_input if field.label == "New group").set_value("Land").run()
    new = [box for box in app.multiselect if box.label == "Criteria in it"][-1]
    assert "Land fit (Clusters)" in new.options
    new.set_value(["land_fit"]).run()
    _button(app, "Make the group").click().run()
    assert not app.exception
    assert _groups(app)[-1]["title"] == {"en": "Land", "zh": "Land"}
    assert _groups(app)[-1]["criteria"] == ["land_fit"]
    assert next(field for field in app.text_input if field.label == "New group").value == ""


def test_answers_between_criteria_of_one_group_stay_when_the_group_is_made() -> None:
    cells = {"land_fit": dict.fromkeys(NAMES[1:], "3"), "access_river_port": {"access_power": "5"}}
    section = {"method": "ahp", "experts": [{"name": "1", "judgements": cells}]}
    app = _app(**{f"{KEY}.judged.ahp": section})
    whole = app.session_state["cq_store"][f"{KEY}.edits"]["weights"]
    assert whole["experts"][0]["judgements"] == cells
    _button(app, "Group by kind").click().run()
    assert not app.exception
    html = "".join(element.proto.body for element in app.get("html"))
    assert "Not yet linked by any comparison — Between the groups: Industry, Access and supply" in html
    assert "Access and supply: Rail freight" in html
    for _ in range(3):
        _button(app, "Dissolve").click().run()
    assert app.session_state["cq_store"][f"{KEY}.edits"]["weights"]["experts"] == whole["experts"]
