"""A project's brief against limits (标准地): pass, fail or not evaluated, by how much, and what would pass."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field

from geodata.text import Bilingual
from layout.entities.model import FrozenModel, Text, UniqueTuple, Words
from layout.entities.wording import say
from layout.i18n import catalogue
from layout.landuse.controls import SIX, Control, most_specific
from layout.landuse.measures import MEASURES, Measure

Outcome = Literal["pass", "fail", "not_evaluated"]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]

_ROUNDING: Final = 1e-9
"""A figure that misses a limit by less than the last bits of its own division keeps it."""


class ProjectBrief(FrozenModel):
    """What a project promises. Only parcel and name are needed; what is not stated is not evaluated.

    Parameters
    ----------
    name, note
        Name, and where the figures come from.
    land_km2
        Parcel, km².
    output_yi, tax_yi, value_added_yi
        Annual figures at full production, 亿元.
    investment_yi
        Fixed-asset investment with the price of land, 亿元.
    floor_area_km2, covered_km2, service_land_km2, green_km2
        Floor area (a storey above 8 m twice), ground of buildings, structures and yards, land of offices and living
        services, green land; km².
    adcode, branch, zone_ids
        District, two-digit branch of GB/T 4754-2002, layout zones.
    """

    name: Words
    note: Words
    land_km2: Positive
    output_yi: Amount | None = None
    tax_yi: Amount | None = None
    value_added_yi: Amount | None = None
    investment_yi: Amount | None = None
    floor_area_km2: Amount | None = None
    covered_km2: Amount | None = None
    service_land_km2: Amount | None = None
    green_km2: Amount | None = None
    adcode: str = ""
    branch: str = ""
    zone_ids: UniqueTuple[Text] = ()

    def figure(self, measure: Measure) -> float:
        """Return the figure above the line of a measure, NaN where the brief does not state it."""
        value = getattr(self, measure.figure)
        return float("nan") if value is None else float(value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One limit against the brief.

    Parameters
    ----------
    indicator_id
        The measure.
    control
        The limit, None where no source here gives one.
    outcome, reason
        pass, fail or not_evaluated; why not evaluated.
    value, limit
        In the unit of the measure; NaN where unknown.
    margin, margin_share
        Distance on the good side (negative: short by), in the unit, and as a share of the limit.
    largest_land_km2, smallest_land_km2
        The parcel at which the limit is just kept with the figure as it is: the largest for a floor, the smallest
        for a ceiling.
    smallest_figure, largest_figure
        The figure (亿元 or km²) at which it is just kept on the parcel as it is.
    """

    indicator_id: str
    control: Control | None
    outcome: Outcome
    reason: Bilingual | None
    value: float = math.nan
    limit: float = math.nan
    margin: float = math.nan
    margin_share: float = math.nan
    largest_land_km2: float = math.nan
    smallest_land_km2: float = math.nan
    smallest_figure: float = math.nan
    largest_figure: float = math.nan

    @property
    def binding(self) -> bool:
        """Return whether a failure refuses the project."""
        return self.control is not None and not self.control.indicative


def land_entitlement_km2(output_yi: float, *, target: float) -> float:
    """Return the land in km² that an annual output may claim at a target: output ÷ target.

    Parameters
    ----------
    output_yi
        亿元 a year.
    target
        亿元/km².

    Examples
    --------
    >>> land_entitlement_km2(30.0, target=75.0)
    0.4
    """
    if not (math.isfinite(output_yi) and output_yi >= 0 and math.isfinite(target) and target > 0):
        return math.nan
    return output_yi / target


def check_project(brief: ProjectBrief, controls: Iterable[Control]) -> tuple[Finding, ...]:
    """Return one finding a limit that holds for the project, and one for each of the six indicators without a limit.

    Parameters
    ----------
    brief
        The project.
    controls
        Embedded, office and target limits.
    """
    holding = most_specific(
        control for control in controls if control.holds_for(brief.adcode, brief.branch, zones=brief.zone_ids)
    )
    findings = [_finding(brief, control) for control in holding]
    limited = {control.indicator_id for control in holding}
    findings += [_no_limit(brief, name) for name in SIX if name not in limited]
    order = list(MEASURES)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.indicator_id)))


def verdict(findings: Iterable[Finding]) -> Outcome:
    """Return fail where a binding limit fails, not_evaluated where none fails but one of the six could not be judged."""
    found = tuple(findings)
    if any(one.binding and one.outcome == "fail" for one in found):
        return "fail"
    judged = {one.indicator_id for one in found if one.binding and one.outcome == "pass"}
    return "pass" if judged >= set(SIX) else "not_evaluated"


def _finding(brief: ProjectBrief, control: Control) -> Finding:
    """Return a limit against the brief."""
    measure = MEASURES[control.indicator_id]
    figure = brief.figure(measure)
    floor = control.operator == "ge"
    per_land = control.value / measure.factor  # the limit in 亿元/km² or km²/km²
    border = {
        "smallest_figure" if floor else "largest_figure": per_land * brief.land_km2,
        "limit": control.value,
    }
    if math.isnan(figure):
        reason = say("landuse.check.not_stated", figure=catalogue()[f"landuse.figure.{measure.figure}"])
        return Finding(control.indicator_id, control, "not_evaluated", reason, **border)
    value = figure / brief.land_km2 * measure.factor
    margin = value - control.value if floor else control.value - value
    kept = margin >= -_ROUNDING * max(control.value, 1.0)
    if per_land > 0:
        border["largest_land_km2" if floor else "smallest_land_km2"] = figure / per_land
    return Finding(
        control.indicator_id,
        control,
        "pass" if kept else "fail",
        None,
        value=value,
        margin=margin,
        margin_share=margin / control.value if control.value else math.nan,
        **border,
    )


def _no_limit(brief: ProjectBrief, indicator_id: str) -> Finding:
    """Return the finding on an indicator for which no limit is known."""
    measure = MEASURES[indicator_id]
    value = brief.figure(measure) / brief.land_km2 * measure.factor
    return Finding(indicator_id, None, "not_evaluated", catalogue()["landuse.check.no_limit"], value=value)
