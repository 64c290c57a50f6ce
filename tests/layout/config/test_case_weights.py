import itertools
from collections.abc import Callable
from typing import Any

import pytest

from layout.config.case_weights import WEIGHTS_METHODS
from layout.config.toml import build_case, dump_case, parse_case
from layout.errors import CaseError, UnknownKeyError, WeightError
from tests.layout.battery import CRITERIA

Change = Callable[..., dict[str, Any]]
CHAIN = {one: {other: 2} for one, other in itertools.pairwise(CRITERIA)}
POINTS = {name: 100.0 - 10 * place for place, name in enumerate(CRITERIA)}
RANKS = {name: place + 1 for place, name in enumerate(CRITERIA)}
BEST = {name: place + 1 for place, name in enumerate(CRITERIA)}
WORST = {name: len(CRITERIA) - place for place, name in enumerate(CRITERIA)}
GIVEN: dict[str, dict[str, Any]] = {
    "direct": {"method": "direct", "reason": {"en": "agreed", "zh": "会商"}},
    "ahp": {
        "method": "ahp",
        "experts": [
            {"name": "甲", "judgements": CHAIN},
            {"name": "B", "voice": 2, "judgements": {**CHAIN, "policy_role": {"land_fit": "1/3"}}},
        ],
    },
    "best_worst": {"method": "best_worst", "best_to_others": BEST, "others_to_worst": WORST},
    "swing": {"method": "swing", "points": POINTS},
    "ordinal": {"method": "ordinal", "ranks": RANKS, "formula": "rank_sum"},
    "equal": {"method": "equal"},
    "critic": {"method": "critic"},
    "mixture": {
        "method": "mixture",
        "parts": [
            {"share": 3, "weights": {"method": "direct"}},
            {"share": 1, "weights": {"method": "swing", "points": POINTS}},
        ],
    },
}


@pytest.mark.parametrize("method", GIVEN)
def test_file_to_model_to_file_is_the_same_case(method: str, changed: Change) -> None:
    case = build_case(changed({"weights": GIVEN[method]}), origin="mine.toml")
    again = parse_case(dump_case(case), origin="mine.toml")
    assert again == case
    assert dump_case(again) == dump_case(case)
    assert hash(again) == hash(case)
    assert case.weights.method in WEIGHTS_METHODS


def test_a_case_without_the_section_has_direct_weights(changed: Change) -> None:
    assert build_case(changed({}), origin="old.toml").weights.method == "direct"


def ahp(**cells: dict[str, object]) -> dict[str, Any]:
    return {"method": "ahp", "experts": [{"name": "甲", "judgements": {**CHAIN, **cells}}]}


WRONG = {
    "not reciprocal": (
        ahp(cluster_fit={"land_fit": 3, "cluster_neighbourhood": 2}),
        CaseError,
        r"expert 甲: row cluster_fit, column land_fit: found 3, expected 0\.5",
    ),
    "typo": (
        ahp(land_fit={"cluster_fit": "1/O"}),
        CaseError,
        r"expert 甲: row land_fit, column cluster_fit: found '1/O'",
    ),
    "no number": (ahp(land_fit={"cluster_fit": True}), CaseError, "row land_fit, column cluster_fit"),
    "no table": (
        {"method": "ahp", "experts": [{"name": "a", "judgements": {"land_fit": 3}}]},
        CaseError,
        "land_fit",
    ),
    "not connected": (
        {"method": "ahp", "experts": [{"name": "a", "judgements": {"land_fit": {"cluster_fit": 2}}}]},
        CaseError,
        "No judgement links",
    ),
    "unknown criterion": (
        ahp(land_fitt={"cluster_fit": 2}),
        CaseError,
        "land_fitt is no criterion .* land_fit",
    ),
    "two of one name": (
        {"method": "ahp", "experts": [{"name": "a", "judgements": CHAIN}] * 2},
        CaseError,
        "two experts of the same name",
    ),
    "points missing": (
        {"method": "swing", "points": {"land_fit": 100}},
        WeightError,
        "cluster_fit is missing",
    ),
    "points too high": ({"method": "swing", "points": {**POINTS, "land_fit": 120}}, WeightError, "land_fit"),
    "best-worst out of range": (
        {"method": "best_worst", "best_to_others": {**BEST, "policy_role": 12}, "others_to_worst": WORST},
        CaseError,
        "best_to_others, policy_role",
    ),
    "unknown method": ({"method": "guess"}, CaseError, r"weights: .*method = one of 'direct', 'ahp'"),
    "no method": ({"points": POINTS}, CaseError, "weights: .*states its method"),
    "unknown key": (
        {"method": "swing", "points": POINTS, "formulla": 1},
        UnknownKeyError,
        "weights.formulla",
    ),
    "key of a part": (
        {"method": "mixture", "parts": [{"shares": 1, "weights": {"method": "direct"}}] * 2},
        UnknownKeyError,
        r"weights\.parts\[1\]\.shares; did you mean share",
    ),
    "one part": (
        {"method": "mixture", "parts": [{"weights": {"method": "direct"}}]},
        CaseError,
        "at least 2",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_is_refused_with_its_place(kind: str, changed: Change) -> None:
    given, error, said = WRONG[kind]
    with pytest.raises(error, match=said) as caught:
        build_case(changed({"weights": given}), origin="mine.toml")
    for language in ("en", "zh"):
        line = caught.value.message(language)
        assert line.startswith("mine.toml")
        assert "\n" not in line


def test_direct_weights_may_be_zero_where_they_do_not_count(changed: Change) -> None:
    zero = {f"criteria.{name}.weight": 0 for name in CRITERIA}
    assert build_case(changed({**zero, "weights": {"method": "equal"}}), origin="m").weights.method == "equal"
    with pytest.raises(WeightError, match="all zero"):
        build_case(changed(zero), origin="m")
