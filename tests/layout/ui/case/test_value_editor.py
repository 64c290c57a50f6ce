import pandas as pd
import pytest
from pydantic import TypeAdapter
from streamlit.testing.v1 import AppTest

from layout.criteria.value_functions import LinearValue, MinMaxValue, PiecewiseValue
from layout.criteria.value_kinds import NUMERIC_KINDS, AnyNumeric, NumericValue, numeric_values
from layout.ui.case.value_editor import other_kind

RAW = pd.Series([2.0, 8.0, float("nan")])
REASON = {"en": "x", "zh": "x"}
LINEAR = {"kind": "linear", "worst": 80.0, "best": 5.0, "reason": REASON}


def test_another_kind_says_much_the_same() -> None:
    piecewise = other_kind(LINEAR, "piecewise", raw=RAW)
    assert PiecewiseValue.model_validate(piecewise).points == ((5.0, 1.0), (80.0, 0.0))
    assert LinearValue.model_validate(other_kind(piecewise, "linear", raw=RAW)).worst == 80.0
    assert MinMaxValue.model_validate(other_kind(LINEAR, "minmax", raw=RAW)).better == "lower"


def test_a_relative_scale_becomes_a_fixed_one_from_the_candidates() -> None:
    found = other_kind({"kind": "minmax", "better": "lower", "reason": REASON}, "linear", raw=RAW)
    assert (found["worst"], found["best"]) == (8.0, 2.0)
    assert found["reason"]["en"] == "Chosen on the page by the user."


def _script() -> None:
    import pandas as pd  # noqa: PLC0415 - the script runs by itself
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.case.cases import case_by_key  # noqa: PLC0415 - the script runs by itself
    from layout.ui.case.draft import draft_case  # noqa: PLC0415 - the script runs by itself
    from layout.ui.case.value_editor import ask_value  # noqa: PLC0415 - the script runs by itself

    criterion = st.query_params["criterion"]
    case = case_by_key("nev-battery")
    setting = case.criteria.present()[criterion]  # type: ignore[index] - a criterion of the case
    ask_value("nev-battery", criterion, setting=setting, raw=pd.Series([1.0, 9.0]), names={}, language="en")
    value = draft_case("nev-battery", "en").criteria.present()[criterion].value  # type: ignore[index] - as above
    st.text(value.model_dump_json())


def _app(criterion: str) -> AppTest:
    app = AppTest.from_function(_script, default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["criterion"] = criterion
    return app.run()


def test_the_ends_of_a_line_are_edited_and_the_reason_says_by_whom() -> None:
    app = _app("access_power")
    assert [field.value for field in app.number_input] == [60.0, 5.0]
    app.number_input[0].set_value(90.0).run()
    assert '"worst":90.0' in app.text[0].value
    assert "Chosen on the page by the user." in app.text[0].value
    app.text_area[0].set_value("Grid study 2026").run()
    assert '"en":"Grid study 2026"' in app.text[0].value
    assert '"worst":90.0' in app.text[0].value


def test_points_are_moved_added_and_taken_away() -> None:
    app = _app("land_fit")
    assert len(app.number_input) == 6
    app.number_input[2].set_value(4.0).run()
    assert "[[1.0,0.0],[4.0,0.5],[10.0,1.0]]" in app.text[0].value
    next(button for button in app.button if button.label == "One point more").click().run()
    assert "[[1.0,0.0],[4.0,0.5],[7.0,0.75],[10.0,1.0]]" in app.text[0].value
    next(button for button in app.button if button.label == "One point fewer").click().run()
    assert len(app.number_input) == 6


@pytest.mark.parametrize("kind", [kind for kind in NUMERIC_KINDS if kind != "piecewise"])
def test_the_kind_is_changed(kind: str) -> None:
    app = _app("land_fit")
    app.selectbox[0].select(kind).run()
    assert not app.exception
    assert f'"kind":"{kind}"' in app.text[0].value
    app.selectbox[0].select("linear").run()
    assert '"worst":' in app.text[0].value


@pytest.mark.parametrize("kind", NUMERIC_KINDS)
@pytest.mark.parametrize("better", ["higher", "lower"])
def test_every_kind_becomes_every_other_and_keeps_its_direction(kind: str, better: str) -> None:
    start = {"kind": "minmax", "better": better, "reason": REASON}
    entry = other_kind(start, kind, raw=RAW)
    for other in NUMERIC_KINDS:
        found: AnyNumeric = TypeAdapter(NumericValue).validate_python(other_kind(entry, other, raw=RAW))
        low, high = numeric_values(found, RAW.to_numpy()[:2])
        assert (high > low) == (better == "higher")


def test_numbers_and_thresholds_of_a_shape_are_edited() -> None:
    app = _app("access_power")
    app.selectbox[0].select("logistic").run()
    assert [field.value for field in app.number_input] == [32.5, -13.75]
    app.number_input[1].set_value(-10.0).run()
    assert '"reach":-10.0' in app.text[0].value
    app.selectbox[0].select("step").run()
    next(button for button in app.button if button.label == "One point more").click().run()
    assert len(app.number_input) == 5
    app.number_input[4].set_value(0.25).run()
    assert '"steps":[[32.5,0.0],[65.0,0.25]]' in app.text[0].value
    next(button for button in app.button if button.label == "One point fewer").click().run()
    assert len(app.number_input) == 3


def test_each_category_has_its_worth() -> None:
    app = _app("cluster_fit")
    next(field for field in app.number_input if field.label == "named").set_value(0.6).run()
    assert '"named":0.6' in app.text[0].value
