import re
from html import unescape

from layout.ui.suitability.shown import Shown, Source
from layout.ui.suitability.why import answer_html
from layout.workflow.suitability.why import Answer


def test_rules_that_take_the_place_come_first_with_source_and_distance(
    shown: Shown, study_source: Source
) -> None:
    answer = shown.ask(106.05, 29.805, case=study_source.case)
    assert answer.state == "excluded"
    text = unescape(answer_html(answer, "en"))
    rows = re.findall(r"<tr><td[^>]*>([^<]*)</td>", text)
    assert rows[0] == "excludes"
    assert "not evaluated" in rows
    taking = next(rule for rule in answer.rules if rule.state == "takes")
    assert taking.text.name.en in text
    if taking.distance_to_compliance_m is not None:
        assert f"{taking.distance_to_compliance_m:,.0f} m" in text
    assert "中华人民共和国长江保护法" in text
    assert "layer farmland is not given" in text


def test_unknown_values_are_no_data_and_not_zero() -> None:
    criterion = {
        "id": "x",
        "name": type("Name", (), {"pick": lambda _self, _language: "<b>x</b>"})(),
        "raw": None,
        "beyond_m": 81_000.0,
        "unit": "m",
        "value": None,
        "weight": 1.0,
        "contribution": None,
    }
    html = answer_html(Answer(106.0, 29.0, "available", None, (), (criterion,), 1000.0), "en")
    assert html.count("no data") >= 2
    assert "beyond 81,000 m" in html
    assert "<b>x</b>" not in html
    assert "0.000" not in html
