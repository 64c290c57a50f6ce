from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from layout.config.case import Case
from layout.errors import WeightError
from tests.layout.battery import CRITERIA

Change = Callable[..., dict[str, Any]]


def test_a_criterion_counts_only_where_the_project_has_the_need(changed: Change) -> None:
    case = Case.model_validate(changed({"project.needs": ["power"]}))
    assert case.dropped_criteria() == {
        "access_river_port": "river_port",
        "access_rail_freight": "rail_freight",
    }
    assert list(case.active_criteria()) == [
        key for key in CRITERIA if key not in {"access_river_port", "access_rail_freight"}
    ]


def test_a_need_without_a_criterion_is_told(changed: Change) -> None:
    case = Case.model_validate(changed({"project.needs": ["airport", "power"]}))
    assert case.unscored_needs() == {"airport": "access_airport"}


def test_the_missing_data_policy_has_no_default(changed: Change) -> None:
    with pytest.raises(ValidationError, match="missing"):
        Case.model_validate(changed({"scoring.missing": None}))


def test_weights_that_are_all_zero_are_refused(changed: Change) -> None:
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(changed({f"criteria.{key}.weight": 0 for key in CRITERIA}))
    assert isinstance(caught.value.errors()[0]["ctx"]["error"], WeightError)


def test_weight_on_dropped_criteria_alone_is_no_weight(changed: Change) -> None:
    zero: dict[str, Any] = {f"criteria.{key}.weight": 0 for key in CRITERIA if key != "access_power"}
    Case.model_validate(changed(zero))
    with pytest.raises(ValidationError, match="all zero"):
        Case.model_validate(changed({**zero, "project.needs": []}))


def test_a_case_without_criteria_is_refused(changed: Change) -> None:
    with pytest.raises(ValidationError, match="found none"):
        Case.model_validate(changed({"criteria": {}}))


def test_a_case_can_be_a_cache_key(changed: Change) -> None:
    first, second = (Case.model_validate(changed({})) for _ in range(2))
    other = Case.model_validate(changed({"criteria.land_fit.weight": 21}))
    assert first is not second
    assert {first: 1}[second] == 1
    assert hash(other) != hash(first)
    assert other != first


def test_the_land_need_follows_project_and_target(changed: Change) -> None:
    assert Case.model_validate(changed({})).land_need_ha() == pytest.approx(160)
    assert Case.model_validate(changed({"target.intensity_yi_per_km2": 150})).land_need_ha() == pytest.approx(
        80
    )
