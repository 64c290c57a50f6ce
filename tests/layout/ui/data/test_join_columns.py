from streamlit.testing.v1 import AppTest

SCRIPT = """
import pandas as pd

from layout.ui.data.join_columns import show_columns
from layout.workflow.statistics.table import figure_table
from layout.workflow.statistics.answers import Answers, ColumnAnswer
from layout.workflow.statistics.figures import join_table
from layout.workflow.statistics.join import desk_register

frame = pd.DataFrame({"区县": ["万州区", "忠县"], "年份": [2022, 2022], "工业用地面积（亩）": [1, 2],
                      "产值 <b>x</b>": [1, 2], "人口（万人）": [3, 4], "附注": ["x", "y"]})
answers = Answers(columns={"人口（万人）": ColumnAnswer(use=False)})
show_columns(join_table(figure_table(frame, desk_register("38")), answers), "f", language="zh")
"""


BESIDE = SCRIPT.replace("answers =", 'frame.attrs["unit_note"] = {"texts": ["SAID"], "rows": [1]}\nanswers =')


def beside(text: str) -> tuple[AppTest, str]:
    app = AppTest.from_string(BESIDE.replace("SAID", text), default_timeout=30)
    app.query_params["lang"] = "zh"
    app.run()
    assert not app.exception
    return app, "".join(element.proto.body for element in app.get("html"))


def test_a_unit_beside_the_table_is_a_proposal_that_must_be_chosen() -> None:
    app, html = beside("单位：万元")
    units = [one for one in app.selectbox if one.label == "单位"]
    assert [one.value for one in units] == ["mu", ""]
    assert units[1].options[:2] == ["— 请选择 —", "建议：万元"]
    assert units[1].options.count("万元") == 0
    assert "第 1 行“单位：万元”" in html


def test_several_units_beside_the_table_are_told_and_not_proposed() -> None:
    app, html = beside("单位：万元、<b>x</b>")
    units = [one for one in app.selectbox if one.label == "单位"]
    assert not any("建议" in option for option in units[1].options)
    assert "请逐列选择单位" in html
    assert "<b>x</b>" not in html


def test_columns_show_what_they_are_and_what_is_open() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=30)
    app.query_params["lang"] = "zh"
    app.run()
    assert not app.exception
    labels = ("指标", "单位", "年份", "时期")
    shown = {label: [one for one in app.selectbox if one.label == label] for label in labels}
    assert [one.value for one in shown["指标"]] == ["industrial_land_km2", ""]
    assert [one.value for one in shown["单位"]] == ["mu", ""]
    assert set(shown["单位"][0].options) == {"— 请选择 —", "km²", "公顷", "亩", "万亩", "平方米", "万平方米"}
    assert shown["年份"][0].options[0] == "见各行"
    assert [one.value for one in app.checkbox] == [True, True, False]
    html = "".join(element.proto.body for element in app.get("html"))
    assert "（待定）" in html
    assert "<b>x</b>" not in html
    assert "附注" in html
