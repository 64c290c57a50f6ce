import re

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui.widgets import distinct, notice_html, table_html, words_of


def test_cells_and_headings_are_escaped(hostile: str) -> None:
    html = table_html([hostile], [[hostile]], numeric=(0,))
    assert not re.search(r"<img|\{\{|\{%|\$\{|`", html)
    assert html.count("1234*4321") == 2
    assert html.count('class="cq-num"') == 2


def test_a_row_of_another_length_is_our_fault() -> None:
    with pytest.raises(ValueError, match="zip"):
        table_html(["a", "b"], [["only one"]])


def test_a_wide_table_says_so() -> None:
    assert "cq-wide" in table_html(["a"], [["b"]], wide=True)
    assert "cq-wide" not in table_html(["a"], [["b"]])


def test_a_notice_is_text_and_an_error_is_announced(hostile: str) -> None:
    assert "<img" not in notice_html(hostile)
    assert 'role="alert"' in notice_html("x", "error")
    assert "role" not in notice_html("x", "info")


def test_options_with_the_same_words_stay_apart() -> None:
    assert distinct({"a": "Park", "b": "Park", "c": "Zone"}) == {
        "a": "Park (a)",
        "b": "Park (b)",
        "c": "Zone",
    }


def test_words_of_the_catalogue() -> None:
    assert words_of(["level"], "ui.map.colour", language="en") == {"level": "Level"}


def _script() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.widgets import button, choice, heading, notice, quiet, several  # noqa: PLC0415 - as above

    one = choice("one", {"a": "{{1*1}}", "b": "**b**"}, label="one", default="b")
    many = several("many", {"a": "A", "b": "B"}, label="many", placeholder="none", default=["a", "gone"])
    heading("Heading", "note")
    notice("Notice")
    quiet("first", "second")
    st.text(f"{one} {many} {button('go', 'Go', primary=True)}")


def test_widgets_in_a_page() -> None:
    app = AppTest.from_function(_script, default_timeout=30)
    app.query_params["lang"] = "en"
    app.run()
    assert not app.exception
    assert app.selectbox[0].options == ["{{1*1}}", "**b**"]
    assert app.text[0].value == "b ['a'] False"
    app.selectbox[0].select("a")
    app.multiselect[0].select("b")
    app.button[0].click().run()
    assert app.text[0].value == "a ['a', 'b'] True"


def test_a_table_sets_numbers_right_and_keeps_short_words_and_headers_in_place() -> None:
    html = table_html(["a", "b", "c"], [("1", "2", "3")], numeric=(1,), firm=(2,), tall=True)
    assert '<td>1</td><td class="cq-num">2</td><td class="cq-firm">3</td>' in html
    assert 'class="cq-scroll cq-tall"' in html


def _fields() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.widgets import select, text_field  # noqa: PLC0415 - the script runs by itself

    chosen = select("kind", {"a": "same", "b": "same"}, label="Kind")
    st.text(repr((chosen, text_field("who", "Who", start="Li", longest=9))))


def test_a_choice_about_one_file_stays_out_of_the_url_and_equal_words_apart() -> None:
    app = AppTest.from_function(_fields)
    app.session_state["cq_store"] = {"lang": "en", "kind": "gone"}
    app.run()
    assert app.text[0].value == "('a', 'Li')"
    assert app.selectbox[0].options == ["same (a)", "same (b)"]
    app.selectbox[0].select("b").run()
    app.text_input[0].set_value("  Wang ").run()
    assert app.text[0].value == "('b', 'Wang')"
    assert "kind" not in app.query_params
