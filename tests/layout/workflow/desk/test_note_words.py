import re
from collections.abc import Mapping

import pytest

from geodata.embedded import table
from layout.workflow.desk.note_words import PARK_NOTES, POSITION_REMARKS, STATISTIC_NOTES, remark

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def shown(name: str, column: str, **kinds: list[str]) -> set[str]:
    frame = table(name)
    if kinds:
        frame = frame[frame["entity_kind"].isin(kinds["entity_kind"])]
    return set(frame[column]) - {""}


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        (STATISTIC_NOTES, shown("statistics", "note", entity_kind=["district", "park", "zone"])),
        (PARK_NOTES, shown("parks", "note")),
        (POSITION_REMARKS, shown("parks", "position_basis")),
    ],
    ids=["statistics", "parks", "positions"],
)
def test_every_note_that_a_panel_shows_has_chinese_and_no_entry_is_stale(
    words: Mapping[str, str], notes: set[str]
) -> None:
    assert set(words) == notes


@pytest.mark.parametrize("words", [STATISTIC_NOTES, PARK_NOTES, POSITION_REMARKS])
def test_figures_of_a_note_are_the_same_in_both_languages(words: Mapping[str, str]) -> None:
    for english, chinese in words.items():
        assert CHINESE.search(chinese) or english == "30 in the near term"
        for number in re.findall(r"\d+\.\d+", english):
            if "x 0.15" not in english or number != "0.15":
                assert number in chinese, english


def test_remark_leaves_an_unlisted_note_as_it_is_and_an_empty_one_out() -> None:
    assert remark("").__class__ is type(None)
    own = remark("a user's own note")
    assert (own.en, own.zh) == ("a user's own note", "a user's own note")
    assert remark("southern zone only").zh == "仅南部园区"


def test_the_units_that_an_office_counted_on_are_said_in_both_languages() -> None:
    found = remark("工业总产值（亿元）; counted on 38 units")
    assert (found.en, found.zh) == (
        "工业总产值（亿元）; counted on 38 units",
        "工业总产值（亿元）；按38个区县统计",
    )
