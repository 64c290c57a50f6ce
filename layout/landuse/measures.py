"""What is measured of a project: the figure of its brief above the line, its parcel below, the unit of the limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.text import Bilingual
from geodata.units import (
    yi_per_km2_to_cny_per_m2,
    yi_per_km2_to_wan_per_ha,
    yi_per_km2_to_wan_per_mu,
)
from layout.i18n import catalogue

_INTENSITY_UNITS: Final[Mapping[str, float]] = {
    "yi_per_km2": 1.0,
    "wan_per_ha": yi_per_km2_to_wan_per_ha(1.0),
    "wan_per_mu": yi_per_km2_to_wan_per_mu(1.0),
    "cny_per_m2": yi_per_km2_to_cny_per_m2(1.0),
}
"""Unit -> how many of it are one 亿元/km²."""

_SHARE_UNITS: Final[Mapping[str, float]] = {"pct": 1.0, "ratio": 0.01}
_FLOOR_UNITS: Final[Mapping[str, float]] = {"ratio": 1.0}


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a project per its parcel.

    Parameters
    ----------
    indicator_id
        As in the register of rules and the office's table.
    figure
        Field of the brief above the line: money in 亿元, areas in km².
    unit
        Unit in which limits are kept: pct, ratio, yi_per_km2 or wan_per_ha.
    """

    indicator_id: str
    figure: str
    unit: str

    @property
    def name(self) -> Bilingual:
        """Return the name of the measure."""
        return catalogue()[f"landuse.measure.{self.indicator_id}"]

    @property
    def units(self) -> tuple[str, ...]:
        """Return the units that a table may use for it."""
        return tuple(_family(self.unit))

    @property
    def factor(self) -> float:
        """Return what figure ÷ parcel (亿元/km² or km²/km²) is multiplied with to be in `unit`."""
        return 100.0 if self.unit == "pct" else _family(self.unit)[self.unit]


MEASURES: Final[Mapping[str, Measure]] = {
    one.indicator_id: one
    for one in (
        Measure("floor_area_ratio", "floor_area_km2", "ratio"),
        Measure("building_coefficient", "covered_km2", "pct"),
        Measure("service_land_share", "service_land_km2", "pct"),
        Measure("green_ratio", "green_km2", "pct"),
        Measure("investment_intensity", "investment_yi", "wan_per_ha"),
        Measure("output_per_km2", "output_yi", "yi_per_km2"),
        Measure("tax_per_land", "tax_yi", "wan_per_ha"),
        Measure("value_added_per_land", "value_added_yi", "wan_per_mu"),
    )
}


def to_unit(value: float, unit: str, *, wanted: str) -> float:
    """Return a limit in another unit of its family.

    Parameters
    ----------
    value, unit
        The limit and its unit.
    wanted
        Unit that is needed.

    Raises
    ------
    ValueError
        The two are not units of one family, or the value is not a finite positive number or zero.

    Examples
    --------
    >>> to_unit(500.0, "wan_per_mu", wanted="wan_per_ha")
    7500.0
    """
    family = _family(wanted)
    if unit not in family or not 0 <= value < float("inf"):
        message = f"to_unit: {value!r} {unit!r} cannot be turned into {wanted!r}; expected one of {', '.join(family)}"
        raise ValueError(message)
    return value / family[unit] * family[wanted]


def _family(unit: str) -> Mapping[str, float]:
    """Return the units that `unit` can be turned into."""
    if unit in _INTENSITY_UNITS:
        return _INTENSITY_UNITS
    return _SHARE_UNITS if unit == "pct" else _FLOOR_UNITS
