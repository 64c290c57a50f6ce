"""The codes of the embedded tables (levels, kinds, units, qualifiers …) in the words of both languages."""

import re
from collections.abc import Mapping
from typing import Final

from geodata.text import Bilingual
from layout.i18n import catalogue, translate

LEVELS: Final[Mapping[str, str]] = {
    "national": "map.level.national",
    "municipal": "map.level.municipal",
    "interprovincial": "map.level.interprovincial",
}
TYPES: Final[Mapping[str, str]] = {
    "industrial_park": "map.type.industrial_park",
    "sub_park": "map.type.sub_park",
    "high_tech_zone": "map.type.high_tech_zone",
    "bonded_zone": "map.type.bonded_zone",
    "economic_tech_zone": "map.type.economic_tech_zone",
    "new_area": "map.type.new_area",
    "economic_zone": "map.type.economic_zone",
    "logistics_park": "map.type.logistics_park",
}
ZONE_KINDS: Final[Mapping[str, str]] = {
    "flagship": "map.zone_kind.flagship",
    "cluster_group": "map.zone_kind.cluster_group",
    "functional_region": "map.zone_kind.functional_region",
}
MEMBERSHIPS: Final[Mapping[str, str]] = {
    "whole": "map.membership.whole",
    "part": "map.membership.part",
    "none": "map.membership.none",
}
INFRASTRUCTURE_KINDS: Final[Mapping[str, str]] = {
    "airport": "map.infrastructure.airport",
    "river_port": "map.infrastructure.river_port",
    "rail_freight_hub": "map.infrastructure.rail_freight_hub",
    "rail_station": "map.infrastructure.rail_station",
    "power_plant": "map.infrastructure.power_plant",
    "logistics_park": "map.infrastructure.logistics_park",
    "steel_plant": "map.infrastructure.steel_plant",
    "cement_plant": "map.infrastructure.cement_plant",
}
STATUSES: Final[Mapping[str, str]] = {
    "operating": "map.status.operating",
    "being converted": "map.status.being_converted",
    "planned or operating": "map.status.planned_or_operating",
    "planned": "map.status.planned",
    "announced": "map.status.announced",
    "pre-construction": "map.status.pre_construction",
    "construction": "map.status.construction",
    "shelved": "map.status.shelved",
    "cancelled": "map.status.cancelled",
    "retired": "map.status.retired",
    "closed": "map.status.closed",
    "closed to passengers": "map.status.closed_to_passengers",
}
SUBKINDS: Final[Mapping[str, str]] = {
    "civil": "map.subkind.civil",
    "former": "map.subkind.former",
    "planned": "map.subkind.planned",
    "integrated": "map.subkind.integrated",
    "grinding": "map.subkind.grinding",
    "rail": "map.subkind.rail",
    "road": "map.subkind.road",
    "coal": "map.subkind.coal",
    "coal_mine_methane": "map.subkind.coal_mine_methane",
    "gas": "map.subkind.gas",
    "hydro": "map.subkind.hydro",
    "pumped_storage": "map.subkind.pumped_storage",
    "container_centre": "map.subkind.container_centre",
    "freight_station": "map.subkind.freight_station",
    "logistics_centre": "map.subkind.logistics_centre",
    "marshalling_yard": "map.subkind.marshalling_yard",
    "high_speed": "map.subkind.high_speed",
}
BASES: Final[Mapping[str, str]] = {
    "computed": "map.basis.computed",
    "printed": "map.basis.printed",
    "refused": "map.basis.refused",
    "missing": "map.basis.missing",
}
"""Status of an output intensity (`layout.landuse.tables`)."""

FOUNDATIONS: Final[Mapping[str, str]] = {
    "figure": "landuse.basis.figure",
    "office": "landuse.basis.office",
    "estimate": "landuse.basis.estimate",
    "parks": "landuse.basis.parks",
    "missing": "map.basis.missing",
}
"""What an intensity of the land-efficiency page rests on (`layout.workflow.landuse.efficiency_map`)."""

QUALIFIERS: Final[Mapping[str, str]] = {
    "exact": "map.qualifier.exact",
    "at_least": "map.qualifier.at_least",
    "at_most": "map.qualifier.at_most",
    "about": "map.qualifier.about",
}
CONFIDENCES: Final[Mapping[str, str]] = {
    "seen_primary": "map.confidence.seen_primary",
    "seen_secondary": "map.confidence.seen_secondary",
    "recalled": "map.confidence.recalled",
    "office": "map.confidence.office",
}
VINTAGES: Final[Mapping[str, str]] = {"38": "map.vintage.38", "37": "map.vintage.37"}
UNITS: Final[Mapping[str, str]] = {
    "1e8 CNY": "map.unit.yi_cny",
    "1e8 CNY/km2": "domain.unit.yi_per_km2",
    "1e4 CNY/mu": "domain.unit.wan_per_mu",
    "persons": "map.unit.persons",
    "km2": "map.unit.km2",
    "ha": "map.unit.ha",
    "%": "map.unit.percent",
    "enterprises": "map.unit.enterprises",
    "districts": "map.unit.districts",
    "parks": "map.unit.parks",
    "factories": "map.unit.factories",
    "workshops": "map.unit.workshops",
    "nodes": "map.unit.nodes",
    "chains": "map.unit.chains",
    "products": "map.unit.products",
    "vehicles": "map.unit.vehicles",
    "m": "map.unit.metres",
    "km": "map.unit.kilometres",
}


def word(family: Mapping[str, str], code: str) -> Bilingual:
    """Return the words for `code`; a code that the family lacks (from a user's own table) stands as it is.

    Parameters
    ----------
    family
        One of the tables of this module: code -> key of the message catalogue.
    code
        The code as the table has it.

    Examples
    --------
    >>> word(LEVELS, "municipal").zh
    '市级'
    """
    key = family.get(code)
    return catalogue()[key] if key is not None else Bilingual(en=code, zh=code)


def words(family: Mapping[str, str]) -> dict[str, Bilingual]:
    """Return the words of every code of the family, in its order."""
    return {code: word(family, code) for code in family}


_PERIOD: Final = re.compile(r"(?P<unit>[QM])(?P<first>\d+)(?:-[QM](?P<last>\d+))?")
_PERIODS: Final = {
    ("Q", False): "map.period.quarter",
    ("Q", True): "map.period.quarters",
    ("M", False): "map.period.month",
    ("M", True): "map.period.months",
}


def period_name(period: str) -> Bilingual:
    """Return the part of a year that a figure covers, in words; a code of another form stands as it is.

    Parameters
    ----------
    period
        "FY", "Q1", "Q1-Q3", "M01-M10" and the like.

    Examples
    --------
    >>> period_name("Q1-Q3").en
    'quarters 1 to 3'
    """
    if period == "FY":
        return catalogue()["map.period.year"]
    found = _PERIOD.fullmatch(period)
    if found is None:
        return Bilingual(en=period, zh=period)
    first, last = int(found["first"]), int(found["last"] or found["first"])
    key = _PERIODS[found["unit"], last != first]
    return Bilingual(
        en=translate(key, "en", first=first, last=last), zh=translate(key, "zh", first=first, last=last)
    )
