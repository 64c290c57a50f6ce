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


def test_own_sites_come_from_one_place_and_only_where_they_are_compared() -> None:
    own = {"layer": "parks+sites", "reason": WORDS}
    assert Candidates.model_validate({**own, "path": "a.geojson", "sites": {"datum": "gcj02"}}).item is None
    with pytest.raises(ValidationError, match="both given"):
        Candidates.model_validate({**own, "path": "a.geojson", "item": "plots"})
    for extra in ({"path": "a.geojson"}, {"item": "plots"}, {"sites": {}}):
        with pytest.raises(ValidationError, match="not compared"):
            Candidates.model_validate({**own, "layer": "parks", **extra})


@pytest.mark.parametrize(
    "said",
    [
        {"position_precision_m": 0},
        {"position_precision_m": float("nan")},
        {"datum": "gps"},
        {"colour": "red"},
    ],
)
def test_what_is_said_of_own_sites_is_checked(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Candidates.model_validate({"layer": "sites", "reason": WORDS, "sites": said})
