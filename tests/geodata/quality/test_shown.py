import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from geodata.quality.shown import LONGEST, listed, shown


def test_ordinary_text_stays() -> None:
    assert shown("重庆 Chongqing 75 亿元/km²") == "重庆 Chongqing 75 亿元/km²"


def test_what_a_terminal_would_obey_is_escaped() -> None:
    assert shown("a\x1b[2Jb\u202egpj.exe\ud800") == "a\\x1b[2Jb\\u202egpj.exe\\ud800"


def test_long_text_is_cut() -> None:
    assert shown("x" * 1_000_000) == "x" * LONGEST + "…"


@given(st.text())
def test_result_is_one_visible_line(text: str) -> None:
    result = shown(text)
    assert len(result.splitlines()) <= 1
    assert all(unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in result)


def test_lists_say_how_many_there_are() -> None:
    assert listed([1, 2]).en == "1, 2"
    assert listed(list(range(20)), most=3).en == "0, 1, 2 … (20 in all)"
    assert listed(list(range(20)), most=3).zh == "0、1、2……（共 20 个）"
