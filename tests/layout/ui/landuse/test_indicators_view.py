from html import unescape

import pandas as pd

from layout.landuse.indicators.register import INDICATORS
from layout.ui.landuse.indicators_view import level_html, register_html, register_table
from layout.workflow.landuse.indicator_levels import indicator_level

OFFICE = pd.DataFrame(
    {"tax_wan": [1800.0, float("nan")], "land_mu": [100.0, 50.0], "adcode": ["500156", "500156"]},
    index=pd.Index(["<b>", "c"], name="park_id"),
)


def test_the_register_names_formula_unit_document_and_that_no_clause_was_seen() -> None:
    html = register_html("zh")
    assert html.count("<tr>") == len(INDICATORS) + 1
    assert html.count("未见条款号") == len(INDICATORS)
    assert "工业增加值 ÷ 用地面积" in html
    assert "万元/吨标准煤" in html
    assert "1e4" not in html


def test_a_level_shows_the_pair_behind_the_rate_and_its_coverage() -> None:
    html = unescape(
        level_html(indicator_level(OFFICE, "tax_per_mu", level="district"), "tax_per_mu", language="en")
    )
    assert "Numerator: tax" in html
    assert ">18<" in html
    assert "1/2" in html
    assert "66.7 %" in html


def test_names_stay_text_and_what_is_unknown_says_why() -> None:
    html = level_html(indicator_level(OFFICE, "tax_per_mu", level="park"), "tax_per_mu", language="en")
    assert "<b>" not in html
    assert "no data" in html


def test_the_register_can_be_taken_away_in_both_languages() -> None:
    table = register_table()
    assert len(table) == len(INDICATORS)
    assert table.notna().all().all()
    assert set(table["clause"]) == {"clause not seen"}
