from typing import Any

import pytest

from layout.config import Case, build_case, case_data
from layout.errors import CaseError
from layout.ui import state
from layout.ui.case.cases import case_by_key
from layout.ui.case.draft import draft_case
from layout.ui.case.edits import edits_of
from layout.ui.state import remember
from layout.ui.weights import state as weights_state
from layout.ui.weights.state import (
    METHODS,
    case_section,
    chosen_method,
    compared,
    judged,
    keep_judged,
    keep_weights,
    section_of,
)

KEY = "nev-battery"
NAMES = tuple(case_by_key(KEY).active_criteria())


@pytest.fixture(autouse=True)
def _store(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {"lang": "en"}
    monkeypatch.setattr(state, "_store", lambda: kept)


def test_the_case_decides_until_the_reader_does() -> None:
    assert chosen_method(KEY) == "direct"
    remember(f"{KEY}.weighing", "swing")
    assert chosen_method(KEY) == "swing"


def _take() -> Case:
    """Return the draft with the weights by the chosen method, and keep them, as the page does."""
    section = case_section(KEY, chosen_method(KEY), names=NAMES)
    case = draft_case(KEY, "en", weights=section)
    keep_weights(KEY, section)
    return case


@pytest.mark.parametrize("method", [name for name in METHODS if name != "ahp"])
def test_every_way_to_weigh_starts_from_something_that_runs_and_arrives_in_the_case(method: str) -> None:
    remember(f"{KEY}.weighing", method)
    case = _take()
    assert case == draft_case(KEY, "en")
    expected = {"data": "critic"}.get(method, method)
    assert case.weights.method == expected
    assert ("weights" in edits_of(KEY)) == (method != "direct")


def test_ahp_without_judgements_is_refused_and_what_held_before_still_holds() -> None:
    remember(f"{KEY}.weighing", "swing")
    _take()
    remember(f"{KEY}.weighing", "ahp")
    with pytest.raises(CaseError, match="No judgement links"):
        _take()
    assert draft_case(KEY, "en").weights.method == "swing"


def test_no_judgement_is_lost_by_changing_the_way() -> None:
    keep_judged(KEY, "swing", section={"method": "swing", "points": dict.fromkeys(NAMES, 40.0)})
    remember(f"{KEY}.weighing", "ordinal")
    _take()
    assert judged(KEY, "swing", names=NAMES)["points"] == dict.fromkeys(NAMES, 40.0)


def test_the_highest_swing_counts_as_100() -> None:
    keep_judged(
        KEY,
        "swing",
        section={"method": "swing", "points": dict(zip(NAMES, range(10, 10 + len(NAMES)), strict=True))},
    )
    points = case_section(KEY, "swing", names=NAMES)["points"]
    assert max(points.values()) == 100.0
    assert points[NAMES[0]] == pytest.approx(100 * 10 / (9 + len(NAMES)))


def test_a_new_best_criterion_is_the_one_that_the_engine_takes_for_the_best() -> None:
    section = {"best_to_others": {"a": 1, "b": 2, "c": 9}, "others_to_worst": {"a": 9, "b": 4, "c": 1}}
    turned = compared(section, "b", worst="c")
    assert turned["best_to_others"]["b"] == 1
    assert turned["best_to_others"]["c"] == turned["others_to_worst"]["b"] == 9
    assert turned["best_to_others"]["a"] == 1  # equal in importance, as judged against the worst
    turned = compared({**section, "best_to_others": {"a": 1, "b": 2, "c": 5}}, "b", worst="c")
    assert turned["best_to_others"]["a"] == 2


def test_a_mixture_of_the_case_comes_to_the_page_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    data = case_data(case_by_key(KEY))
    parts = [
        {"share": 3.0, "weights": {"method": "direct"}},
        {"share": 1.0, "weights": {"method": "entropy"}},
    ]
    data["weights"] = {"method": "mixture", "combine": "linear", "parts": parts}
    case = build_case(data, origin="x")
    monkeypatch.setattr(weights_state, "case_by_key", lambda _: case)
    found = judged(KEY, "mixture", names=NAMES)
    assert (found["base"], found["data"], found["share"]) == ("direct", "entropy", 75.0)
    assert [part["share"] for part in case_section(KEY, "mixture", names=NAMES)["parts"]] == [75.0, 25.0]
    assert section_of(case)["method"] == "mixture"


def test_a_deep_hierarchy_is_the_same_from_file_to_page_to_file(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = [
        {"group_id": "site", "title": {"en": "Site", "zh": "用地"}, "criteria": ["land_fit"]},
        {"group_id": "access", "criteria": [], "parent": "site"},
        {"group_id": "freight", "criteria": ["access_river_port", "access_rail_freight"], "parent": "access"},
        {"group_id": "supply", "criteria": ["access_power"], "parent": "access"},
    ]
    others = [name for name in NAMES if not name.startswith(("access_", "land_"))]
    judgements = {
        "site": dict.fromkeys(others, "3"),
        "land_fit": {"access": "1/2"},
        "freight": {"supply": "2"},
        "access_river_port": {"access_rail_freight": "2.5"},
    }
    section = {"method": "ahp", "experts": [{"name": "甲", "judgements": judgements}], "groups": groups}
    case = build_case({**case_data(case_by_key(KEY)), "weights": section}, origin="deep")
    monkeypatch.setattr(weights_state, "case_by_key", lambda _key: case)
    assert case_section(KEY, "ahp", names=NAMES) == section_of(case)
    keep_judged(KEY, "ahp", section=judged(KEY, "ahp", names=NAMES))
    assert case_section(KEY, "ahp", names=NAMES) == section_of(case)
    keep_weights(KEY, case_section(KEY, "ahp", names=NAMES))
    assert "weights" not in edits_of(KEY)
