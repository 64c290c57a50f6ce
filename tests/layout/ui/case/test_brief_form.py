from streamlit.testing.v1 import AppTest


def _script() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.case.brief import brief_of, case_of  # noqa: PLC0415 - the script runs by itself
    from layout.ui.case.brief_form import ask_brief, case_choice  # noqa: PLC0415 - the script runs by itself
    from layout.ui.case.cases import case_by_key  # noqa: PLC0415 - the script runs by itself

    key = case_choice("en")
    case = case_by_key(key)
    brief = ask_brief(key, case, language="en")
    st.text(str(brief == brief_of(case, "en")))
    edited = case_of(case, brief, language="en")
    st.text(f"{edited.project.annual_output_cny:.0f} {edited.project.land_ha} {edited.project.name.en}")


def _app() -> AppTest:
    app = AppTest.from_function(_script, default_timeout=60)
    app.query_params["lang"] = "en"
    return app.run()


def test_an_untouched_form_is_the_case_as_it_stands() -> None:
    for key in ("nev-battery", "power-semiconductor", "chemical-new-materials"):
        app = AppTest.from_function(_script, default_timeout=60)
        app.query_params["lang"] = "en"
        app.query_params["case"] = key
        app.run()
        assert not app.exception
        assert app.text[0].value == "True"


def test_edits_arrive_and_belong_to_their_case() -> None:
    app = _app()
    app.text_input[0].set_value("My plant")
    app.number_input[0].set_value(60.0).run()
    assert app.text[1].value == "6000000000 None My plant"
    app.selectbox[0].select("power-semiconductor").run()
    assert app.text[0].value == "True"
    app.selectbox[0].select("nev-battery").run()
    assert app.text[1].value == "6000000000 None My plant"


def test_a_land_need_can_be_entered() -> None:
    app = _app()
    land = next(box for box in app.selectbox if box.label == "Land need")
    land.select("given").run()
    app.number_input[1].set_value(42.0).run()
    assert app.text[1].value.split()[1] == "42.0"


def test_the_derived_land_need_is_told_in_two_units() -> None:
    # 120 亿元 ÷ 75 亿元/km² = 1.6 km² = 160 ha = 2,400 mu
    assert any("160.0 ha = 2,400 mu" in element.proto.body for element in _app().get("html"))


def _method_script() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.errors import CaseError  # noqa: PLC0415 - the script runs by itself
    from layout.ui.case.brief_form import ask_method  # noqa: PLC0415 - the script runs by itself
    from layout.ui.case.cases import case_by_key  # noqa: PLC0415 - the script runs by itself
    from layout.ui.case.draft import draft_case  # noqa: PLC0415 - the script runs by itself

    ask_method("nev-battery", case_by_key("nev-battery"), language="en")
    try:
        scoring = draft_case("nev-battery", "en").scoring
        st.text(f"{scoring.methods[0]} {scoring.parameters.alpha}")
    except CaseError as error:
        st.text(error.message("en"))


def test_owa_asks_for_the_attitude_to_risk_and_takes_none_for_granted() -> None:
    app = AppTest.from_function(_method_script, default_timeout=60).run()
    assert not app.number_input
    app.selectbox[0].select("owa").run()
    assert not app.exception
    assert app.number_input[0].value is None
    assert "scoring.parameters.alpha is missing" in app.text[0].value
    app.number_input[0].set_value(2.5).run()
    assert app.text[0].value == "owa 2.5"
    app.selectbox[0].select("topsis").run()
    assert app.text[0].value.startswith("topsis ")
    assert not app.number_input
