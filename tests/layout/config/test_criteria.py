from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from layout.config.criteria import Criteria, NeighbourhoodSetting
from layout.entities.vocabulary import CRITERION_IDS

Change = Callable[..., dict[str, Any]]


def criteria(changed: Change) -> Criteria:
    return Criteria.model_validate(changed({})["criteria"])


def test_every_criterion_has_its_place() -> None:
    assert tuple(Criteria.model_fields) == CRITERION_IDS


def test_present_criteria_come_in_the_order_of_the_vocabulary(changed: Change) -> None:
    present = list(criteria(changed).present())
    assert present == [key for key in CRITERION_IDS if key in present]
    assert "access_airport" not in present


def test_the_radius_defaults_to_sixty_km(changed: Change) -> None:
    data = changed({"criteria.cluster_neighbourhood.radius_km": None})
    setting = Criteria.model_validate(data["criteria"]).cluster_neighbourhood
    assert isinstance(setting, NeighbourhoodSetting)
    assert setting.radius_km == 60


@pytest.mark.parametrize("weight", [-0.1, float("nan"), float("inf"), "20", True])
def test_a_weight_is_a_finite_number_of_zero_or_more(changed: Change, weight: object) -> None:
    with pytest.raises(ValidationError, match="weight"):
        Criteria.model_validate(changed({"criteria.land_fit.weight": weight})["criteria"])


@pytest.mark.parametrize("key", ["reason", "source", "value"])
def test_a_weight_needs_its_reason_source_and_value_function(changed: Change, key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        Criteria.model_validate(changed({f"criteria.land_fit.{key}": None})["criteria"])


def test_the_value_function_needs_its_reason(changed: Change) -> None:
    with pytest.raises(ValidationError, match="reason"):
        Criteria.model_validate(changed({"criteria.land_fit.value.reason": None})["criteria"])


def test_cluster_fit_takes_exactly_its_four_levels(changed: Change) -> None:
    for levels in ({"carries": 1}, {"carries": 1, "named": 1, "related": 1, "other": 0, "perhaps": 1}):
        with pytest.raises(ValidationError, match="expected levels"):
            Criteria.model_validate(changed({"criteria.cluster_fit.value.levels": levels})["criteria"])


def test_policy_role_needs_every_kind_and_may_name_zones(changed: Change) -> None:
    kinds = {"flagship": 1, "cluster_group": 0.5, "functional_region": 0}
    named = changed({"criteria.policy_role.value.levels": {**kinds, "western_yu": 0.9}})
    policy = Criteria.model_validate(named["criteria"]).policy_role
    assert policy is not None
    assert policy.value.table["western_yu"] == 0.9
    with pytest.raises(ValidationError, match="expected levels"):
        Criteria.model_validate(changed({"criteria.policy_role.value.levels": {"flagship": 1}})["criteria"])


def test_a_number_criterion_takes_no_categories(changed: Change) -> None:
    with pytest.raises(ValidationError, match="kind"):
        Criteria.model_validate(changed({"criteria.land_fit.value.kind": "category"})["criteria"])
