import pandas as pd

from layout.landuse.grading import grade
from layout.ui.grading_view import rule_html, shipped_rule, summary_html


def test_the_shipped_rule_says_weights_and_reasons() -> None:
    rule = shipped_rule()
    assert rule.illustrative
    html = rule_html(rule, "zh")
    assert html.count("<tr>") == len(rule.indicators) + 1
    assert "平均值" in html


def test_totals_stand_below_the_grades() -> None:
    rule = shipped_rule()
    tax_only = rule.model_copy(update={"indicators": rule.indicators[:1]})
    firms = pd.DataFrame({"land_mu": [100.0, 50.0, 30.0], "tax_wan": [900.0, 100.0, None]})
    html = summary_html(grade(firms, tax_only), "en")
    assert "not graded" in html
    assert ">180<" in html
    assert html.index("total") > html.index("not graded")
