"""Land fit: how often the land need of the project goes into the approved area of the park, or into the office's own site.

The approved area is what the state catalogue of 2018 lists. It is not free land: most of it is built on, and many
parks have grown since. The criterion says whether a project of this size is of the order that the park was made
for, and nothing about vacancy. An own site counts with the free land that the office states, else with its parcel.
"""

import math

import pandas as pd

from geodata.text import Bilingual
from layout.criteria.result import CriterionResult, collect_sources, numeric_series
from layout.entities.wording import plain, say

APPROVED, FREE, OWN = "approved", "free", "own"


def measure_land_fit(sites: pd.DataFrame, *, land_need_ha: float) -> CriterionResult:
    """Return approved area ÷ land need at every site.

    Parameters
    ----------
    sites
        Index site_id; columns approved_area_ha (hectares, NaN for unknown), parent_park_id, source_ids; for own sites
        those of `site_land`.
    land_need_ha
        Land need of the project in hectares, above zero.

    Returns
    -------
    CriterionResult
        Raw value is a ratio without unit: 1 means that the project fills the area.
    """
    raw: dict[str, float] = {}
    missing: dict[str, Bilingual] = {}
    phrases: dict[str, Bilingual] = {}
    land = site_land(sites)
    areas = zip(sites.index, land["area_ha"], land["basis"], sites["parent_park_id"], strict=True)
    for site_id, area_ha, basis, parent in areas:
        if math.isnan(area_ha):
            raw[site_id] = math.nan
            missing[site_id] = say("criterion.land_fit.missing_own") if basis == OWN else no_area(parent)
            continue
        raw[site_id] = area_ha / land_need_ha
        key = "criterion.land_fit.phrase" if basis == APPROVED else f"criterion.land_fit.phrase_{basis}"
        phrases[site_id] = say(
            key if area_ha >= land_need_ha else f"{key}_small",
            area=plain(area_ha),
            need=plain(land_need_ha),
            ratio=plain(area_ha / land_need_ha),
        )
    series = numeric_series(raw)
    return CriterionResult(
        criterion_id="land_fit",
        title=say("criterion.land_fit.title"),
        description=say("criterion.land_fit.description"),
        unit=say("criterion.land_fit.unit"),
        raw=series,
        low=series,
        high=series,
        missing=missing,
        phrases=phrases,
        notes=(say("criterion.land_fit.note_mixed"),) if len(set(land["basis"])) > 1 else (),
        source_ids=collect_sources(sites["source_ids"]),
    )


def site_land(sites: pd.DataFrame) -> pd.DataFrame:
    """Return the land that a project could take at each site, and what kind of figure it is.

    Parameters
    ----------
    sites
        Index site_id; column approved_area_ha; free_land_ha where the office states it; for own sites also origin
        ("" for a park), land_ha and land_basis (stated or measured).

    Returns
    -------
    pandas.DataFrame
        area_ha (NaN for unknown) and basis: free land where it is stated, else approved for a park, stated or measured
        for an own site, "own" where that has none.
    """
    columns = {"area_ha": sites["approved_area_ha"], "basis": APPROVED}
    land = pd.DataFrame(columns, index=sites.index).astype({"basis": object})
    if "origin" in sites:
        own = sites["origin"] != ""
        land["area_ha"] = land["area_ha"].where(~own, sites["land_ha"])
        land["basis"] = land["basis"].where(~own, sites["land_basis"].replace("", OWN))
    if "free_land_ha" in sites:
        free = sites["free_land_ha"].notna()
        land["area_ha"] = land["area_ha"].where(~free, sites["free_land_ha"])
        land["basis"] = land["basis"].where(~free, FREE)
    return land


def no_area(parent: str) -> Bilingual:
    """Return why a park has no approved area: it is part of another one, or no source prints it."""
    return say("criterion.land_fit.missing_part") if parent else say("criterion.land_fit.missing")
