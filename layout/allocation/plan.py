"""A plan: which project (or which share of it) goes to which park."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from layout.allocation.build import Built
from layout.allocation.linear import Floats

SHARE_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Placement:
    """A project or a part of it in a park.

    Parameters
    ----------
    project_id, park_id
        Keys.
    share
        Share of the project, above 0 and at most 1.
    low_efficiency_ha
        How much of its land is released low-efficiency land, hectares.
    """

    project_id: str
    park_id: str
    share: float = 1.0
    low_efficiency_ha: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes where; a project without a placement stays unplaced.

    Parameters
    ----------
    placements
        In the order of projects and parks.
    """

    placements: tuple[Placement, ...]

    @classmethod
    def of(cls, assignment: Mapping[str, str | None]) -> "Plan":
        """Return the plan that puts each project wholly into one park; None leaves it unplaced."""
        return cls(tuple(Placement(project, park) for project, park in assignment.items() if park is not None))

    def parts(self) -> dict[str, dict[str, float]]:
        """Return the share in each park for every project that is placed."""
        found: dict[str, dict[str, float]] = {}
        for placement in self.placements:
            found.setdefault(placement.project_id, {})[placement.park_id] = placement.share
        return found

    def assignment(self, project_ids: Iterable[str]) -> dict[str, str | dict[str, float] | None]:
        """Return the park of every project, the shares of one that is split, or None."""
        parts = self.parts()
        result: dict[str, str | dict[str, float] | None] = {}
        for project_id in project_ids:
            shares = parts.get(project_id)
            result[project_id] = next(iter(shares)) if shares and len(shares) == 1 else shares
        return result


def plan_of(built: Built, x: Floats) -> Plan:
    """Return the plan that the columns of a model describe.

    Land released in a park is attributed to its placements in proportion to their land.
    """
    problem = built.problem
    placements = []
    used = np.zeros(len(problem.parks))
    for row, park in np.argwhere(built.share >= 0).tolist():
        share = round(float(x[built.share[row, park]]), SHARE_DIGITS)
        if share > 0:
            used[park] += share * problem.projects[row].land_ha
            placements.append((row, park, share))
    released = np.zeros(len(problem.parks))
    for park, column in built.released.items():
        released[park] = min(max(float(x[column]), 0.0), used[park])
    return Plan(
        tuple(
            Placement(
                problem.projects[row].project_id,
                problem.parks[park].park_id,
                share,
                round(released[park] * share * problem.projects[row].land_ha / used[park], SHARE_DIGITS),
            )
            for row, park, share in placements
        )
    )


def columns_of(built: Built, plan: Plan) -> Floats:
    """Return the columns of the pairs that describe a plan; all other columns are 0."""
    x = np.zeros(built.linear.columns)
    problem = built.problem
    for placement in plan.placements:
        row, park = problem.project_index[placement.project_id], problem.park_index[placement.park_id]
        if built.presence[row, park] >= 0:
            x[built.presence[row, park]] = 1.0
            x[built.share[row, park]] = placement.share
    return x
