"""Candidate sites: the parks of the table with what a ranking needs to know of them."""

import numpy as np
import pandas as pd

from layout.entities.candidates import Candidates
from layout.errors import EmptyCandidatesError

SITE_COLUMNS = (
    "name_zh",
    "name_en",
    "level",
    "type",
    "adcode",
    "district_zh",
    "district_en",
    "zone_ids",
    "approved_area_ha",
    "approved_date",
    "leading_industries_zh",
    "leading_industries_en",
    "cluster_ids",
    "parent_park_id",
    "lon",
    "lat",
    "position_precision_m",
    "position_basis",
    "source_ids",
    "confidence",
    "note",
)
"""Columns of a site frame; areas in hectares, positions in degrees WGS84, precision in metres."""

OFFICE_COLUMNS = ("measured_area_ha", "free_land_ha")
"""What the office's own parks add: hectares, NaN where it says nothing."""


def site_frame(parks: pd.DataFrame, districts: pd.DataFrame) -> pd.DataFrame:
    """Return every park as a site: index site_id, columns `SITE_COLUMNS`, and `OFFICE_COLUMNS` where the table has them.

    Parameters
    ----------
    parks
        The table of parks.
    districts
        The table of districts (adcode, name_zh, name_en); a park across districts has none and keeps "".
    """
    names_zh = dict(zip(districts["adcode"], districts["name_zh"], strict=True))
    names_en = dict(zip(districts["adcode"], districts["name_en"], strict=True))
    sites = parks.assign(
        district_zh=[names_zh.get(code, "") for code in parks["adcode"]],
        district_en=[names_en.get(code, "") for code in parks["adcode"]],
    )
    index = pd.Index(list(parks["park_id"]), name="site_id", dtype=object)
    return sites.set_index(index)[[*SITE_COLUMNS, *(name for name in OFFICE_COLUMNS if name in parks)]]


def select_candidates(sites: pd.DataFrame, candidates: Candidates) -> pd.DataFrame:
    """Return the sites that the case compares, in the order of the table.

    Levels, types and industry words choose among parks; `include` chooses among parks and among own sites each where it
    names one of them, `exclude` among all.

    Raises
    ------
    EmptyCandidatesError
        No site meets the choice.
    """
    own = sites["origin"] != "" if "origin" in sites else pd.Series(data=False, index=sites.index)
    chosen = own | _chosen_parks(sites, candidates)
    for group in (own, ~own):
        named = group & sites.index.isin(candidates.include)
        if named.any():
            chosen &= named | ~group
    chosen &= ~sites.index.isin(candidates.exclude)
    if not chosen.any():
        raise EmptyCandidatesError(
            en=f"[candidates]: none of the {len(sites)} {'sites' if own.any() else 'parks'} meets levels, types,"
            " industry_words_zh, include and exclude together; relax one of them.",
            zh=f"[candidates]：{len(sites)} 个{'候选地' if own.any() else '园区'}中没有同时满足 levels、types、industry_words_zh、"
            "include 与 exclude 的候选地；请放宽其中一项。",
        )
    return sites[chosen]


def _chosen_parks(sites: pd.DataFrame, candidates: Candidates) -> pd.Series:
    """Return which rows have the levels, types and industries asked for."""
    chosen = pd.Series(data=True, index=sites.index)
    if candidates.levels:
        chosen &= sites["level"].isin(candidates.levels)
    if candidates.types:
        chosen &= sites["type"].isin(candidates.types)
    if candidates.industry_words_zh:
        words = candidates.industry_words_zh
        chosen &= np.array(
            [
                any(word in name for name in names for word in words)
                for names in sites["leading_industries_zh"]
            ]
        )
    return chosen
