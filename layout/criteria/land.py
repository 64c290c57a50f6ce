"""Land fit: how often the land need of the project goes into the approved area of the park.

The approved area is what the state catalogue of 2018 lists. It is not free land: most of it is built on, and many
parks have grown since. The criterion says whether a project of this size is of the order that the park was made
for, and nothing about vacancy.
"""

import math

import pandas as pd

from geodata.text import Bilingual
from layout.criteria.result import CriterionResult, collect_sources, numeric_series
from layout.entities.wording import plain, say


def measure_land_fit(sites: pd.DataFrame, *, land_need_ha: float) -> CriterionResult:
    """Return approved area ÷ land need at every site.

    Parameters
    ----------
    sites
        Index site_id; columns approved_area_ha (hectares, NaN for unknown), parent_park_id, source_ids.
    land_need_ha
        Land need of the project in hectares, above zero.

    Returns
    -------
    CriterionResult
        Raw value is a ratio without unit: 1 means that the project fills the approved area.
    """
    raw: dict[str, float] = {}
    missing: dict[str, Bilingual] = {}
    phrases: dict[str, Bilingual] = {}
    areas = zip(sites.index, sites["approved_area_ha"], sites["parent_park_id"], strict=True)
    for site_id, area_ha, parent in areas:
        if math.isnan(area_ha):
            raw[site_id] = math.nan
            missing[site_id] = no_area(parent)
            continue
        raw[site_id] = area_ha / land_need_ha
        key = "criterion.land_fit.phrase" if area_ha >= land_need_ha else "criterion.land_fit.phrase_small"
        phrases[site_id] = say(
            key, area=plain(area_ha), need=plain(land_need_ha), ratio=plain(area_ha / land_need_ha)
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
        source_ids=collect_sources(sites["source_ids"]),
    )


def no_area(parent: str) -> Bilingual:
    """Return why a park has no approved area: it is part of another one, or no source prints it."""
    return say("criterion.land_fit.missing_part") if parent else say("criterion.land_fit.missing")
