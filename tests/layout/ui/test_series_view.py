from layout.landuse.indicators.register import INDICATORS
from layout.ui.series_view import register_html


def test_the_register_names_formula_document_and_that_no_clause_was_seen() -> None:
    html = register_html("zh")
    assert html.count("<tr>") == len(INDICATORS) + 1
    assert html.count("未见条款号") == len(INDICATORS)
    assert "工业增加值 ÷ 用地面积" in html
