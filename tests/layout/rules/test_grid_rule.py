from typing import Any

import pytest
from pydantic import ValidationError

from layout.rules.grid_rule import CellTest, GridRule


def rule(**keys: Any) -> GridRule:  # noqa: ANN401 - the keys of a rule as TOML gives them
    return GridRule.model_validate({"id": "r", "layer": "dem"} | keys)


@pytest.mark.parametrize("mode", ["exclude", "include", "force"])
def test_one_mode_a_rule(mode: str) -> None:
    found = rule(**{mode: {"gt": 25}})
    assert found.mode == mode
    assert found.test.limits == (25.0, float("inf"))


def test_a_weighting_rule_has_its_share() -> None:
    found = rule(weight={"ge": 15, "lt": 25, "share": 0.5})
    assert found.mode == "weight"
    assert found.test.limits == (15.0, 25.0)


@pytest.mark.parametrize("keys", [{}, {"exclude": {"gt": 1}, "include": {"lt": 1}}, {"weight": {"gt": 1}}])
def test_no_mode_two_modes_and_a_weight_without_share_are_refused(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rule(**keys)


@pytest.mark.parametrize(
    "test",
    [
        {},
        {"values": [1], "gt": 0},
        {"inside": True, "within_m": 5},
        {"within_m": -5},
        {"ge": 5, "gt": 4},
        {"ge": 5, "le": 4},
        {"gt": 5, "le": 5},
        {"values": [1, 1]},
        {"gt": float("nan")},
        {"inside": False},
        {"above": 5},
    ],
)
def test_a_test_that_means_nothing_is_refused(test: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        CellTest.model_validate(test)


def test_kinds_of_tests() -> None:
    assert CellTest(within_m=1000).is_spatial
    assert CellTest(within_m=1000).radius_m == 1000
    assert CellTest(beyond_m=300).radius_m == 300
    assert CellTest(inside=True).radius_m == 0
    assert CellTest(ge=3, le=3).limits == (3.0, 3.0)
    assert not CellTest(values=(80.0,)).has_limits
    with pytest.raises(ValidationError):
        CellTest(gt=5).gt = 6  # type: ignore[misc]
