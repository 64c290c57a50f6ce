import click
import pytest

from geodata.text import Language
from layout.cli.preamble import read_preamble

ENGLISH = {"LANG": "en_GB.UTF-8"}


def test_global_options_may_stand_anywhere_and_are_taken_out() -> None:
    for words in (
        ["--lang", "zh", "score", "a.toml"],
        ["score", "--lang=zh", "a.toml"],
        ["score", "a.toml", "--lang", "zh"],
    ):
        found = read_preamble(words, ENGLISH)
        assert (found.language, found.chosen, found.rest) == ("zh", True, ("score", "a.toml"))


def test_debug_is_taken_out() -> None:
    found = read_preamble(["score", "--debug", "a.toml"], ENGLISH)
    assert (found.debug, found.rest) == (True, ("score", "a.toml"))
    assert read_preamble(["score"], ENGLISH).debug is False


def test_what_follows_two_dashes_is_left_alone() -> None:
    assert read_preamble(["export", "--", "--lang", "zh"], ENGLISH).rest == ("export", "--", "--lang", "zh")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"CQLAYOUT_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ({"CQLAYOUT_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"CQLAYOUT_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_language_comes_from_the_variable_then_from_the_system(
    environment: dict[str, str], language: Language
) -> None:
    found = read_preamble([], environment)
    assert (found.language, found.chosen) == (language, False)


def test_the_line_wins_over_the_environment_even_over_a_wrong_one() -> None:
    assert read_preamble(["--lang", "en"], {"CQLAYOUT_LANG": "zh"}).language == "en"
    assert read_preamble(["--lang", "en"], {"CQLAYOUT_LANG": "fr"}).language == "en"


@pytest.mark.parametrize(
    ("words", "environment"), [(["--lang", "fr"], {}), (["--lang"], {}), ([], {"CQLAYOUT_LANG": "fr"})]
)
def test_unknown_language_is_refused_in_both(words: list[str], environment: dict[str, str]) -> None:
    with pytest.raises(click.BadOptionUsage, match=r"expected one of / 应为 zh \| en"):
        read_preamble(words, environment)
