"""The part of a park or city that a figure is stated for.

A ratio is meaningful only when output and land cover the same ground. Sources say so in words ("directly managed
area", "southern zone only"); the table's notes keep these words, and this file reads them. A figure without such
words has the extent "" (not stated): it may be paired with another such figure, and never with a stated one.
"""

from collections.abc import Mapping
from typing import Final

from geodata.text import Bilingual
from layout.i18n import catalogue

PHRASES: Final[Mapping[str, str]] = {
    "directly managed area": "directly_managed",
    "southern zone only": "southern_zone",
    "Chayuan extension only": "chayuan_extension",
    "national perimeter only": "national_perimeter",
    "Longxing and Shichuan together": "longxing_shichuan",
    "built-up area of all parks": "all_parks",
    "old southern zone": "southern_zone",
}
"""Words of a note -> extent. The table of parks calls the catalogue area of one zone its "old southern zone"."""

NAMES: Final[Mapping[str, str]] = {
    "": "map.extent.not_stated",
    "directly_managed": "map.extent.directly_managed",
    "southern_zone": "map.extent.southern_zone",
    "chayuan_extension": "map.extent.chayuan_extension",
    "national_perimeter": "map.extent.national_perimeter",
    "longxing_shichuan": "map.extent.longxing_shichuan",
    "all_parks": "map.extent.all_parks",
}


def extent_of(note: str) -> str:
    """Return the extent that a note states, or "" where it states none.

    Examples
    --------
    >>> extent_of("southern zone only")
    'southern_zone'
    """
    return next((extent for phrase, extent in PHRASES.items() if phrase in note), "")


def extent_name(extent: str) -> Bilingual:
    """Return an extent in words."""
    return catalogue()[NAMES[extent]]
