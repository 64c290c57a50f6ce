"""Which two figures of an entity are divided by each other: same ground, nearest in years, latest output first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from layout.landuse.figures import Entity, Figure
from layout.landuse.intensity import ratio_qualifier

_WEAKEST_FIRST: Final = ("recalled", "seen_secondary", "seen_primary", "office")


@dataclass(frozen=True, slots=True)
class Match:
    """The two figures chosen for an entity; either may be unknown, and they may not be combinable."""

    above: Figure | None
    below: Figure | None

    @property
    def gap(self) -> int:
        """Return the years between the two figures, 0 where one is unknown."""
        if self.above is None or self.below is None:
            return 0
        return abs(self.above.year - self.below.year)

    def columns(self) -> dict[str, object]:
        """Return what a table of intensities shows of the two figures."""
        known = [figure for figure in (self.above, self.below) if figure is not None]
        both = self.above is not None and self.below is not None
        columns: dict[str, object] = {
            "year_gap": self.gap if both else pd.NA,
            "extent": known[0].extent if both and known[0].extent == known[1].extent else "",
            "source_ids": tuple(dict.fromkeys(source for figure in known for source in figure.source_ids)),
            "confidence": _weakest(figure.confidence for figure in known),
            "notes": tuple(dict.fromkeys(figure.note for figure in known if figure.note)),
            "value_qualifier": ratio_qualifier(known[0].qualifier, known[1].qualifier) if both else "",
            "conflicts": tuple(
                (side, figure.year, value, sources)
                for side, figure in (("numerator", self.above), ("denominator", self.below))
                if figure is not None
                for value, sources in figure.conflicts
            ),
        }
        for side, figure in (("numerator", self.above), ("denominator", self.below)):
            columns[f"{side}_value"] = figure.value if figure else float("nan")
            columns[f"{side}_year"] = figure.year if figure else pd.NA
            columns[f"{side}_qualifier"] = figure.qualifier if figure else ""
        return columns


@dataclass(frozen=True, slots=True)
class EntityFigures:
    """All figures of one entity for a pair.

    Parameters
    ----------
    entity
        Kind and id.
    above, below
        Annual outputs and land figures.
    part_year
        (year, period) of outputs that cover less than a year.
    """

    entity: Entity
    above: list[Figure] = field(default_factory=list)
    below: list[Figure] = field(default_factory=list)
    part_year: list[tuple[int, str]] = field(default_factory=list)

    def match(self, max_year_gap: int) -> Match:
        """Return the pair to divide, or the nearest miss when none is allowed.

        Among pairs of the same extent within the gap: the latest output, then the land nearest to it in years,
        then the later land. Else the pair of the same extent with the smallest gap; else the latest of each.
        """
        alike = [(a, b) for a in self.above for b in self.below if a.extent == b.extent]
        if alike:
            return Match(*min(alike, key=lambda pair: _preference(pair[0], pair[1], max_year_gap)))
        return Match(_latest(self.above), _latest(self.below))

    def latest(self) -> Match:
        """Return the latest annual figure, on its own."""
        return Match(_latest(self.above), None)


def by_entity(
    above: Iterable[Figure], below: Iterable[Figure], *, part_year: Mapping[Entity, list[tuple[int, str]]]
) -> list[EntityFigures]:
    """Return the figures of each entity that occurs in any of the three, sorted by entity.

    Parameters
    ----------
    above, below
        Outputs and land.
    part_year
        (year, period) of outputs that cover less than a year, by entity.
    """
    found: dict[Entity, EntityFigures] = {}
    for figure in above:
        found.setdefault(figure.entity, EntityFigures(figure.entity)).above.append(figure)
    for figure in below:
        found.setdefault(figure.entity, EntityFigures(figure.entity)).below.append(figure)
    for entity, periods in part_year.items():
        found.setdefault(entity, EntityFigures(entity)).part_year.extend(periods)
    return [found[entity] for entity in sorted(found)]


def _latest(figures: list[Figure]) -> Figure | None:
    """Return the latest of some figures, None of none."""
    return max(figures, key=lambda figure: figure.year, default=None)


def _preference(above: Figure, below: Figure, max_year_gap: int) -> tuple[bool, int, int, int]:
    """Return the sort key of a pair: allowed first; then see `EntityFigures.match`."""
    gap = abs(above.year - below.year)
    if gap <= max_year_gap:
        return (False, -above.year, gap, -below.year)
    return (True, gap, -above.year, -below.year)


def _weakest(confidences: Iterable[str]) -> str:
    """Return the weakest of some confidences, "" of none."""
    known = set(confidences)
    return next((confidence for confidence in _WEAKEST_FIRST if confidence in known), "")
