from typing import Any

import pytest

from layout.config.case_weights import AhpWeights
from layout.config.checking_ahp import check_ahp
from layout.errors import CaseError
from tests.layout.config.test_weighing_ahp import ALONE, DEEP, GROUPS, JUDGED, NAMES, ahp

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


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"parent": "acces"}, "acces is no group of the case; did you mean access"),
        ({"parent": "ground"}, "its parents lead back to ground"),
        ({"criteria": []}, "nothing stands in it"),
    ],
)
def test_groups_that_stand_nowhere_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(CaseError, match=words) as caught:
        check_ahp(ahp(JUDGED, groups=[*DEEP[:3], DEEP[3] | change]), NAMES)
    assert caught.value.text.zh != caught.value.text.en


def test_right_ones_pass() -> None:
    check_ahp(ahp(ALONE), NAMES)
    check_ahp(ahp(JUDGED, groups=DEEP), NAMES)
