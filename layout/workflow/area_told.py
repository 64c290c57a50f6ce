"""What an area tells a planner: how much of it is flat enough, how far it is to what it needs, and why it scores as it does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from geodata.grid import parsed_crs
from geodata.text import Bilingual
from layout.config.derived_layer import TravelTimeLayer
from layout.suitability.criterion import GridCriterion
from layout.workflow.area_pass import Floats, Measured, Reference, measure_areas, reference_of
from layout.workflow.slope_limits import SlopeLimit, Unit, slope_limits, slope_measured
from layout.workflow.study import Study


@dataclass(frozen=True, slots=True)
class SlopeShare:
    """The share of an area that is flat enough for a rule; None where the study reads no slope there."""

    limit: SlopeLimit
    share: float | None


@dataclass(frozen=True, slots=True)
class Access:
    """How near an area is to what a criterion measures the way to.

    Parameters
    ----------
    criterion_id, name, unit
        The criterion; metres or minutes.
    nearest
        From the nearest cell of the area; None where it is unknown, or further than the criterion looks.
    beyond
        How far the criterion looks, where the area lies further away.
    """

    criterion_id: str
    name: Bilingual
    unit: str
    nearest: float | None
    beyond: float | None = None


@dataclass(frozen=True, slots=True)
class Lift:
    """What one criterion does to the score of an area, against the mean of the allowed land.

    Parameters
    ----------
    criterion_id, name
        The criterion.
    value, mean
        Its mean value in the area and on allowed land, 0 to 1; None where unknown.
    weight
        Its weight, where all weights add up to 1.
    """

    criterion_id: str
    name: Bilingual
    value: float | None
    mean: float | None
    weight: float

    @property
    def effect(self) -> float | None:
        """Return the weight times the difference; None where either mean is unknown."""
        if self.value is None or self.mean is None:
            return None
        return self.weight * (self.value - self.mean)


@dataclass(frozen=True, slots=True)
class AreaTold:
    """What one area tells.

    Parameters
    ----------
    cells
        Cells of the study whose centre the area holds.
    slopes, access, lifts
        In the order of the case.
    additive
        Whether the effects add up to the difference of the scores: a weighted sum does, other overlays do not.
    sample
        Share of the study's rows that the mean of the allowed land was taken from.
    """

    cells: int
    slopes: tuple[SlopeShare, ...]
    access: tuple[Access, ...]
    lifts: tuple[Lift, ...]
    additive: bool
    sample: float

    def record(self) -> dict[str, Any]:
        """Return it as plain values for JSON; None is no data."""
        slopes = [
            {"rule_id": one.limit.rule_id, "name": one.limit.name, "share": one.share}
            | {"limit": one.limit.limit, "unit": one.limit.unit, "included": one.limit.included}
            for one in self.slopes
        ]
        access = [
            {"id": one.criterion_id, "name": one.name, "unit": one.unit}
            | {"nearest": one.nearest, "beyond": one.beyond}
            for one in self.access
        ]
        effects = [
            {"id": one.criterion_id, "name": one.name, "value": one.value, "mean_of_allowed": one.mean}
            | {"weight": one.weight, "effect": one.effect}
            for one in self.lifts
        ]
        return {"slope": slopes, "access": access, "effects": effects, "mean_from_share": self.sample}


@dataclass(slots=True)
class _Sums:
    """Sums over the cells of each area while the pass runs."""

    areas: int
    criteria: int
    limits: Sequence[SlopeLimit]
    unit: Unit | None
    cells: Floats = field(init=False)
    known: Floats = field(init=False)
    total: Floats = field(init=False)
    least: Floats = field(init=False)
    sloped: Floats = field(init=False)
    under: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Begin at nothing."""
        self.cells, self.sloped = np.zeros((2, self.areas))
        self.known, self.total = np.zeros((2, self.criteria, self.areas))
        self.least = np.full((self.criteria, self.areas), np.inf)
        self.under = np.zeros((len(self.limits), self.areas))

    def take(self, measured: Measured) -> None:
        """Add the cells of a part."""
        area, raw, values = measured
        self.cells += np.bincount(area, minlength=self.areas)
        for place in range(self.criteria):
            seen = ~np.isnan(values[place])
            own, found = area[seen], values[place, seen].astype(np.float64)
            self.known[place] += np.bincount(own, minlength=self.areas)
            self.total[place] += np.bincount(own, weights=found, minlength=self.areas)
            np.fmin.at(self.least[place], own, raw[place, seen].astype(np.float64))
        if self.unit is not None:
            slopes = raw[-1]
            self.sloped += np.bincount(area[~np.isnan(slopes)], minlength=self.areas)
            for place, limit in enumerate(self.limits):
                flat = limit.under(slopes, self.unit)
                self.under[place] += np.bincount(area[flat], minlength=self.areas)


def tell_areas(study: Study, areas: gpd.GeoSeries, *, most_cells: int | None = None) -> list[AreaTold | None]:
    """Return what each area tells by the layers of a study; None for one outside its grid, or beyond the cells allowed.

    Parameters
    ----------
    study
        An open study, with the weights that count.
    areas
        Polygons that do not overlap, in any CRS.
    most_cells
        Areas are told in the order given as long as they have so many cells together; without it all are.
    """
    shapes = np.asarray(areas.to_crs(parsed_crs(study.grid.crs)), dtype=object)
    chosen = _chosen(study, shapes, most_cells)
    if not len(chosen):
        return [None] * len(shapes)
    slope = slope_measured(study)
    criteria = [*study.case.criteria, *(() if slope is None else (slope[0],))]
    limits = slope_limits(study)
    sums = _Sums(len(chosen), len(study.case.criteria), limits, None if slope is None else slope[1])
    if criteria:
        measure_areas(study, shapes[chosen], criteria=criteria, take=sums.take)
    reference = reference_of(study) if study.case.criteria else Reference(np.empty(0), 0, 1.0)
    told: list[AreaTold | None] = [None] * len(shapes)
    for number, place in enumerate(chosen):
        if sums.cells[number] or not criteria:
            told[place] = _told(study, sums, number, reference)
    return told


def _chosen(study: Study, shapes: npt.NDArray[np.object_], most_cells: int | None) -> list[int]:
    """Return the areas that are told: the first ones that together have no more cells than allowed."""
    if most_cells is None:
        return list(range(len(shapes)))
    left, found = float(most_cells), []
    for place, shape in enumerate(shapes):
        cells = shape.area / study.grid.cell**2
        if cells <= left:
            left -= cells
            found.append(place)
    return found


def _told(study: Study, sums: _Sums, number: int, reference: Reference) -> AreaTold:
    """Return what one area tells."""
    case = study.case
    sloped = sums.sloped[number]
    shares = [
        SlopeShare(limit, float(sums.under[place, number] / sloped) if sloped else None)
        for place, limit in enumerate(sums.limits)
    ]
    total = sum(item.weight for item in case.criteria) or 1.0
    lifts = [
        _lift(item, sums, (place, number), (float(reference.means[place]), item.weight / total))
        for place, item in enumerate(case.criteria)
    ]
    access = [
        _access(item, sums, (place, number), unit)
        for place, item in enumerate(case.criteria)
        if (unit := _unit(study, item)) is not None
    ]
    additive = case.overlay.method == "linear"
    return AreaTold(
        int(sums.cells[number]), tuple(shares), tuple(access), tuple(lifts), additive, reference.share
    )


def _lift(item: GridCriterion, sums: _Sums, where: tuple[int, int], against: tuple[float, float]) -> Lift:
    """Return what one criterion does to the score of one area."""
    known, (mean, weight) = sums.known[where], against
    value = float(sums.total[where] / known) if known else None
    return Lift(item.id, item.name.bilingual, value, None if np.isnan(mean) else mean, weight)


def _unit(study: Study, item: GridCriterion) -> str | None:
    """Return the unit of a criterion that measures a way; None for any other."""
    if item.measure == "distance_m":
        return "m"
    return "min" if isinstance(study.case.layers[item.layer], TravelTimeLayer) else None


def _access(item: GridCriterion, sums: _Sums, where: tuple[int, int], unit: str) -> Access:
    """Return how near one area is."""
    least = float(sums.least[where])
    name = item.name.bilingual
    if not np.isfinite(least):
        return Access(item.id, name, unit, None)
    if item.measure == "distance_m" and least > item.reach:
        return Access(item.id, name, unit, None, item.reach)
    return Access(item.id, name, unit, least)
