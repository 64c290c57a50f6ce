import copy
import math
from html.parser import HTMLParser

import pytest

from geodata.embedded import table
from geodata.text import Bilingual
from layout.viz.areas import choropleth_style
from layout.viz.legend import legend_html
from layout.viz.nodes import infrastructure_style
from layout.viz.parks import by_cluster, park_style
from layout.viz.spec import StyleSpec
from layout.workflow.maps.layers import infrastructure_frame, park_frame

EVIL = "{{1234*4321}}{% 备注 <img src=x onerror=alert(1)> ${1} `x` \"q\" 'q' \\"


class Reader(HTMLParser):
    """Collects text, tags and attributes, and checks that tags are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.attributes, self.open = [], set(), [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def districts(title: str = "GDP", values: tuple[float, ...] = (1.0, 5.0, 9.0, math.nan)) -> StyleSpec:
    words = Bilingual(en=title, zh=title)
    return choropleth_style(values, title=words, unit=Bilingual(en="×10⁸ CNY", zh="亿元"), notes=(words,))


def test_title_unit_classes_counts_no_data_and_notes_are_shown() -> None:
    shown = "".join(read(legend_html(districts(), "zh")).text)
    for part in ("GDP", "亿元", "低于", "（1）", "无数据", "4 个中有 3 个有数据。"):
        assert part in shown


def test_each_language_has_its_own_words() -> None:
    assert "no data" in legend_html(districts(), "en")
    assert "无数据" not in legend_html(districts(), "en")
    assert 'lang="zh-CN"' in legend_html(districts(), "zh")


def test_no_data_is_dashed_and_left_out_when_nothing_is_unknown() -> None:
    assert "stroke-dasharray" in legend_html(districts(), "zh")
    assert "无数据" not in legend_html(districts(values=(1.0, 2.0)), "zh")


def test_words_of_data_stay_literal() -> None:
    html = legend_html(districts(EVIL), "zh")
    reader = read(html)
    assert EVIL in reader.text
    assert reader.tags == {"div", "span", "svg", "rect"}
    assert not set("{}`$\\") & set(html)


def test_no_script_no_address_no_handler() -> None:
    frame = park_frame()
    reader = read(legend_html(park_style(frame, by_cluster(table("clusters"))), "en"))
    assert reader.tags == {"div", "span", "svg", "circle"}
    for name, value in reader.attributes:
        assert not name.startswith("on")
        assert name not in {"href", "src", "style"}
        assert "://" not in (value or "")


def test_sizes_and_the_unknown_size_are_explained() -> None:
    shown = "".join(read(legend_html(park_style(park_frame(), by_cluster(table("clusters"))), "zh")).text)
    for part in ("核准面积", "250 公顷", "1,000 公顷", "2,500 公顷", "面积未知"):
        assert part in shown


def test_shapes_of_infrastructure_differ() -> None:
    html = legend_html(infrastructure_style(infrastructure_frame()), "zh")
    assert html.count("<path") >= 4
    assert "未运营或状态不明" in html


def test_what_is_not_a_colour_cannot_enter() -> None:
    spec = copy.deepcopy(districts())
    spec["classes"][0]["color"] = 'red" onload="x'
    with pytest.raises(ValueError, match="expected a colour"):
        legend_html(spec, "en")
