"""What is said of a plan beside the plan itself: checked, measured, and with everything that a report prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geodata.text import Bilingual
from layout.allocation.effect import ClusterEffect, ScopeEffect
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.solution import Solution
from layout.allocation.terms import ObjectiveId
from layout.allocation.verify import Violation


@dataclass(frozen=True)
class PlanReport:
    """A plan with everything that was checked and measured of it.

    Parameters
    ----------
    plan
        The plan.
    violations
        What the independent verification found; empty: the plan is valid.
    figures
        What the plan reaches by each objective, measured from the raw tables.
    reasons
        Why each unplaced project stays out.
    scopes, clusters
        What the plan does to the city, zones, districts, parks and clusters.
    """

    plan: Plan
    violations: tuple[Violation, ...]
    figures: Mapping[ObjectiveId, float]
    reasons: Mapping[str, Bilingual]
    scopes: tuple[ScopeEffect, ...]
    clusters: tuple[ClusterEffect, ...]


@dataclass(frozen=True)
class Dossier:
    """All that a report of a layout plan prints.

    Parameters
    ----------
    title, note
        Title of the case, and what its reader must know.
    illustrative
        Whether the projects are illustrative.
    problem, solution
        The problem, and how it was solved.
    report
        The plan checked and measured, or None where there is none.
    baseline
        The plan that a person would make, checked and measured likewise.
    refused
        What the verification found wrong with the solver's plan.
    warnings
        What the reader must know of the inputs.
    names
        Words for zones, districts, clusters and chains by their key.
    sources
        What the figures rest on, one sentence each.
    studies
        Results of further studies as plain values.
    inputs
        SHA-256 of every table.
    environment
        Versions.
    """

    title: Bilingual
    note: Bilingual | None
    illustrative: bool
    problem: Problem
    solution: Solution
    report: PlanReport | None
    baseline: PlanReport
    refused: tuple[Violation, ...] = ()
    warnings: tuple[Bilingual, ...] = ()
    names: Mapping[str, Bilingual] = field(default_factory=dict)
    sources: tuple[Bilingual, ...] = ()
    studies: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    def named(self, key: str) -> Bilingual:
        """Return the words for a zone, district, cluster or chain; the key where there are none."""
        return self.names.get(key, Bilingual(key, key))
