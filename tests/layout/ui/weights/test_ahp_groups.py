from typing import Any

from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from layout.config.case_weights import AhpWeights
from layout.config.checking_ahp import check_ahp
from layout.ui.weights.ahp_groups import (
    applying,
    dissolved,
    filled,
    groups_of,
    made,
    moved,
    proposed,
    renamed,
)

NAMES = ("a", "b", "c", "d", "e", "f")
TITLE = {"en": "One", "zh": "One"}
CELLS = {"a": {"b": "3", "c": "5"}, "b": {"c": "1/2"}, "d": {"e": "2"}}


def _section(*groups: dict[str, Any], cells: dict[str, dict[str, str]] | None = None) -> dict[str, Any]:
    experts = [{"name": "1", "judgements": CELLS if cells is None else cells}]
    return {"method": "ahp", "experts": experts, "groups": list(groups)}


def _stands(section: dict[str, Any]) -> dict[str, tuple[str | None, list[str]]]:
    return {group["group_id"]: (group.get("parent"), group["criteria"]) for group in groups_of(section)}


def _cells(section: dict[str, Any]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = section["experts"][0]["judgements"]
    return found


def test_a_group_takes_its_criteria_from_where_they_stood() -> None:
    one = made(_section(), TITLE, criteria=["a", "b"])
    two = made(one, None, criteria=["b", "c"])
    assert _stands(two) == {"group_1": (None, ["a"]), "group_2": (None, ["b", "c"])}
    assert one["groups"][0]["title"] == TITLE
    assert _cells(two) == CELLS


def test_an_id_is_not_that_of_anything_kept() -> None:
    section = _section(cells={"group_1": {"a": "3"}})
    assert groups_of(made(section, TITLE, criteria=["group_2", "b"]))[0]["group_id"] == "group_3"


def test_filling_moves_criteria_and_leaves_those_that_are_not_shown() -> None:
    section = _section({"group_id": "g", "criteria": ["a", "f"]}, {"group_id": "h", "criteria": ["b"]})
    assert _stands(filled(section, "g", criteria=["b", "c"], shown=NAMES[:5])) == {
        "g": (None, ["f", "b", "c"]),
        "h": (None, []),
    }


def test_a_name_changes_in_the_language_of_the_reader_and_where_it_was_not_translated() -> None:
    section = _section({"group_id": "g", "criteria": ["a"], "title": {"en": "Land", "zh": "用地"}})
    assert groups_of(renamed(section, "g", name=" Site ", language="en"))[0]["title"] == {
        "en": "Site",
        "zh": "用地",
    }
    fresh = made(_section(), TITLE, criteria=["a"])
    assert groups_of(renamed(fresh, "group_1", name="二", language="zh"))[0]["title"] == {
        "en": "二",
        "zh": "二",
    }
    assert renamed(section, "g", name="  ", language="en") == section


def test_a_group_moves_into_another_but_not_into_itself() -> None:
    section = _section(
        {"group_id": "g", "criteria": ["a"]},
        {"group_id": "h", "criteria": ["b"]},
        {"group_id": "i", "criteria": ["c"]},
    )
    deep = moved(moved(section, "h", parent="g"), "i", parent="h")
    assert _stands(deep) == {"g": (None, ["a"]), "h": ("g", ["b"]), "i": ("h", ["c"])}
    assert moved(deep, "g", parent="i") == deep
    assert _stands(moved(deep, "i", parent=None))["i"] == (None, ["c"])


def test_what_stood_in_a_dissolved_group_stands_where_it_stood_with_its_judgements() -> None:
    section = _section(
        {"group_id": "g", "criteria": ["d"]},
        {"group_id": "h", "criteria": ["a", "b"], "parent": "g"},
        {"group_id": "i", "criteria": ["c"], "parent": "h"},
        cells={"a": {"b": "3"}, "h": {"d": "2"}, "d": {"h": "1/2"}},
    )
    found = dissolved(section, "h")
    assert _stands(found) == {"g": (None, ["d", "a", "b"]), "i": ("g", ["c"])}
    assert _cells(applying(found, NAMES)) == {"a": {"b": "3"}}
    assert _stands(dissolved(dissolved(found, "i"), "g")) == {}


def test_judgements_across_levels_wait_until_they_compare_one_level_again() -> None:
    whole = _section()
    grouped = made(whole, TITLE, criteria=["a", "b"])
    assert _cells(applying(grouped, NAMES)) == {"a": {"b": "3"}, "d": {"e": "2"}}
    assert _cells(grouped) == CELLS
    assert applying(dissolved(grouped, "group_1"), NAMES) == whole
    more = filled(grouped, "group_1", criteria=["a", "b", "c"], shown=NAMES)
    assert _cells(applying(more, NAMES)) == CELLS


def test_empty_groups_are_kept_on_the_page_and_left_out_of_the_case() -> None:
    section = _section({"group_id": "g", "criteria": []}, {"group_id": "h", "criteria": [], "parent": "g"})
    assert applying(section, NAMES)["groups"] == []
    assert len(groups_of(section)) == 2


def test_families_of_the_criteria_of_a_case_are_proposed_where_two_count() -> None:
    names = ("land_fit", "cluster_fit", "access_power", "access_airport", "policy_role")
    assert proposed(names) == {
        "place": ["land_fit", "policy_role"],
        "access": ["access_power", "access_airport"],
    }
    assert proposed(("cluster_fit",)) == {}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["make", "fill", "move", "dissolve"]),
        st.lists(st.sampled_from(NAMES), unique=True, max_size=4),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=8,
)


@settings(max_examples=120, deadline=None)
@hypothesis_given(STEPS)
def test_whatever_is_done_to_the_groups_the_case_takes_them_and_no_answer_is_lost(
    steps: list[tuple[str, list[str], int, int]],
) -> None:
    section: dict[str, Any] = _section()
    for what, names, one, other in steps:
        ids = [group["group_id"] for group in groups_of(section)]
        if what == "make":
            section = made(section, TITLE, criteria=names)
        elif ids and what == "fill":
            section = filled(section, ids[one % len(ids)], criteria=names, shown=NAMES)
        elif ids and what == "move":
            section = moved(section, ids[one % len(ids)], parent=ids[other % len(ids)] if other else None)
        elif ids:
            section = dissolved(section, ids[one % len(ids)])
        check_ahp(AhpWeights.model_validate(applying(section, NAMES)), NAMES)
    for group in groups_of(section):
        section = dissolved(section, group["group_id"])
    assert _cells(applying(section, NAMES)) == CELLS
