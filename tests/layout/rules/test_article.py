import re

import pytest

from geodata.embedded import table
from layout.rules.article import article_text


@pytest.mark.parametrize(
    ("article", "en", "zh"),
    [
        ("35", "art. 35", "第 35 条"),
        ("4.0.1", "4.0.1", "4.0.1"),
        ("item 2", "item 2", "第 2 项"),
        ("table 1", "table 1", "表 1"),
        ("26 (number recalled), 88", "26 (number recalled), 88", "第 26 条（条号未核实）、第 88 条"),
        ("", "", ""),
    ],
)
def test_an_article_is_cited_in_both_languages(article: str, en: str, zh: str) -> None:
    assert article_text(article).pick("en") == en
    assert article_text(article).pick("zh") == zh


def test_no_article_of_the_register_stays_english_on_a_chinese_screen() -> None:
    left = {one for one in table("rules")["article"] if re.search(r"[a-z]{3}", article_text(one).zh)}
    assert left == set()
