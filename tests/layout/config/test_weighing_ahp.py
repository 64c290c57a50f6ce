from typing import Any

import numpy as np
import pytest

from layout.config.case_weights import AhpWeights
from layout.config.toml import build_case, case_data, dump_case, load_case, parse_case
from layout.config.weighing_ahp import (
    GOAL,
    find_ahp,
    global_weights,
    groups_above,
    level_items,
)
from layout.errors import CaseError
from layout.resources import find_case

NAMES = ("port", "rail", "land", "policy", "power")
GROUPS = [
    {"group_id": "access", "title": {"en": "Access", "zh": "通达"}, "criteria": ["port", "rail", "power"]},
    {"group_id": "site", "title": {"en": "Site", "zh": "用地"}, "criteria": ["land"]},
]
ALONE = {"access": {"site": 3, "policy": 6}, "site": {"policy": 2}, "port": {"rail": 2, "power": 4}}


def ahp(*judgements: dict[str, Any], groups: list[dict[str, Any]] = GROUPS, **more: object) -> AhpWeights:
    experts = [{"name": f"e{place}", "judgements": one} for place, one in enumerate(judgements)]
    return AhpWeights.model_validate({"method": "ahp", "experts": experts, "groups": groups, **more})


def test_levels_are_the_groups_and_what_stands_in_each() -> None:
    assert level_items(ahp(ALONE), NAMES) == {
        GOAL: ("access", "site", "policy"),
        "access": ("port", "rail", "power"),
        "site": ("land",),
    }
    assert level_items(ahp(ALONE), ("land", "policy")) == {GOAL: ("site", "policy"), "site": ("land",)}
    assert level_items(ahp(ALONE, groups=[]), NAMES) == {GOAL: NAMES}


def test_weights_multiply_down_as_the_hand_reckons() -> None:
    found = find_ahp(ahp(ALONE), NAMES)
    # consistent: groups 6 : 2 : 1, within access 4 : 2 : 1
    expected = {
        "port": 6 / 9 * 4 / 7,
        "rail": 6 / 9 * 2 / 7,
        "land": 2 / 9,
        "policy": 1 / 9,
        "power": 6 / 9 * 1 / 7,
    }
    assert found.weights == pytest.approx(expected)
    assert list(found.weights) == list(NAMES)
    assert [found.levels[level].joint.cr for level in (GOAL, "access", "site")] == pytest.approx([0, 0, 0])
    assert found.levels["access"].joint.missing == 1


def test_criteria_that_do_not_count_leave_their_group() -> None:
    found = find_ahp(ahp(ALONE), ("port", "rail", "policy"))
    assert found.weights == pytest.approx({"port": 6 / 7 * 2 / 3, "rail": 6 / 7 / 3, "policy": 1 / 7})


def test_consistency_is_told_of_each_matrix() -> None:
    contrary = {**ALONE, "rail": {"power": "1/4"}}
    found = find_ahp(ahp(contrary), NAMES)
    assert found.levels[GOAL].joint.cr == pytest.approx(0, abs=1e-9)
    # λ of a 3 × 3 matrix in closed form: 1 + d + 1/d with d the cube root of a13 / (a12 a23)
    d = (4 / (2 * 0.25)) ** (1 / 3)
    assert found.levels["access"].joint.lambda_max == pytest.approx(1 + d + 1 / d)
    assert found.levels["access"].joint.cr == pytest.approx((d + 1 / d - 2) / 2 / 0.58)
    assert found.levels["access"].joint.worst is not None


@pytest.mark.parametrize("aggregation", ["judgements", "priorities"])
def test_experts_meet_at_the_geometric_mean(aggregation: str) -> None:
    other = {"access": {"site": 1, "policy": 1}, "site": {"policy": 1}, "port": {"rail": 8, "power": 4}}
    found = find_ahp(ahp(ALONE, other, aggregation=aggregation), NAMES).weights
    top, within = (
        np.sqrt([6 / 9 / 3, 2 / 9 / 3, 1 / 9 / 3]),
        np.sqrt([4 / 7 * 8 / 11, 2 / 7 / 11, 1 / 7 * 2 / 11]),
    )
    if aggregation == "judgements":
        top, within = top / top.sum(), within / within.sum()
        expected = [*(top[0] * within[:2]), top[1], top[2], top[0] * within[2]]
    else:
        joint = np.array([*(top[0] * within[:2]), top[1], top[2], top[0] * within[2]])
        expected = list(joint / joint.sum())
    assert list(found.values()) == pytest.approx(expected)
    assert sum(found.values()) == pytest.approx(1)


DEEP = [
    {"group_id": "place", "criteria": ["land"]},
    {"group_id": "access", "title": {"en": "Access", "zh": "通达"}, "parent": "place"},
    {"group_id": "water", "criteria": ["port"], "parent": "access"},
    {"group_id": "ground", "criteria": ["rail", "power"], "parent": "access"},
]
JUDGED = {"place": {"policy": 3}, "access": {"land": 4}, "water": {"ground": "1/2"}, "rail": {"power": 5}}


def test_four_levels_multiply_along_every_path() -> None:
    given = ahp(JUDGED, groups=DEEP)
    items = level_items(given, NAMES)
    assert items == {
        GOAL: ("place", "policy"),
        "place": ("access", "land"),
        "access": ("water", "ground"),
        "water": ("port",),
        "ground": ("rail", "power"),
    }
    found = find_ahp(given, NAMES)
    ground = 3 / 4 * 4 / 5 * 2 / 3
    expected = {"port": 3 / 4 * 4 / 5 / 3, "rail": ground * 5 / 6, "power": ground / 6}
    assert found.weights == pytest.approx({**expected, "land": 3 / 4 / 5, "policy": 1 / 4})
    assert list(found.levels) == [GOAL, "place", "access", "water", "ground"]
    shares = global_weights(items, found.weights)
    assert shares["ground"] == pytest.approx(ground)
    assert shares["place"] == pytest.approx(3 / 4)
    assert groups_above(given, "ground") == ("place", "access", "ground")


def test_what_does_not_count_takes_its_groups_along() -> None:
    given = ahp(JUDGED, groups=DEEP)
    assert level_items(given, ("land", "policy")) == {GOAL: ("place", "policy"), "place": ("land",)}
    assert find_ahp(given, ("land", "policy")).weights == pytest.approx({"land": 3 / 4, "policy": 1 / 4})


def test_a_case_of_any_depth_is_the_same_after_toml() -> None:
    case = load_case(find_case("nev-battery"))
    groups = [
        {"group_id": "all", "criteria": ["land_fit"]},
        {"group_id": "in", "criteria": ["policy_role"], "parent": "all"},
    ]
    others = [name for name in case.active_criteria() if name not in ("land_fit", "policy_role")]
    judged = {"all": dict.fromkeys(others, "3"), "in": {"land_fit": "1/2"}}
    section = {"method": "ahp", "experts": [{"name": "e", "judgements": judged}], "groups": groups}
    deep = build_case({**case_data(case), "weights": section}, origin="deep")
    assert parse_case(dump_case(deep), origin="again") == deep
    assert case_data(deep)["weights"]["groups"][1]["parent"] == "all"
    assert "parent" not in case_data(deep)["weights"]["groups"][0]


PARTS = (
    {"access": {"site": 3}, "port": {"rail": 2}},
    {"access": {"policy": 6}, "port": {"power": 4}, "site": {"policy": 2}},
    {"rail": {"power": 2}},
)
"""The judgements of ALONE, and one that follows from them, shared among three who each leave something out."""


def test_judgements_cut_into_parts_weigh_as_the_whole_at_every_level() -> None:
    found = find_ahp(ahp(*PARTS), NAMES)
    assert found.weights == pytest.approx(find_ahp(ahp(ALONE), NAMES).weights, rel=1e-9)
    assert found.levels[GOAL].partial == ("e0", "e2")
    assert found.levels["access"].partial == ("e0", "e1", "e2")
    assert found.levels["site"].partial == ()


def test_weights_are_put_together_only_where_everybody_has_some() -> None:
    with pytest.raises(
        CaseError, match=r"weights, access: expert e1 .* nothing links port, rail to power"
    ) as refused:
        find_ahp(ahp(ALONE, {**ALONE, "port": {"rail": 2}}, aggregation="priorities"), NAMES)
    assert "专家 e1 的判断单独不足" in refused.value.text.zh
    with pytest.raises(CaseError, match="weights, goal: expert e0"):
        find_ahp(ahp(*PARTS, aggregation="priorities"), NAMES)


def test_an_expert_without_any_judgement_stays_in_the_case_and_changes_nothing() -> None:
    given = ahp(ALONE, {})
    assert find_ahp(given, NAMES).weights == pytest.approx(find_ahp(ahp(ALONE), NAMES).weights)
    names = list(load_case(find_case("nev-battery")).active_criteria())
    experts = [
        {"name": "A", "judgements": {names[0]: dict.fromkeys(names[1:4], "3")}},
        {"name": "B", "judgements": {}, "voice": 2.0},
        {"name": "C", "judgements": {names[0]: dict.fromkeys(names[4:], "3")}},
    ]
    data = case_data(load_case(find_case("nev-battery")))
    case = build_case({**data, "weights": {"method": "ahp", "experts": experts}}, origin="parts")
    assert parse_case(dump_case(case), origin="again") == case
    found = find_ahp(case.weights, names)  # type: ignore[arg-type]
    assert found.weights[names[0]] == pytest.approx(3 / (2 + len(names)))


def test_a_level_without_judgements_is_named() -> None:
    with pytest.raises(CaseError, match="weights, access: "):
        find_ahp(ahp({"access": {"site": 3, "policy": 6}}), NAMES)
    with pytest.raises(CaseError, match="two experts of the same name"):
        find_ahp(
            AhpWeights.model_validate({"method": "ahp", "experts": [{"name": "a", "judgements": ALONE}] * 2}),
            NAMES,
        )
