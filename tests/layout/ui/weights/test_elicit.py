from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui.weights.elicit import ends

PAGE = Path(__file__).parents[4] / "pages" / "site_selection.py"
KEY = "nev-battery"


def _app(method: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["step"] = "weights"
    app.session_state["cq_store"] = {f"{KEY}.weighing": method}
    app.run()
    assert not app.exception
    return app


def _section(app: AppTest) -> dict[str, object]:
    found: dict[str, object] = app.session_state["cq_store"][f"{KEY}.edits"]["weights"]
    return found


def test_swing_points_go_into_the_case_with_the_highest_at_100() -> None:
    app = _app("swing")
    assert [slider.value for slider in app.slider][:2] == [100, 100]
    for slider in app.slider:
        slider.set_value(50)
    app.run()
    assert _section(app)["points"] == dict.fromkeys(_section(app)["points"], 100.0)  # type: ignore[attr-defined] - a table


def test_best_and_worst_are_chosen_and_their_ratio_is_one_figure() -> None:
    app = _app("best_worst")
    pair = next(slider for slider in app.slider if slider.label == "Land fit over Power")
    pair.set_value(8).run()
    section = _section(app)
    assert section["best_to_others"]["access_power"] == 8  # type: ignore[index] - a table
    assert section["others_to_worst"]["land_fit"] == 8  # type: ignore[index] - as above
    best = next(box for box in app.selectbox if box.label == "Most important")
    best.select("policy_role").run()
    assert not app.exception
    assert _section(app)["best_to_others"]["policy_role"] == 1  # type: ignore[index] - as above
    assert "ξ" in "".join(element.proto.body for element in app.get("html"))


def test_an_order_with_equal_places_and_its_formula() -> None:
    app = _app("ordinal")
    next(box for box in app.selectbox if box.label == "Formula").select("rank_sum").run()
    assert _section(app)["formula"] == "rank_sum"
    assert set(_section(app)["ranks"].values()) <= set(range(1, 9))  # type: ignore[attr-defined] - a table


@pytest.mark.parametrize("method", ["equal", "entropy", "entropy_minmax", "critic", "merec"])
def test_what_the_data_say_is_chosen(method: str) -> None:
    app = _app("data")
    next(box for box in app.selectbox if box.label == "What the data say").select(method).run()
    assert not app.exception
    said = "".join(element.proto.body for element in app.get("html"))
    if method == "merec":  # it refuses values of zero, and says so
        assert "cq-note-warn" in said
    else:
        assert _section(app)["method"] == method


def test_a_mixture_of_judgements_and_data() -> None:
    app = _app("mixture")
    app.slider[0].set_value(40).run()
    parts = _section(app)["parts"]
    assert [part["share"] for part in parts] == [40.0, 60.0]  # type: ignore[attr-defined] - a list of tables


def test_the_ends_are_those_that_the_engine_takes() -> None:
    section = {"best_to_others": {"a": 1, "b": 1, "c": 7}, "others_to_worst": {"a": 7, "b": 5, "c": 1}}
    assert ends(section, ("a", "b", "c")) == ("a", "c")
