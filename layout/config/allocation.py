"""The case of a layout plan: tables, objectives, limits and solver as one frozen model."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from layout.allocation.terms import ObjectiveId, TargetMeasure
from layout.entities.model import FrozenModel, Text, UniqueTuple, Words
from layout.errors import CaseError

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
ScopeText = Annotated[str, Field(pattern=r"^(city|(zone|district|park):[^\s:]+)$")]
"""`city`, `zone:<zone_id>`, `district:<adcode>` or `park:<park_id>`."""


class Selection(FrozenModel):
    """Which projects count; nothing given means all of them.

    Parameters
    ----------
    projects, clusters, chains
        Keys; a project counts that is in any of the lists.
    """

    projects: UniqueTuple[Text] = ()
    clusters: UniqueTuple[Text] = ()
    chains: UniqueTuple[Text] = ()


class ObjectiveSetting(FrozenModel):
    """One objective; see `layout.allocation.terms.ObjectiveTerm`."""

    id: ObjectiveId
    weight: Positive = 1.0
    priority: Annotated[int, Field(ge=1)] = 1
    scale: Positive | None = None
    tolerance: NotNegative = 0.0


class QuotaSetting(Selection):
    """A least and greatest amount in a scope; see `layout.allocation.terms.Quota`."""

    id: Text
    scope: ScopeText = "city"
    measure: Text
    minimum: NotNegative | None = None
    maximum: NotNegative | None = None
    min_share: Share | None = None
    max_share: Share | None = None
    until_year: int | None = None
    reason: Words | None = None


class TargetSetting(Selection):
    """A goal; see `layout.allocation.terms.Target`. An intensity is given in 亿元/km²."""

    id: Text
    scope: ScopeText = "city"
    measure: Literal["output_cny", "output_share", "intensity_yi_per_km2"]
    goal: Positive
    importance: NotNegative = 1.0
    baseline_output_cny: NotNegative | None = None
    baseline_land_ha: NotNegative | None = None
    reason: Words | None = None

    @property
    def computed_measure(self) -> TargetMeasure:
        """Return the measure by the name that the problem uses."""
        return "intensity_cny_per_ha" if self.measure == "intensity_yi_per_km2" else self.measure


class IncompatibleSetting(FrozenModel):
    """Two groups of projects that must not be neighbours."""

    id: Text
    first: Selection
    second: Selection
    within_km: NotNegative = 0.0
    reason: Words | None = None


class MinimumClusterSetting(FrozenModel):
    """A park with one project of a cluster or chain has at least so many of them."""

    cluster: Text | None = None
    chain: Text | None = None
    minimum: Annotated[int, Field(ge=2)]


class ChoiceSetting(FrozenModel):
    """A project and a park."""

    project: Text
    park: Text
    reason: Words | None = None


class LinkSetting(FrozenModel):
    """A project that should be near another project or near a park; exactly one of the two."""

    project: Text
    near_project: Text | None = None
    near_park: Text | None = None
    weight: Positive = 1.0


class CompactnessSetting(FrozenModel):
    """How nearness counts: 1 in the same park, 0 from the radius on; `chains` links all projects of one chain."""

    radius_km: Positive = 30.0
    chains: bool = True


class BalanceSetting(FrozenModel):
    """Between which scopes, and in which measure, the load should be even."""

    scopes: Annotated[UniqueTuple[ScopeText], Field(min_length=2)]
    measure: Text = "land_ha"


class OpeningSetting(FrozenModel):
    """How many parks may take projects."""

    minimum: Count | None = None
    maximum: Count | None = None


class ParksFromFacts(FrozenModel):
    """Parks taken from the embedded facts, with an assumption about their land.

    Parameters
    ----------
    available_share
        Assumed share of the approved area that is free for projects: one number, or one a year, cumulative
        (`{ 2025 = 0.02, 2027 = 0.04 }`). The facts know no free land.
    low_efficiency_share
        Assumed share of the approved area that could be released.
    release_cost_cny_per_ha, build_cost_cny_per_ha
        Assumed costs.
    include
        Only these parks; empty means every park with an approved area.
    exclude
        Never these parks.
    reason
        Why these assumptions.
    """

    available_share: Share | dict[Annotated[str, Field(pattern=r"^\d{4}$")], Share]
    low_efficiency_share: Share = 0.0
    release_cost_cny_per_ha: NotNegative = 0.0
    build_cost_cny_per_ha: NotNegative = 0.0
    include: UniqueTuple[Text] = ()
    exclude: UniqueTuple[Text] = ()
    reason: Words


class SolverSetting(FrozenModel):
    """How long and how exactly; see `layout.allocation.optimise.Options`."""

    method: Literal["auto", "exact", "search"] = "auto"
    time_limit_s: Positive = 60.0
    gap: NotNegative | None = None
    seed: Count = 0


class Allocation(FrozenModel):
    """What the plan is made of.

    Parameters
    ----------
    projects, parks, values, existing
        Paths of tables beside the case.
    parks_from_facts, scoring_case
        In place of `parks`: derive them from the embedded facts. In place of `values`: a scoring case beside the
        case, run once a project.
    objective, objectives
        One objective by its name, or a list with weights and priorities; exactly one of the two.
    place
        `any`: a project may stay out; `all`: every project must be placed.
    left_out
        Projects that go nowhere.
    land_from_intensity_yi_per_km2
        Land need of a project without `land_ha`: its output divided by this.
    """

    projects: Text
    parks: Text | None = None
    parks_from_facts: ParksFromFacts | None = None
    values: Text | None = None
    scoring_case: Text | None = None
    existing: Text | None = None
    objective: ObjectiveId | None = None
    objectives: Annotated[tuple[ObjectiveSetting, ...], Field(strict=False)] = ()
    place: Literal["any", "all"] = "any"
    land_from_intensity_yi_per_km2: Positive | None = None
    opened: OpeningSetting = OpeningSetting()
    quotas: Annotated[tuple[QuotaSetting, ...], Field(strict=False)] = ()
    targets: Annotated[tuple[TargetSetting, ...], Field(strict=False)] = ()
    incompatible: Annotated[tuple[IncompatibleSetting, ...], Field(strict=False)] = ()
    min_clusters: Annotated[tuple[MinimumClusterSetting, ...], Field(strict=False)] = ()
    fixed: Annotated[tuple[ChoiceSetting, ...], Field(strict=False)] = ()
    forbidden: Annotated[tuple[ChoiceSetting, ...], Field(strict=False)] = ()
    left_out: UniqueTuple[Text] = ()
    links: Annotated[tuple[LinkSetting, ...], Field(strict=False)] = ()
    compactness: CompactnessSetting = CompactnessSetting()
    balance: BalanceSetting | None = None
    solver: SolverSetting = SolverSetting()

    @model_validator(mode="after")
    def _one_of_each(self) -> "Allocation":
        """Refuse a case that says the same thing twice or not at all."""
        if (self.objective is None) == (not self.objectives):
            raise _either(one="objective", other="[[allocation.objectives]]")
        if (self.parks is None) == (self.parks_from_facts is None):
            raise _either(one="parks", other="[allocation.parks_from_facts]")
        if self.values is not None and self.scoring_case is not None:
            raise CaseError(
                en="allocation: values and scoring_case are both given; keep one of them.",
                zh="allocation：同时给出了 values 与 scoring_case；请保留其中一项。",
            )
        for cluster in self.min_clusters:
            if (cluster.cluster is None) == (cluster.chain is None):
                raise _either(one="min_clusters.cluster", other="min_clusters.chain")
        for link in self.links:
            if (link.near_project is None) == (link.near_park is None):
                raise _either(one="links.near_project", other="links.near_park")
        return self


def _either(*, one: str, other: str) -> CaseError:
    """Return the error for two keys of which exactly one is expected."""
    return CaseError(
        en=f"allocation: expected exactly one of {one} and {other}.",
        zh=f"allocation：{one} 与 {other} 应恰好给出一项。",
    )


class AllocationCase(FrozenModel):
    """The case of a layout plan.

    Parameters
    ----------
    schema_version
        Version of this model.
    title, note
        Title, and what the reader must know.
    illustrative
        Whether the projects are illustrative inputs and not real ones; shown with every result.
    allocation
        What the plan is made of.
    """

    schema_version: Literal[1] = 1
    title: Words | None = None
    illustrative: bool = False
    note: Words | None = None
    allocation: Allocation
