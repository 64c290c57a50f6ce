"""A plan: which project (or which share of it) goes to which park."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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
        return cls(
            tuple(Placement(project, park) for project, park in assignment.items() if park is not None)
        )

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
