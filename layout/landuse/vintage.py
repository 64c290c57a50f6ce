"""Which administrative units a figure was counted on, and whether it may be shown on a given map.

Until November 2025 the municipality had 38 units; since then it has 37: Jiangbei (500105) and Yubei (500112) gave
way to a new Liangjiang district with parts of Beibei, and Beibei (500109) gained five towns. On the 37-unit map the
code 500105 names the new Liangjiang: joining by code alone would give it the figures of Jiangbei.
"""

from typing import Final, Literal

from layout.errors import UnlikePairError

Vintage = Literal["38", "37"]

CHANGED_UNITS: Final = frozenset({"500105", "500109", "500112"})
"""Codes whose area differs between the two maps; 500105 names two different units."""

LAST_YEAR_OF_38: Final = 2024
FIRST_YEAR_OF_37: Final = 2026


def unit_changed(adcode: str) -> bool:
    """Return whether the unit with this code was abolished, created or redrawn in November 2025."""
    return adcode in CHANGED_UNITS


def counted_on(year: int) -> Vintage | None:
    """Return the vintage that figures of `year` were counted on, None for 2025, when it depends on the month."""
    if year <= LAST_YEAR_OF_38:
        return "38"
    return "37" if year >= FIRST_YEAR_OF_37 else None


def may_show(adcode: str, year: int, *, vintage: Vintage) -> bool:
    """Return whether a figure of `year` for the unit `adcode` describes the unit of that code on the map.

    Parameters
    ----------
    adcode
        Six-digit code of the unit that the figure names.
    year
        Year of the figure.
    vintage
        "38" or "37": the map that it is to be shown on.

    Raises
    ------
    UnlikePairError
        There is no such vintage.
    """
    if vintage not in ("38", "37"):
        raise UnlikePairError(
            en=f"Administrative vintage {vintage!r}: expected 38 (until November 2025) or 37 (since).",
            zh=f"行政区划版本 {vintage!r} 无效；应为 38（2025 年 11 月前）或 37（之后）。",
        )
    return counted_on(year) == vintage or not unit_changed(adcode)
