import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

PAGE = Path(__file__).parents[4] / "pages" / "site_selection.py"
KEY = "nev-battery"


def _app(**kept: object) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["step"] = "weights"
    app.session_state["cq_store"] = dict(kept)
    app.run()
    assert not app.exception
    return app


def _said(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_a_change_of_points_shows_shares_and_moves_at_once() -> None:
    app = _app()
    assert "▲" not in _said(app)
    next(slider for slider in app.slider if slider.label == "Target contribution").set_value(50.0).run()
    html = _said(app)
    assert "35.7 %" in html
    assert "▲ 15" in html


def test_ahp_says_what_is_not_linked_and_shows_consistency_and_a_proposal_once_it_is() -> None:
    names = (
        "cluster_fit",
        "cluster_neighbourhood",
        "access_river_port",
        "access_rail_freight",
        "access_power",
    )
    cells = {"land_fit": dict.fromkeys((*names, "target_contribution"), "3")}
    expert = {"name": "1", "judgements": cells}
    section = {"method": "ahp", "experts": [expert]}
    app = _app(**{f"{KEY}.weighing": "ahp", f"{KEY}.judged.ahp": section})
    assert "Not yet linked by any comparison: Policy role." in _said(app)
    cells["land_fit"]["policy_role"] = "3"
    cells["cluster_fit"] = {"policy_role": "9"}
    app = _app(**{f"{KEY}.weighing": "ahp", f"{KEY}.judged.ahp": section})
    before = _ratio(app)
    assert "Fits worst:" in _said(app)
    next(button for button in app.button if button.label.startswith("Take ")).click().run()
    assert not app.exception
    assert _ratio(app) < before


def _ratio(app: AppTest) -> float:
    found = re.search(r"Consistency ratio ([0-9.]+)[ :]", _said(app))
    assert found is not None
    return float(found[1].rstrip("."))


def test_data_that_leave_a_weighting_undefined_are_said_and_the_weights_before_hold() -> None:
    app = _app(**{f"{KEY}.weighing": "data", f"{KEY}.judged.data": {"method": "merec"}})
    assert "MEREC needs values above 0" in _said(app)
    assert "the weights below hold" in _said(app)
    assert "weights" not in app.session_state["cq_store"].get(f"{KEY}.edits", {})


def test_criteria_that_do_not_count_are_marked() -> None:
    app = _app(**{f"{KEY}.needs": []})
    labels = [slider.label for slider in app.slider]
    assert "River port (not needed)" in labels
    assert "River port" not in _said(app)


def test_back_to_the_case_forgets_judgements() -> None:
    app = _app(**{f"{KEY}.weighing": "swing"})
    next(button for button in app.button if button.label == "Back to what the case says").click().run()
    assert f"{KEY}.weighing" not in app.session_state["cq_store"]
    assert "weights" not in app.session_state["cq_store"].get(f"{KEY}.edits", {})


def test_every_method_that_is_offered_runs() -> None:
    app = _app()
    method = next(box for box in app.selectbox if box.label == "Method that ranks")
    for place, words in enumerate(method.options):
        next(box for box in app.selectbox if box.label == "Method that ranks").select_index(place).run()
        assert not app.exception
        if words == "Ordered weighted averaging (OWA)":
            assert "alpha is missing" in _said(app)
            next(field for field in app.number_input if "OWA" in field.label).set_value(2.0).run()
        html = _said(app)
        assert "cq-live-ranks" in html
        assert "cq-note-warn" not in html


def test_what_is_left_to_compare_is_told_of_all_together_and_of_each_where_weights_are_put_together() -> None:
    experts = [{"name": "A", "judgements": {}}, {"name": "B", "judgements": {}}]
    groups = [
        {"group_id": "g", "title": {"en": "Hubs", "zh": "枢纽"}, "criteria": ["land_fit", "policy_role"]}
    ]
    section = {"method": "ahp", "experts": experts, "groups": groups}
    app = _app(**{f"{KEY}.weighing": "ahp", f"{KEY}.judged.ahp": section})
    html = _said(app)
    assert html.count("Not yet linked by any comparison") == 1
    assert "Hubs: Policy role" in html
    next(box for box in app.selectbox if box.label == "How they are put together").select("priorities").run()
    assert "B: Not yet linked by any comparison" in _said(app)
