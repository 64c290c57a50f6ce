import re

from geodata.text import Bilingual
from layout.ui.maps.panel import facts_html
from layout.workflow.facts.entity import park_facts
from layout.workflow.facts.fact import Fact


def _text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_every_figure_has_year_and_source() -> None:
    for row in re.findall(
        r'<div class="cq-fact">.*?</div></div>', facts_html(park_facts("wanzhou_etdz"), "en")
    ):
        if "8,730" in row or "422.2" in row:
            assert re.search(r"\b(2018|2015)\b", row)
            assert "<sup>[" in row


def test_sources_are_listed_once_and_numbered() -> None:
    html = facts_html(park_facts("wanzhou_etdz"), "en")
    listed = re.findall(r"<li>(.*?)</li>", html)
    assert len(listed) == len(set(listed)) > 2
    used = {int(number) for group in re.findall(r"<sup>\[([^\]]+)\]", html) for number in group.split(", ")}
    assert used == set(range(1, len(listed) + 1))


def test_what_is_not_known_says_so_with_its_reason() -> None:
    unknown = Fact("x", "land", Bilingual("Land", "用地"), None, note=Bilingual("No source.", "无来源。"))
    text = _text(facts_html([unknown], "zh"))
    assert "无数据" in text
    assert "无来源。" in text
    assert "0" not in text


def test_texts_are_shown_as_they_are(hostile: str) -> None:
    words = Bilingual(hostile, hostile)
    fact = Fact("x", "identity", words, words, sources=(words,), note=words)
    html = facts_html([fact], "en")
    assert not re.search(r"<img|\{\{|\{%|\$\{|`", html)
    assert html.count("1234*4321") == 4


def test_sections_have_headings() -> None:
    text = _text(facts_html(park_facts("wanzhou_etdz"), "zh"))
    for heading in ("基本信息", "区位", "用地", "产业", "土地产出强度", "统计数据", "来源"):
        assert heading in text
