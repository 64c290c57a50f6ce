import copy
from collections.abc import Iterator
from typing import Any

import pytest

from layout.config.case_weights import AhpWeights
from layout.ui.weights.ahp_experts import (
    added,
    changed,
    fresh_name,
    judged_pairs,
    names_of,
    removed,
    restored,
)

SECTION: dict[str, Any] = {
    "method": "ahp",
    "aggregation": "judgements",
    "experts": [
        {"name": "Li", "voice": 2.0, "judgements": {"a": {"b": "3", "c": " "}, "b": {"a": "1/3"}}},
        {"name": "Wang", "judgements": {"b": {"c": "1/2"}}},
        {"name": "3", "judgements": {}},
    ],
}


@pytest.fixture(autouse=True)
def _untouched() -> Iterator[None]:
    before = copy.deepcopy(SECTION)
    yield
    assert before == SECTION


def test_names_are_made_so_that_nobody_has_them_twice() -> None:
    assert fresh_name(["1"]) == "2"
    assert fresh_name(["Li", "3"]) == "4"
    assert fresh_name(["Li"], "Wang") == "Wang"
    assert fresh_name(["Li", "Li 2"], "Li") == "Li 3"


def test_a_further_expert_begins_without_judgements_and_the_case_can_be_built() -> None:
    section = added(SECTION, "Zhao")
    assert section["experts"][:3] == SECTION["experts"]
    assert AhpWeights.model_validate(section).experts[3].judgements == ()


def test_name_and_voice_change_for_one_alone() -> None:
    section = changed(SECTION, 1, name="Sun", voice=0.5)
    assert section["experts"][1] == {**SECTION["experts"][1], "name": "Sun", "voice": 0.5}
    assert [section["experts"][0], section["experts"][2]] == [SECTION["experts"][0], SECTION["experts"][2]]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_who_is_removed_comes_back_as_before_and_nobody_else_is_touched(place: int) -> None:
    less = removed(SECTION, place)
    assert less["experts"] == [one for at, one in enumerate(SECTION["experts"]) if at != place]
    assert restored(less, SECTION["experts"][place], place=place) == SECTION


def test_a_name_that_was_taken_meanwhile_is_told_apart_and_the_last_expert_stays() -> None:
    again = restored(added(removed(SECTION, 1), "Wang"), SECTION["experts"][1], place=1)
    assert names_of(again) == ["Li", "Wang 2", "3", "Wang"]
    alone = {**SECTION, "experts": SECTION["experts"][:1]}
    assert removed(alone, 0) == alone


def test_both_cells_of_a_pair_are_one_comparison_and_blanks_none() -> None:
    assert [judged_pairs(expert) for expert in SECTION["experts"]] == [1, 1, 0]
