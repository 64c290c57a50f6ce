import pytest
from pydantic import ValidationError

from layout.entities.candidates import Candidates

WORDS = {"en": "text", "zh": "文字"}


def test_an_open_choice_takes_everything() -> None:
    candidates = Candidates.model_validate({"layer": "parks", "reason": WORDS})
    assert (candidates.levels, candidates.types, candidates.include, candidates.exclude) == ((), (), (), ())


@pytest.mark.parametrize(
    "changes", [{"layer": "cells"}, {"levels": ["regional"]}, {"types": ["farm"]}, {"include": ["a", "a"]}]
)
def test_a_choice_outside_the_vocabulary_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Candidates.model_validate({"layer": "parks", "reason": WORDS, **changes})


def test_the_reason_must_be_given() -> None:
    with pytest.raises(ValidationError, match="reason"):
        Candidates.model_validate({"layer": "parks"})
