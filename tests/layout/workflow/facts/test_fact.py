import math

from geodata.text import Bilingual
from layout.workflow.facts.fact import Fact, cited, known, listed, text_or_none

LABEL = Bilingual(en="Output", zh="产出")
YI = Bilingual(en="×10⁸ CNY", zh="亿元")


def fact(value: float | Bilingual | None, **more: object) -> Fact:
    return Fact("x", "statistic", LABEL, value, **more)


def test_a_printed_figure_is_shown_with_all_its_figures() -> None:
    assert fact(1710.7102, unit=YI).text("zh") == "1,710.7102 亿元"
    assert fact(42532.7, unit=YI).text("en") == "42,532.7 ×10⁸ CNY"


def test_a_computed_figure_is_shown_with_the_figures_it_deserves() -> None:
    assert fact(83.260268, digits=4).text("zh") == "83.26"


def test_the_qualifier_stands_before_the_figure() -> None:
    assert fact(60.0, unit=YI, qualifier="at_least").text("zh") == "不低于 60 亿元"
    assert fact(2500.0, unit=YI, qualifier="about").text("en") == "about 2,500 ×10⁸ CNY"
    assert fact(2500.0, unit=YI).text("en") == "2,500 ×10⁸ CNY"


def test_the_unknown_is_no_data_in_the_language_and_never_zero() -> None:
    assert fact(None, unit=YI).text("zh") == "无数据"
    assert fact(None).text("en") == "no data"
    assert fact(0.0, unit=YI).text("zh") == "0 亿元"


def test_a_text_is_shown_in_the_language() -> None:
    assert fact(Bilingual(en="National", zh="国家级")).text("zh") == "国家级"


def test_helpers_turn_blanks_into_the_unknown() -> None:
    assert known(math.nan) is None
    assert known(0.0) == 0.0
    assert text_or_none("", "") is None
    assert text_or_none("永川", "").en == "永川"
    assert listed([]) is None
    assert listed([LABEL, YI]).zh == "产出、亿元"


def test_cited_gives_one_citation_a_source() -> None:
    assert len(cited(("seed_002", "ds_devzones_2018"))) == 2
