"""Which statistic measures which goal. A goal without a link has no figure in the tables of the product."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

CITY: Final = "500000"
_ADCODE_LENGTH: Final = 6

EntityKind = Literal["city", "district", "zone", "park"]


@dataclass(frozen=True, slots=True)
class Link:
    """A statistic that speaks of a goal.

    Parameters
    ----------
    indicator_id
        Indicator of the table of statistics.
    comparable
        Whether it is defined as the goal is. A figure of another or an unstated definition is shown beside the goal and
        never measured against it.
    """

    indicator_id: str
    comparable: bool = True


LINKS: Final[Mapping[str, Link]] = {
    "revenue_2027": Link("operating_revenue"),
    "strategic_share_2027": Link("strategic_share"),
    "little_giants_2027": Link("little_giants"),
    "hightech_firms_2027": Link("hightech_firms"),
    "tech_firms_2027": Link("tech_firms"),
    # the figures of 2007 and 2012 state neither numerator nor land
    "output_per_km2_2027": Link("output_per_km2", comparable=False),
    "gross_output_2025": Link("gross_output"),
    "parks_output_2027": Link("parks_gross_output"),
    "parks_output_2030": Link("parks_gross_output"),
    "hechuan_output_2027": Link("gross_output"),
    "hechuan_gdp_2027": Link("gdp"),
    "biocity_output_2025": Link("gross_output"),
    "biocity_output_2030": Link("gross_output"),
}


def entity_of(scope: str, *, zones: frozenset[str]) -> tuple[EntityKind, str]:
    """Return kind and id of what a goal is about.

    Parameters
    ----------
    scope
        500000 (the municipality), an adcode, a zone or a park.
    zones
        Ids of the layout zones.

    Examples
    --------
    >>> entity_of("500117", zones=frozenset())
    ('district', '500117')
    """
    if scope == CITY:
        return "city", scope
    if len(scope) == _ADCODE_LENGTH and scope.isdigit():
        return "district", scope
    return ("zone" if scope in zones else "park"), scope
