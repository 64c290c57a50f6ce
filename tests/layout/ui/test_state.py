from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui import state


def _choose() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.state import bind, language, publish, recall_choice  # noqa: PLC0415 - the script runs by itself

    current = recall_choice("colour", ("red", "blue"), default="red")
    key, changed = bind("colour", current)
    words = {"zh": {"red": "红", "blue": "蓝"}, "en": {"red": "Red", "blue": "Blue"}}[language()]
    chosen = st.selectbox(
        "colour", ("red", "blue"), format_func=words.__getitem__, key=key, on_change=changed
    )
    publish({"colour": chosen, "gone": None})
    st.text(chosen)


def _app(**query: str) -> AppTest:
    app = AppTest.from_function(_choose, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_a_choice_comes_from_the_url_and_goes_back_to_it() -> None:
    app = _app(lang="en", colour="blue", gone="x")
    assert app.selectbox[0].value == "blue"
    assert app.query_params["colour"] == "blue"
    assert "gone" not in app.query_params
    app.selectbox[0].select("red").run()
    assert app.query_params["colour"] == "red"


def test_nonsense_in_the_url_is_passed_over() -> None:
    assert _app(lang="en", colour="{{1}}").selectbox[0].value == "red"


def test_a_switch_of_language_keeps_the_choice() -> None:
    app = _app(lang="en")
    app.selectbox[0].select("blue").run()
    app.session_state["cq_store"]["lang"] = "zh"
    app.run()
    assert app.selectbox[0].options == ["红", "蓝"]
    assert app.text[0].value == "blue"
    assert not app.exception


@pytest.mark.parametrize(
    ("query", "environment", "locale", "expected"),
    [
        ("en", "zh", "zh-CN", "en"),
        (None, "en", "zh-CN", "en"),
        (None, None, "zh-Hans-CN", "zh"),
        (None, None, "de-DE", "en"),
        (None, None, None, "zh"),
        ("xx", "yy", "zh", "zh"),
    ],
)
def test_the_first_language(
    monkeypatch: pytest.MonkeyPatch,
    query: str | None,
    environment: str | None,
    locale: str | None,
    expected: str,
) -> None:
    class Context:
        def __init__(self) -> None:
            self.locale = locale

    parameters: dict[str, Any] = {} if query is None else {"lang": query}
    monkeypatch.setattr(state.st, "query_params", parameters)
    monkeypatch.setattr(state.st, "context", Context())
    monkeypatch.delenv("CQLAYOUT_LANG", raising=False)
    if environment is not None:
        monkeypatch.setenv("CQLAYOUT_LANG", environment)
    assert state._first_language() == expected


def test_the_store_remembers_and_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state.st, "session_state", {})
    assert state.recall("x", 1) == 1
    state.remember("x", 2)
    assert state.recall("x", 1) == 2
    state.forget(["x", "never"])
    assert state.recall("x") is None
    state.set_language("en")
    assert state.language() == "en"


def _types() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.state import bind, recall, remember  # noqa: PLC0415 - the script runs by itself

    if st.button("case"):
        remember("who", "from the case")
    key, changed = bind("who", recall("who", "first"))
    st.text_input("who", key=key, on_change=changed)


def test_a_value_goes_back_to_the_browser_only_where_it_is_another() -> None:
    app = AppTest.from_function(_types)
    app.session_state["cq_store"] = {"lang": "en"}
    app.run()
    assert (app.text_input[0].value, app.text_input[0].proto.set_value) == ("first", True)
    app.text_input[0].set_value("typed").run()
    app.run()
    assert (app.text_input[0].value, app.text_input[0].proto.set_value) == ("typed", False)
    app.button[0].click().run()
    assert (app.text_input[0].value, app.text_input[0].proto.set_value) == ("from the case", True)
