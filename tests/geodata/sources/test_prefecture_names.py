import re

from geodata.sources import read_prefectures
from geodata.sources.prefecture_names import PREFECTURES, PROVINCES


def test_names_are_given_for_the_prefectures_shown_and_no_others() -> None:
    assert set(PREFECTURES) == set(read_prefectures()["adcode"])


def test_provinces_are_the_five_around_chongqing() -> None:
    assert sorted(PROVINCES.values()) == ["Guizhou", "Hubei", "Hunan", "Shaanxi", "Sichuan"]


def test_names_are_latin_and_autonomous_prefectures_are_called_so() -> None:
    shown = read_prefectures()
    for zh, en in zip(shown["name_zh"], shown["name_en"], strict=True):
        assert re.fullmatch(r"[A-Z][A-Za-z' ]+", en)
        assert zh.endswith("自治州") == en.endswith("Autonomous Prefecture")
        assert zh.endswith("林区") == en.endswith("Forestry District")
    assert shown["name_en"].is_unique
