"""Target contribution: which share of the park's target output the project would bring.

Pair of definitions: planned gross output of the project ÷ (target intensity × approved area of the park). The plan
defines neither numerator nor land of its target; the park's present output is not known for most parks and is not
in the figure. So it is the project's share of the whole target, not of the gap that is left.
"""

import math
from typing import TYPE_CHECKING

import pandas as pd

from geodata.units import ha_to_km2
from layout.criteria.land import no_area
from layout.criteria.result import CriterionResult, collect_sources, numeric_series
from layout.entities.wording import plain, say

if TYPE_CHECKING:
    from geodata.text import Bilingual

PER_CENT = 100.0
YI_PER_BILLION = 10.0
"""1 billion CNY = 10 亿元; English sentences count in billions."""


def measure_target_contribution(
    sites: pd.DataFrame, *, output_yi: float, intensity_yi_per_km2: float
) -> CriterionResult:
    """Return output ÷ (target intensity × approved area) at every site, in percent.

    Parameters
    ----------
    sites
        Index site_id; columns approved_area_ha (hectares, NaN for unknown), parent_park_id, source_ids.
        An own site (column origin) counts with target_area_ha, the approved area of the park that it lies in.
    output_yi
        Planned gross output of the project, 亿元 a year.
    intensity_yi_per_km2
        Target intensity, 亿元/km².

    Returns
    -------
    CriterionResult
        Raw value in percent; above 100 the project alone would exceed the target output of the approved area.
    """
    raw: dict[str, float] = {}
    missing: dict[str, Bilingual] = {}
    phrases: dict[str, Bilingual] = {}
    areas, own = _target_areas(sites)
    rows = zip(sites.index, areas, sites["parent_park_id"], own, strict=True)
    for site_id, area_ha, parent, is_own in rows:
        if math.isnan(area_ha) or area_ha <= 0:
            raw[site_id] = math.nan
            missing[site_id] = say("criterion.target_contribution.missing_own") if is_own else no_area(parent)
            continue
        asked_yi = intensity_yi_per_km2 * ha_to_km2(area_ha)
        raw[site_id] = PER_CENT * output_yi / asked_yi
        phrases[site_id] = say(
            "criterion.target_contribution.phrase_host" if is_own else "criterion.target_contribution.phrase",
            share=plain(raw[site_id]),
            asked=plain(asked_yi),
            asked_bn=plain(asked_yi / YI_PER_BILLION),
            target=plain(intensity_yi_per_km2),
            target_bn=plain(intensity_yi_per_km2 / YI_PER_BILLION),
        )
    series = numeric_series(raw)
    return CriterionResult(
        criterion_id="target_contribution",
        title=say("criterion.target_contribution.title"),
        description=say("criterion.target_contribution.description"),
        unit=say("criterion.target_contribution.unit"),
        raw=series,
        low=series,
        high=series,
        missing=missing,
        phrases=phrases,
        source_ids=collect_sources(sites["source_ids"]),
    )


def _target_areas(sites: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the land of each site that the target is asked of, in hectares, and which sites are the office's own."""
    approved = sites["approved_area_ha"]
    if "origin" not in sites:
        return approved, pd.Series(data=False, index=sites.index)
    own = sites["origin"] != ""
    return approved.where(~own, sites["target_area_ha"]), own
