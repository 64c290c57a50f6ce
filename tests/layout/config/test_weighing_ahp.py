from typing import Any

import numpy as np
import pytest

from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import GOAL, check_ahp, find_ahp, level_items
from layout.errors import CaseError

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


WRONG: dict[str, tuple[AhpWeights, str]] = {
    "across": (ahp({**ALONE, "port": {"land": 2}}), "port and land stand at different levels"),
    "group against its own": (ahp({"access": {"port": 2}}), "access and port stand at different levels"),
    "unknown group": (ahp({"acces": {"site": 2}}), "did you mean access"),
    "unknown member": (
        ahp(ALONE, groups=[GROUPS[0] | {"criteria": ["port", "rial"]}]),
        "groups, access: criteria: rial is no criterion of the case; did you mean rail",
    ),
    "twice": (ahp(ALONE, groups=[*GROUPS, GROUPS[1] | {"group_id": "two"}]), "land stands in two groups"),
    "name taken": (ahp(ALONE, groups=[GROUPS[0] | {"group_id": "land"}]), "name of a criterion"),
    "not reciprocal": (ahp({**ALONE, "rail": {"port": 3}}), "row rail, column port"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_is_refused_with_its_place(kind: str) -> None:
    given, words = WRONG[kind]
    with pytest.raises(CaseError, match=words) as caught:
        check_ahp(given, NAMES)
    assert caught.value.text.zh != caught.value.text.en


def test_right_ones_pass_and_a_level_without_judgements_is_named() -> None:
    check_ahp(ahp(ALONE), NAMES)
    with pytest.raises(CaseError, match="weights, access: "):
        find_ahp(ahp({"access": {"site": 3, "policy": 6}}), NAMES)
    with pytest.raises(CaseError, match="two experts of the same name"):
        find_ahp(
            AhpWeights.model_validate({"method": "ahp", "experts": [{"name": "a", "judgements": ALONE}] * 2}),
            NAMES,
        )
