"""The parts of a layout problem beside its projects and parks: scopes, limits, goals, neighbours, objectives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

ScopeKind = Literal["city", "zone", "district", "park"]
SCOPE_KINDS: tuple[ScopeKind, ...] = get_args(ScopeKind)

TargetMeasure = Literal["output_cny", "output_share", "intensity_cny_per_ha"]
TARGET_MEASURES: tuple[TargetMeasure, ...] = get_args(TargetMeasure)

ObjectiveId = Literal[
    "value", "output", "shortfall", "compactness", "new_land", "cost", "balance", "disruption"
]
OBJECTIVE_IDS: tuple[ObjectiveId, ...] = get_args(ObjectiveId)

MAXIMISED: frozenset[ObjectiveId] = frozenset({"value", "output", "compactness"})
"""Objectives of which more is better; of the others less is better."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of parks by where they are.

    Parameters
    ----------
    kind
        The whole city, a layout zone, a district (adcode) or one park.
    scope_id
        Key of the zone, district or park; empty for the city.
    """

    kind: ScopeKind
    scope_id: str = ""

    @property
    def key(self) -> str:
        """Return the scope as one word, such as `zone:western_yu`."""
        return f"{self.kind}:{self.scope_id}" if self.scope_id else self.kind


@dataclass(frozen=True, slots=True)
class Quota:
    """A least and a greatest amount of something placed in a scope; a budget is a quota of `cost_cny`.

    Parameters
    ----------
    quota_id
        Name of the quota in messages.
    scope
        The parks that count.
    measure
        `projects`, `land_ha`, `output_cny`, `cost_cny` or the name of a resource.
    projects
        The projects that count; None means all.
    minimum, maximum
        In the unit of the measure.
    min_share, max_share
        Of what is placed in the whole city (of the projects that count), 0 to 1.
    until_year
        Only projects of this phase year or earlier count.
    """

    quota_id: str
    scope: Scope
    measure: str
    projects: frozenset[str] | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_share: float | None = None
    max_share: float | None = None
    until_year: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A goal of which the plan should fall short as little as possible.

    Parameters
    ----------
    target_id
        Name of the target in messages.
    scope
        The parks that count.
    measure
        `output_cny`: baseline and placed output; `output_share`: share of the placed output of the whole city;
        `intensity_cny_per_ha`: output per industrial land after the plan (75 亿元/km² is 7.5e7).
    goal
        In the unit of the measure.
    importance
        Weight of the relative shortfall.
    projects
        The projects that count; None means all.
    baseline_output_cny
        What is there already; 0 means that the goal is for what the plan adds.
    baseline_land_ha
        Industrial land that is there already; for intensities only.
    """

    target_id: str
    scope: Scope
    measure: TargetMeasure
    goal: float
    importance: float = 1.0
    projects: frozenset[str] | None = None
    baseline_output_cny: float = 0.0
    baseline_land_ha: float = 0.0


@dataclass(frozen=True, slots=True)
class Incompatibility:
    """Two sets of projects that must not be neighbours.

    Parameters
    ----------
    pair_id
        Name in messages.
    first, second
        Keys of projects; no project is in both.
    within_km
        0: not in the same park; more: not in parks that lie this near each other either.
    """

    pair_id: str
    first: frozenset[str]
    second: frozenset[str]
    within_km: float = 0.0


@dataclass(frozen=True, slots=True)
class MinimumCluster:
    """A park that takes one of the projects takes at least so many of them.

    Parameters
    ----------
    cluster_id
        Name in messages.
    projects
        Keys of the projects of the cluster.
    minimum
        Least number of these projects in a park that has any.
    """

    cluster_id: str
    projects: frozenset[str]
    minimum: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two projects of a chain, or a project and the park of its suppliers, that should be near each other.

    Parameters
    ----------
    project_id
        The project.
    other
        Key of the other project, or of the park.
    to_park
        Whether `other` is a park.
    weight
        Importance of the link.
    """

    project_id: str
    other: str
    to_park: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Opening:
    """How many parks may take projects at all.

    Parameters
    ----------
    minimum, maximum
        Least and greatest number of parks with at least one project.
    """

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveTerm:
    """One objective with its place among the others.

    Parameters
    ----------
    objective_id
        What is measured.
    weight
        Weight among the objectives of the same priority.
    priority
        1 is optimised first; what it reached then binds the next.
    scale
        The amount that counts as 1 in a weighted sum; None takes the utmost that the objective could be.
    tolerance
        Share of its value that the next priorities may give up.
    """

    objective_id: ObjectiveId
    weight: float = 1.0
    priority: int = 1
    scale: float | None = None
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """Every limit of a problem beside land, capacities and the choices of single projects."""

    quotas: tuple[Quota, ...] = ()
    targets: tuple[Target, ...] = ()
    incompatible: tuple[Incompatibility, ...] = ()
    clusters: tuple[MinimumCluster, ...] = ()
    links: tuple[Link, ...] = ()
    link_radius_km: float = 30.0
    opening: Opening = Opening()
    balance: tuple[Scope, ...] = ()
    balance_measure: str = "land_ha"
    existing: Mapping[str, str] | None = None
