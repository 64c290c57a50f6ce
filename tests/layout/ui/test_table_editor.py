from streamlit.testing.v1 import AppTest

from tests.drawn import html_of

SCRIPT = """
import pandas as pd
import streamlit as st
from layout.ui.state import recall, remember
from layout.ui.table_editor import edit_table

start = pd.DataFrame({{"low": [1.0, 2.0]}}, index=["a", "b"])
columns = {{"label": st.column_config.TextColumn("Words"), "low": st.column_config.NumberColumn("Low")}}
labels = {{"a": "A {language}", "b": "B {language}"}}
if "{typed}":
    remember("t.now", start.assign(low=[1.0, 7.0]))
found = edit_table("t", start, columns=columns, language="{language}", labels=labels)
st.html(f"<p>{{list(found.columns)}} {{found.low.tolist()}} {{list(found.index)}}</p>")
free = edit_table("f", pd.DataFrame({{"name": ["x"]}}), columns={{"name": st.column_config.TextColumn("N")}}, language="{language}")
st.html(f"<p>{{free.to_dict('records')}}</p>")
"""


def run(language: str, typed: str = "") -> AppTest:
    app = AppTest.from_string(SCRIPT.format(language=language, typed=typed), default_timeout=60).run()
    assert not app.exception
    return app


def test_the_first_values_stand_there_and_words_are_no_column() -> None:
    found = html_of(run("en"))
    assert "['low'] [1.0, 2.0] ['a', 'b']" in found
    assert "[{'name': 'x'}]" in found


def test_what_was_typed_survives_leaving_the_view() -> None:
    assert "[1.0, 7.0]" in html_of(run("zh", typed="yes"))
