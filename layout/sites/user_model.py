"""What the office's own sites are placed among, what is said of them, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
from shapely.geometry.base import BaseGeometry

from layout.sites.user_places import Ground

OWN: Final = "office"
USER_COLUMNS: Final = (
    "origin",
    "land_ha",
    "land_basis",
    "stated_ha",
    "measured_ha",
    "free_land_ha",
    "target_area_ha",
    "host_basis",
    "district_shares",
    "nearest_park_id",
    "nearest_park_km",
    "elevation_mean_m",
    "elevation_min_m",
    "elevation_max_m",
)
"""What own sites have beside `SITE_COLUMNS`; hectares, km, metres. `origin` is "office" for them and "" for a park."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The tables that own sites are placed among.

    Parameters
    ----------
    parks, districts, clusters
        The tables of facts.
    ground
        Outlines of the districts and the table of zones.
    park_outlines
        Polygons of parks by park_id, where the office has given them.
    """

    parks: pd.DataFrame
    districts: pd.DataFrame
    clusters: pd.DataFrame
    ground: Ground
    park_outlines: Mapping[str, BaseGeometry]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about a whole layer of own sites.

    Parameters
    ----------
    origin
        Its name in messages.
    precision_m
        Position precision of points that state none; None where nobody said.
    inherit_clusters
        Whether a site that names no cluster takes those of the park that it lies in.
    """

    origin: str
    precision_m: float | None = None
    inherit_clusters: bool = False


@dataclass(frozen=True, slots=True)
class OwnSites:
    """Own sites, ready to be ranked beside parks.

    Parameters
    ----------
    frame
        Index site_id, columns `SITE_COLUMNS` and `USER_COLUMNS`.
    outlines
        The polygon of each site that has one, degrees WGS84.
    shares
        For each site the share in each district (adcode -> 0 to 1), the greatest first.
    ignored
        Columns of the layer that say nothing known.
    """

    frame: pd.DataFrame
    outlines: Mapping[str, BaseGeometry]
    shares: Mapping[str, Mapping[str, float]]
    ignored: tuple[str, ...]
