"""The criteria of a case: weight, value function, and a reason and source for each."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from layout.criteria.value_functions import CategoryValue
from layout.criteria.value_kinds import NumericValue, ValueFunction
from layout.entities.model import FrozenModel, Text, UniqueTuple, Words
from layout.entities.project import Need, Positive
from layout.entities.vocabulary import CLUSTER_MATCHES, CRITERION_IDS, ZONE_KINDS, CriterionId

NEED_OF_CRITERION: dict[CriterionId, Need] = {
    "access_river_port": "river_port",
    "access_rail_freight": "rail_freight",
    "access_airport": "airport",
    "access_power": "power",
}
"""The criteria that count only where the project has the need."""


def require_levels(value: CategoryValue, required: tuple[str, ...], *, others: bool) -> None:
    """Refuse a category function that lacks a level, or (unless `others`) names one that does not exist."""
    given = tuple(value.table)
    lacking = [level for level in required if level not in given]
    foreign = [level for level in given if level not in required]
    if lacking or (foreign and not others):
        kind = "levels"
        raise PydanticCustomError(
            kind,
            "expected levels {required}",
            {"required": ", ".join(required), "found": f"levels {', '.join(given)}"},
        )


class CriterionSetting(FrozenModel):
    """What every criterion of a case states.

    Parameters
    ----------
    weight
        Relative importance, not negative; weights are divided by their sum when the case runs.
    reason
        Why this weight.
    source
        Who says so: a document, or "planner's judgement".
    source_ids
        Keys of the table of sources that the reason rests on.
    value
        The value function, with its own reason.
    """

    weight: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    reason: Words
    source: Words
    source_ids: UniqueTuple[Text] = ()
    value: ValueFunction


class NumericSetting(CriterionSetting):
    """A criterion with a number for its raw value."""

    value: NumericValue


class TargetContributionSetting(NumericSetting):
    """Target contribution: output over target intensity times approved area."""


class ClusterFitSetting(CriterionSetting):
    """Cluster fit: a value for each of `carries`, `named`, `related` and `other`."""

    value: CategoryValue

    @model_validator(mode="after")
    def _levels(self) -> "ClusterFitSetting":
        """Refuse missing or foreign levels."""
        require_levels(self.value, CLUSTER_MATCHES, others=False)
        return self


class NeighbourhoodSetting(NumericSetting):
    """Cluster neighbourhood.

    Parameters
    ----------
    radius_km
        Parks up to this geodesic distance count as neighbours.
    """

    radius_km: Positive = 60.0


class AccessSetting(NumericSetting):
    """Access to one kind of infrastructure.

    Parameters
    ----------
    nodes
        Only these nodes count (such as the one airport with regular freight); empty means every operating node.
    """

    nodes: UniqueTuple[Text] = ()


class PolicyRoleSetting(CriterionSetting):
    """Policy role: a value for each kind of zone and, where wanted, for single zones by their id."""

    value: CategoryValue

    @model_validator(mode="after")
    def _levels(self) -> "PolicyRoleSetting":
        """Refuse a missing kind of zone."""
        require_levels(self.value, ZONE_KINDS, others=True)
        return self


class Criteria(FrozenModel):
    """The criteria of a case; one that is absent does not count."""

    land_fit: NumericSetting | None = None
    cluster_fit: ClusterFitSetting | None = None
    cluster_neighbourhood: NeighbourhoodSetting | None = None
    access_river_port: AccessSetting | None = None
    access_rail_freight: AccessSetting | None = None
    access_airport: AccessSetting | None = None
    access_power: AccessSetting | None = None
    target_contribution: TargetContributionSetting | None = None
    policy_role: PolicyRoleSetting | None = None

    def present(self) -> "dict[CriterionId, CriterionSetting]":
        """Return the criteria that the case names, in the order of the vocabulary."""
        found: dict[CriterionId, CriterionSetting] = {}
        for criterion_id in CRITERION_IDS:
            setting = getattr(self, criterion_id)
            if setting is not None:
                found[criterion_id] = setting
        return found
