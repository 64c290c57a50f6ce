"""Policy role: what the plans want of the zone in which the park lies; the best of its zones counts.

Membership is by district, and for the two flagship zones only where a source, a name or the address puts the park
inside. So a park that is not recorded in a flagship zone may still lie in it.
"""

from collections.abc import Mapping

import pandas as pd

from geodata.text import Bilingual
from layout.criteria.result import CriterionResult, category_series, collect_sources
from layout.entities.wording import say


def measure_policy_role(
    sites: pd.DataFrame, zones: pd.DataFrame, *, level_values: Mapping[str, float]
) -> CriterionResult:
    """Return the zone of every site that the case values most.

    Parameters
    ----------
    sites
        Index site_id; column zone_ids (tuples).
    zones
        Columns zone_id, kind, name_zh, name_en, role_zh, role_en, source_ids.
    level_values
        Value of each level: a zone_id where the case names the zone, else its kind.

    Returns
    -------
    CriterionResult
        Raw value is the zone_id, the level is the zone_id or the kind. Of zones of equal value, the first counts.
    """
    kinds = dict(zip(zones["zone_id"], zones["kind"], strict=True))
    names = _names(zones)
    raw: dict[str, str | None] = {}
    levels: dict[str, str | None] = {}
    missing: dict[str, Bilingual] = {}
    phrases: dict[str, Bilingual] = {}
    for site_id, zone_ids in zip(sites.index, sites["zone_ids"], strict=True):
        level_of = {zone: zone if zone in level_values else kinds[zone] for zone in zone_ids}
        if not level_of:
            raw[site_id] = levels[site_id] = None
            missing[site_id] = say("criterion.policy_role.missing")
            continue
        best = max(level_of, key=lambda zone: level_values[level_of[zone]])
        raw[site_id], levels[site_id] = best, level_of[best]
        name, role = names[best]
        phrases[site_id] = say("criterion.policy_role.phrase", zone=name, role=role)
    series = category_series(raw)
    return CriterionResult(
        criterion_id="policy_role",
        title=say("criterion.policy_role.title"),
        description=say("criterion.policy_role.description"),
        unit=say("criterion.policy_role.unit"),
        raw=series,
        low=series,
        high=series,
        missing=missing,
        phrases=phrases,
        levels=category_series(levels),
        source_ids=collect_sources(zones["source_ids"]),
    )


def _names(zones: pd.DataFrame) -> dict[str, tuple[Bilingual, Bilingual]]:
    """Return name and role of every zone."""
    columns = (zones[column] for column in ("zone_id", "name_en", "name_zh", "role_en", "role_zh"))
    return {
        zone: (Bilingual(en=name_en, zh=name_zh), Bilingual(en=role_en, zh=role_zh))
        for zone, name_en, name_zh, role_en, role_zh in zip(*columns, strict=True)
    }
