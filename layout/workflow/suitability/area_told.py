"""What an area tells a planner: how much of it is flat enough, how far it is to what it needs, and why it scores as it does."""

from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from geodata.convert.masks import near_mask
from geodata.grid import parsed_crs
from geodata.text import Bilingual
from layout.config.derived_layer import TravelTimeLayer
from layout.suitability.criterion import GridCriterion
from layout.suitability.facts import STEPS, Facts, Floats
from layout.suitability.program import AREA_MASK
from layout.workflow.suitability.area_facts import Told, allowed_means
from layout.workflow.suitability.area_pass import Measured, measure_areas
from layout.workflow.suitability.slope_limits import SlopeLimit, Unit, slope_measured
from layout.workflow.suitability.study import Study


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
    """

    cells: int
    slopes: tuple[SlopeShare, ...]
    access: tuple[Access, ...]
    lifts: tuple[Lift, ...]
    additive: bool

    def record(self) -> dict[str, Any]:
        """Return it as plain values for JSON; None is no data."""
        slopes = [one.limit.record() | {"share": one.share} for one in self.slopes]
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
        return {"slope": slopes, "access": access, "effects": effects}


@dataclass(slots=True)
class _Sums:
    """Sums over the cells of each area while the pass runs."""

    study: Study
    areas: int
    unit: Unit | None
    cells: Floats = field(init=False)
    facts: Facts = field(init=False)

    def __post_init__(self) -> None:
        """Begin at nothing."""
        criteria, limits = len(self.study.case.criteria), len(self.study.slopes)
        self.cells = np.zeros(self.areas)
        known, total = np.zeros((2, criteria, self.areas))
        sloped, under = np.zeros((2, limits, self.areas))
        self.facts = Facts(known, total, np.full((criteria, self.areas), np.inf), sloped, under)

    def take(self, measured: Measured) -> None:
        """Add the cells of a part."""
        area, raw, values, facts = measured.area, measured.raw, measured.values, self.facts
        self.cells += np.bincount(area, minlength=self.areas)
        for place in range(len(facts.known)):
            seen = ~np.isnan(values[place])
            own, found = area[seen], np.trunc(values[place, seen].astype(np.float64) * STEPS) / STEPS
            facts.known[place] += np.bincount(own, minlength=self.areas)
            facts.total[place] += np.bincount(own, weights=found, minlength=self.areas)
            np.fmin.at(facts.least[place], own, raw[place, seen].astype(np.float64))
        if self.unit is None:
            return
        for place, limit in enumerate(self.study.slopes):
            there = ~np.isnan(raw[-1]) & _holds(self.study, limit, measured)
            facts.sloped[place] += np.bincount(area[there], minlength=self.areas)
            flat = there & limit.under(raw[-1], self.unit)
            facts.under[place] += np.bincount(area[flat], minlength=self.areas)


def _holds(study: Study, limit: SlopeLimit, measured: Measured) -> npt.NDArray[np.bool_]:
    """Return in which cells a limit holds."""

    def inside(code: str) -> npt.NDArray[np.bool_]:
        shapes, _ = study.inputs.masks[study.wanted.mask_of(code) - AREA_MASK - 1]
        found: npt.NDArray[np.bool_] = near_mask(shapes, measured.window)[measured.at[0], measured.at[1]]
        return found

    held = np.ones(len(measured.area), np.bool_) if limit.within is None else inside(limit.within)
    for code in limit.without:
        held &= ~inside(code)
    return held


def tell_areas(study: Study, areas: gpd.GeoSeries) -> list[AreaTold | None]:
    """Return what each area tells by the layers of a study; None for one outside its grid.

    Parameters
    ----------
    study
        An open study, with the weights that count.
    areas
        Polygons that do not overlap, in any CRS.
    """
    shapes = np.asarray(areas.to_crs(parsed_crs(study.grid.crs)), dtype=object)
    if not len(shapes):
        return []
    slope = slope_measured(study.case, study.rules)
    criteria = [*study.case.criteria, *(() if slope is None else (slope[0],))]
    sums = _Sums(study, len(shapes), None if slope is None else slope[1])
    if criteria:
        measure_areas(study, shapes, criteria=criteria, take=sums.take)
    told = Told(sums.facts, allowed_means(study))
    return [
        _told(study, told, number, int(cells)) if cells or not criteria else None
        for number, cells in enumerate(sums.cells)
    ]


def tell_regions(study: Study, told: Told, *, cells: npt.NDArray[np.int64]) -> list[AreaTold]:
    """Return what regions tell whose cells a run has summed up.

    Parameters
    ----------
    study
        The study.
    told
        What the run summed up.
    cells
        (regions,).
    """
    return [_told(study, told, number, int(count)) for number, count in enumerate(cells)]


def _told(study: Study, told: Told, number: int, cells: int) -> AreaTold:
    """Return what one area tells."""
    case, facts = study.case, told.facts
    shares = []
    for place, limit in enumerate(study.slopes):
        sloped = facts.sloped[place, number] if len(facts.sloped) else 0.0
        shares.append(SlopeShare(limit, float(facts.under[place, number] / sloped) if sloped else None))
    total = sum(item.weight for item in case.criteria) or 1.0
    lifts = [
        _lift(item, facts, (place, number), (float(told.means[place]), item.weight / total))
        for place, item in enumerate(case.criteria)
    ]
    access = [
        _access(item, facts, (place, number), unit)
        for place, item in enumerate(case.criteria)
        if (unit := _unit(study, item)) is not None
    ]
    return AreaTold(cells, tuple(shares), tuple(access), tuple(lifts), case.overlay.method == "linear")


def _lift(item: GridCriterion, sums: Facts, where: tuple[int, int], against: tuple[float, float]) -> Lift:
    """Return what one criterion does to the score of one area."""
    known, (mean, weight) = sums.known[where], against
    value = float(sums.total[where] / known) if known else None
    return Lift(item.id, item.name.bilingual, value, None if np.isnan(mean) else mean, weight)


def _unit(study: Study, item: GridCriterion) -> str | None:
    """Return the unit of a criterion that measures a way; None for any other."""
    if item.measure == "distance_m":
        return "m"
    return "min" if isinstance(study.case.layers[item.layer], TravelTimeLayer) else None


def _access(item: GridCriterion, sums: Facts, where: tuple[int, int], unit: str) -> Access:
    """Return how near one area is."""
    least = float(sums.least[where])
    name = item.name.bilingual
    if not np.isfinite(least):
        return Access(item.id, name, unit, None)
    if item.measure == "distance_m" and least > item.reach:
        return Access(item.id, name, unit, None, item.reach)
    return Access(item.id, name, unit, least)
