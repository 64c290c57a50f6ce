from typing import get_args

import pytest

from geodata.quality.options import Axes, Datum, ReadOptions
from geodata.text import LANGUAGES, Language
from layout.cli import data_answers


def test_choices_are_those_of_the_options() -> None:
    assert get_args(Datum) == data_answers.DATUMS
    assert get_args(Axes) == data_answers.AXES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_its_option(language: Language) -> None:
    names = {option.name for option in data_answers.answer_options(language)}
    assert names == set(ReadOptions.__slots__) - {
        "table",
        "text",
    }  # how the caller reads, not what a person answers
