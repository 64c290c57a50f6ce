"""What a question for a map layer is, and what is wrong with one that is not understood."""

from collections.abc import Mapping

import geopandas as gpd

from layout.errors import LayoutError
from layout.viz.spec import StyleSpec

Question = Mapping[str, str]
"""Plain words, the same that stand in the URL."""
Drawn = tuple[gpd.GeoDataFrame, StyleSpec]


class UnknownPayloadError(LayoutError, KeyError):
    """A layer that the map does not offer, or a question that it does not understand."""


def unknown(found: str, expected: str) -> UnknownPayloadError:
    """Return the error for a layer or choice that does not exist.

    Parameters
    ----------
    found, expected
        What was asked for, and what there is.
    """
    return UnknownPayloadError(
        en=f"map layer {found}: not offered; expected one of {expected}",
        zh=f"地图图层 {found}：未提供；应为 {expected} 之一",
    )


def one_of(value: str, allowed: tuple[str, ...]) -> str:
    """Return `value` if it is one of `allowed`.

    Raises
    ------
    UnknownPayloadError
        It is none of them.
    """
    if value not in allowed:
        raise unknown(value, ", ".join(allowed))
    return value
