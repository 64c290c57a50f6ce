"""What one input would have to be for the target to be met in the last year, all others as the scenario has them."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from scipy.optimize import brentq

from geodata.text import Bilingual
from layout.i18n import catalogue
from layout.landuse.paths import Assumption, central, walk
from layout.landuse.scenario import Scenario

Unknown = Literal["growth", "released", "added", "pipeline"]
UNKNOWNS: Final[tuple[Unknown, ...]] = ("growth", "released", "added", "pipeline")

_GROWTH_LIMIT: Final = 10.0
"""Growth above 1,000 % a year is no plan."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The value that meets the target exactly.

    Parameters
    ----------
    unknown
        What was solved for.
    value
        growth in % a year; released and added land in km² a year; pipeline in 亿元 of annual output more in the last
        year. NaN where no value meets the target.
    assumed
        What the scenario has for it (pipeline: 0).
    reason
        Why there is no value, or what to know about it.
    """

    unknown: Unknown
    value: float
    assumed: float
    reason: Bilingual | None


def solve_for(unknown: Unknown, scenario: Scenario, *, target: float) -> Solution:
    """Return the value of one input that meets the target in the last year, the rest at its central value.

    Parameters
    ----------
    unknown
        growth: smallest growth; released: smallest land released; added: largest land added; pipeline: smallest further
        output (negative: what may be lost).
    scenario
        The assumptions.
    target
        亿元/km².
    """
    base = central(scenario)
    years = scenario.end_year - scenario.base_year
    if unknown == "pipeline":
        output, land = walk(scenario, base)
        value = target * float(land[-1]) - float(output[-1])
        return Solution(
            unknown, value, 0.0, catalogue()["landuse.solve.no_land"] if math.isnan(value) else None
        )
    if unknown == "growth":
        found = _root(lambda value: _miss(scenario, replace(base, growth=value), target), -1.0, _GROWTH_LIMIT)
        return _solution(unknown, None if found is None else 100 * found, 100 * base.growth)
    if unknown == "released":
        most = (scenario.land_km2 + _land_of_pipeline(scenario)) / years + base.added_km2
        found = _root(
            lambda value: _miss(scenario, replace(base, released_km2=value), target), 0.0, most * (1 - 1e-9)
        )
        return _solution(unknown, found, base.released_km2)
    # more land than output ÷ target can never be filled
    most = max(scenario.land_km2, float(walk(scenario, base)[0][-1]) / target) / years + base.released_km2
    found = _root(lambda value: _miss(scenario, replace(base, added_km2=value), target), 0.0, 2 * most)
    return _solution(unknown, found, base.added_km2)


def _miss(scenario: Scenario, assumption: Assumption, target: float) -> float:
    """Return output - target × land of the last year, 亿元: zero where the target is met exactly."""
    output, land = walk(scenario, assumption)
    if math.isnan(land[-1]):  # no land is left, so any output meets any target
        return float(output[-1])
    return float(output[-1] - target * land[-1])


def _root(function: Callable[[float], float], low: float, high: float) -> float | None:
    """Return where a monotone function is zero, None where it keeps its sign."""
    at_low, at_high = function(low), function(high)
    if at_low == 0:
        return low
    if (at_low < 0) == (at_high < 0):
        return None
    return float(brentq(function, low, high, xtol=1e-12, rtol=1e-12))


def _solution(unknown: Unknown, found: float | None, assumed: float) -> Solution:
    """Return a solution, or why there is none."""
    if found is not None:
        return Solution(unknown, found, assumed, None)
    return Solution(unknown, float("nan"), assumed, catalogue()[f"landuse.solve.none_{unknown}"])


def _land_of_pipeline(scenario: Scenario) -> float:
    """Return the land that the projects of the pipeline add until the last year."""
    return sum(
        project.land_km2
        for project in scenario.pipeline
        if scenario.base_year < project.year <= scenario.end_year
    )
