from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from layout.workflow.statistics.answers import Answers, ColumnAnswer, read_answers
from tests.drawn import STORE, html_of, opened

APP = Path(__file__).parents[1] / "join_app.py"
NAME = "join.年鉴.xlsx"
HOSTILE = "{{7*7}} <img src=x onerror=alert(1)> [x](http://x)"
SETTLED = Answers(
    source="重庆统计年鉴2024",
    vintage="38",
    leave_unmatched=True,
    leave_unreadable=True,
    columns={"税收": ColumnAnswer(use=False)},
    matches={"潼南曲": "district:500152"},
)


def run(language: str = "zh", **kept: Any) -> AppTest:  # noqa: ANN401 - a store of anything
    app = AppTest.from_file(str(APP), default_timeout=60)
    return opened(app, {"lang": language, **kept}, lang=language)


def field(app: AppTest, label: str, place: int = 0) -> Any:  # noqa: ANN401 - a widget of AppTest
    return [one for one in app.selectbox if one.label == label][place]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_open_is_asked_and_nothing_is_handed_over(language: str) -> None:
    app = run(language)
    assert app.text[0].value == "-"
    text = html_of(app)
    assert ("请填写数据来源" if language == "zh" else "Name the source") in text
    assert "2016" in text  # 开县 is told to be the former name of 开州区
    assert "<img" not in text
    assert "{{" not in text


def test_answers_settle_the_table_and_are_handed_over() -> None:
    app = run(**{NAME: SETTLED})
    assert read_answers(app.text[0].value, origin="x") == SETTLED
    assert "将导入的数据：6 个" in html_of(app)  # the city and five districts


def test_the_source_is_asked_for_unless_the_page_has_done_so() -> None:
    app = run()
    app.text_input[0].set_value(" 统计年鉴 ").run()
    assert app.session_state[STORE][NAME].source == "统计年鉴"
    assert not run(given="公报").text_input


def test_a_person_answers_field_by_field() -> None:
    app = run(given="年鉴")
    field(app, "统计区划").set_value("38").run()
    [one for one in app.checkbox if one.label == "导入"][1].uncheck().run()
    field(app, "对应对象").set_value("district:500152").run()
    for label in ("不导入无法对应的行",):
        next(one for one in app.checkbox if one.label == label).check().run()
    assert app.text[0].value != "-"
    kept = app.session_state[STORE][NAME]
    assert kept.columns["税收"].use is False
    assert kept.matches == {"潼南曲": "district:500152"}
    assert (kept.source, kept.vintage, kept.leave_unmatched) == ("年鉴", "38", True)


def test_a_proposed_indicator_must_be_chosen() -> None:
    app = run(**{NAME: SETTLED.model_copy(update={"columns": {}})})
    assert app.text[0].value == "-"
    indicator = field(app, "指标", 1)
    assert indicator.value == ""
    assert indicator.options[1].startswith("建议")
    indicator.set_value("tax").run()
    field(app, "单位", 1).set_value("1e8 CNY").run()
    field(app, "年份", 1).set_value("2023").run()
    assert app.session_state[STORE][NAME].columns["税收"] == ColumnAnswer(
        indicator="tax", unit="1e8 CNY", year=2023
    )
    assert app.text[0].value != "-"


def test_answers_that_fit_no_more_are_told_and_dropped() -> None:
    app = run(**{NAME: SETTLED.model_copy(update={"matches": {"潼南曲": "district:999999"}})})
    assert "999999" in html_of(app)
    assert app.session_state[STORE][NAME] == Answers()
