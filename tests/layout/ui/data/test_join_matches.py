import pandas as pd
from streamlit.testing.v1 import AppTest

from layout.ui.data.join_matches import matches_html
from layout.workflow.statistics.answers import Answers
from layout.workflow.statistics.figures import join_table
from layout.workflow.statistics.join import Join, desk_register
from layout.workflow.statistics.table import figure_table

NAMES = ["万州区", "开县", "忠县", "云阳县", "万盛区", "<i>甲</i>", "合计"]
SCRIPT = """
import streamlit as st

from layout.ui.data.join_matches import show_matches
from layout.ui.state import recall
from tests.layout.ui.data.test_join_matches import joined

show_matches(joined(), "f", language="zh")
"""


def joined() -> Join:
    frame = pd.DataFrame({"区县": NAMES, "GDP（亿元）2023": range(1, 8)}, index=range(2, 9))
    return join_table(figure_table(frame, desk_register("38")), Answers(source="x", vintage="38"))


def test_every_row_is_listed_with_how_it_was_found() -> None:
    html = matches_html(joined(), "zh")
    for words in ("旧名", "名称", "待确认", "未匹配", "合计行", "开州区（500154）", "2011"):
        assert words in html
    assert "<i>" not in html


def test_only_what_must_be_decided_has_a_field_until_another_row_is_picked_out() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=30)
    app.query_params["lang"] = "zh"
    app.session_state["cq_store"] = {"lang": "zh"}
    app.run()
    assert not app.exception
    assert len(app.selectbox) == 2
    asked = app.selectbox[0]
    assert asked.options[1] == "綦江区（500110）"
    assert asked.options[2] == "不导入此行"
    app.multiselect[0].set_value(["#2 万州区"]).run()
    assert len(app.selectbox) == 3
    app.selectbox[0].set_value("skip").run()
    assert app.session_state["cq_store"]["join.f"].matches == {"万州区": "skip"}
