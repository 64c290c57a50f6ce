from html import unescape

import pytest

from layout.ui.suitability.rules_view import waterfall_html
from layout.ui.suitability.shown import Shown


def test_the_table_has_every_evaluated_rule_with_its_source(shown: Shown) -> None:
    html = unescape(waterfall_html(shown.preview.waterfall, "en"))
    assert html.count("<tr>") == 5  # heads, area, three rules
    assert "中华人民共和国长江保护法" in html
    assert "Permanent" not in html
    area = shown.preview.outcome
    assert f"{(area.excluded + area.available) * 0.0009:,.2f}" in html


@pytest.mark.parametrize(("language", "word"), [("zh", "排除"), ("en", "excludes")])
def test_the_effect_of_a_rule_is_said(shown: Shown, language: str, word: str) -> None:
    assert waterfall_html(shown.preview.waterfall, language).count(f">{word}<") == 3
