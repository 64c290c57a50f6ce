"""The register of indicators: every function with its quantities, unit and source."""

from collections.abc import Mapping
from typing import Final

from layout.errors import UnknownKeyError
from layout.landuse.indicators import benefit, building, per_mu, state
from layout.landuse.indicators.definition import Family, Indicator, Kernel

ZONES: Final = "zone_evaluation"
PROJECTS: Final = "control_indicators"
PER_MU: Final = "per_mu_reform"


def _entry(key: tuple[str, Family, str], kernel: Kernel, *, pair: tuple[str, str], unit: str) -> Indicator:
    """Return one entry of the register; `key` is id, family and document."""
    indicator_id, family, document = key
    return Indicator(indicator_id, family, *pair, unit=unit, kernel=kernel, source_id=document)


_ALL: Final = (
    _entry(
        ("land_development_rate", "state", ZONES),
        state.land_development_rate,
        pair=("ready_land", "developable_land"),
        unit="%",
    ),
    _entry(
        ("land_supply_rate", "state", ZONES),
        state.land_supply_rate,
        pair=("supplied_land", "ready_land"),
        unit="%",
    ),
    _entry(
        ("built_up_rate", "state", ZONES),
        state.built_up_rate,
        pair=("built_land", "supplied_land"),
        unit="%",
    ),
    _entry(
        ("industrial_land_rate", "state", ZONES),
        state.industrial_land_rate,
        pair=("industrial_land", "built_land"),
        unit="%",
    ),
    Indicator(
        "idle_land_rate",
        "state",
        "idle_land",
        "supplied_land",
        unit="%",
        kernel=state.idle_land_rate,
        source_id=ZONES,
        higher_is_better=False,
    ),
    _entry(
        ("floor_area_ratio", "intensity", ZONES),
        building.floor_area_ratio,
        pair=("floor_area", "built_land"),
        unit="ratio",
    ),
    _entry(
        ("building_density", "intensity", ZONES),
        building.building_density,
        pair=("footprint", "built_land"),
        unit="%",
    ),
    _entry(
        ("industrial_floor_area_ratio", "intensity", ZONES),
        building.industrial_floor_area_ratio,
        pair=("industrial_floor_area", "industrial_land"),
        unit="ratio",
    ),
    _entry(
        ("building_coefficient", "intensity", PROJECTS),
        building.building_coefficient,
        pair=("covered", "industrial_land"),
        unit="%",
    ),
    Indicator(
        "service_land_share",
        "intensity",
        "service_land",
        "industrial_land",
        unit="%",
        kernel=building.service_land_share,
        source_id=PROJECTS,
        higher_is_better=False,
    ),
    _entry(
        ("investment_intensity", "benefit", ZONES),
        benefit.investment_intensity,
        pair=("investment", "industrial_land"),
        unit="1e4 CNY/ha",
    ),
    _entry(
        ("land_output_rate", "benefit", ZONES),
        benefit.land_output_rate,
        pair=("output", "industrial_land"),
        unit="1e8 CNY/km2",
    ),
    _entry(
        ("tax_per_land", "benefit", ZONES),
        benefit.tax_per_land,
        pair=("tax", "industrial_land"),
        unit="1e4 CNY/ha",
    ),
    _entry(
        ("value_added_per_mu", "per_mu", PER_MU),
        per_mu.value_added_per_mu,
        pair=("value_added", "land"),
        unit="1e4 CNY/mu",
    ),
    _entry(("tax_per_mu", "per_mu", PER_MU), per_mu.tax_per_mu, pair=("tax", "land"), unit="1e4 CNY/mu"),
    _entry(
        ("labour_productivity", "per_mu", PER_MU),
        per_mu.labour_productivity,
        pair=("value_added", "employees"),
        unit="1e4 CNY/person",
    ),
    _entry(
        ("value_added_per_energy", "per_mu", PER_MU),
        per_mu.value_added_per_energy,
        pair=("value_added", "energy"),
        unit="1e4 CNY/tce",
    ),
    _entry(
        ("value_added_per_emission", "per_mu", PER_MU),
        per_mu.value_added_per_emission,
        pair=("value_added", "emissions"),
        unit="1e4 CNY/t",
    ),
    _entry(("rd_share", "per_mu", PER_MU), per_mu.rd_share, pair=("rd_spend", "revenue"), unit="%"),
)

INDICATORS: Final[Mapping[str, Indicator]] = {one.indicator_id: one for one in _ALL}


def indicator(indicator_id: str) -> Indicator:
    """Return an indicator of the register.

    Raises
    ------
    UnknownKeyError
        There is no such indicator.
    """
    if indicator_id not in INDICATORS:
        known = ", ".join(INDICATORS)
        raise UnknownKeyError(
            en=f"indicator {indicator_id!r}: not in the register; expected one of {known}",
            zh=f"指标 {indicator_id!r} 不在登记表中；应为以下之一：{known}",
        )
    return INDICATORS[indicator_id]
