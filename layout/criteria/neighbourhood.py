"""Cluster neighbourhood: how many other parks near a site carry the cluster of the project.

All parks of the table count, candidates or not, so that the choice of candidates changes no value. A park and its
sub-parks are one family and count once; the site's own family does not count (cluster fit judges it). Parks without
a recorded cluster are not counted, so the figure is a lower bound of what is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.convert.distance import geodesic_distance_km
from geodata.text import Bilingual
from layout.criteria.positions import has_position, precision_km
from layout.criteria.result import CriterionResult, collect_sources, numeric_series
from layout.entities.wording import listing, plain, say

Array = npt.NDArray[np.float64]

NAMED = 3


@dataclass(frozen=True)
class Neighbours:
    """Families that carry the cluster near one site: count, least and greatest possible count, nearest names."""

    count: int
    least: int
    most: int
    names: tuple[Bilingual, ...]


def family_roots(parks: pd.DataFrame) -> dict[str, str]:
    """Return the topmost parent of every park (the park itself where it has none).

    Parameters
    ----------
    parks
        Columns park_id, parent_park_id ("" for none). A parent outside the table ends the chain; a circle too.
    """
    parents = dict(zip(parks["park_id"], parks["parent_park_id"], strict=True))
    roots: dict[str, str] = {}
    for park_id in parents:
        root, seen = park_id, {park_id}
        while parents.get(root) and parents[root] not in seen:
            root = parents[root]
            seen.add(root)
        roots[park_id] = root
    return roots


def measure_neighbourhood(
    sites: pd.DataFrame,
    parks: pd.DataFrame,
    *,
    cluster_id: str,
    radius_km: float,
    cluster_names: Mapping[str, Bilingual],
) -> CriterionResult:
    """Return the number of other park families within `radius_km` that carry the cluster.

    Parameters
    ----------
    sites
        Index site_id (a park_id, or an own site with parent_park_id); columns lon, lat (degrees WGS84),
        position_precision_m.
    parks
        All parks: park_id, parent_park_id, cluster_ids, name_zh, name_en, lon, lat, position_precision_m, source_ids.
    cluster_id, radius_km
        The cluster, and the geodesic radius in km.
    cluster_names
        Name of every cluster id.

    Returns
    -------
    CriterionResult
        Raw value is a count. Its range takes every park anywhere within its position precision, and counts a
        family without any position as possibly near.
    """
    carriers = parks[[cluster_id in ids for ids in parks["cluster_ids"]]]
    counts = _count(sites, carriers, roots=family_roots(parks), radius_km=radius_km)
    missing = {site: say("criterion.no_position") for site in sites.index if site not in counts}
    wording = {"radius": plain(radius_km), "cluster": cluster_names[cluster_id]}
    unlocated = int((~has_position(carriers)).sum())
    return CriterionResult(
        criterion_id="cluster_neighbourhood",
        title=say("criterion.cluster_neighbourhood.title"),
        description=say("criterion.cluster_neighbourhood.description"),
        unit=say("criterion.cluster_neighbourhood.unit"),
        raw=numeric_series({site: counts[site].count if site in counts else np.nan for site in sites.index}),
        low=numeric_series({site: counts[site].least if site in counts else np.nan for site in sites.index}),
        high=numeric_series({site: counts[site].most if site in counts else np.nan for site in sites.index}),
        missing=missing,
        phrases={site: _phrase(found, wording) for site, found in counts.items()},
        notes=(say("criterion.cluster_neighbourhood.note", unlocated=unlocated, **wording),),
        source_ids=collect_sources(carriers["source_ids"]),
    )


def _count(
    sites: pd.DataFrame, carriers: pd.DataFrame, *, roots: Mapping[str, str], radius_km: float
) -> dict[str, Neighbours]:
    """Return the families around every site that has a position."""
    families = np.array([roots[park] for park in carriers["park_id"]], dtype=object)
    distance = geodesic_distance_km(
        sites["lon"].to_numpy()[:, None],
        sites["lat"].to_numpy()[:, None],
        carriers["lon"].to_numpy()[None, :],
        carriers["lat"].to_numpy()[None, :],
    )
    slack = precision_km(sites)[:, None] + precision_km(carriers)[None, :]
    names = [Bilingual(en=en, zh=zh) for en, zh in zip(carriers["name_en"], carriers["name_zh"], strict=True)]
    own = _own_families(sites, roots)
    return {
        site: _neighbours(
            distance[row],
            slack[row],
            radius_km=radius_km,
            families=np.where(families == own[row], "", families),
            names=names,
        )
        for row, site in enumerate(sites.index)
        if has_position(sites)[row]
    }


def _own_families(sites: pd.DataFrame, roots: Mapping[str, str]) -> list[str]:
    """Return the family of every site: a park's own, and that of the park in which an own site lies."""
    parents = sites["parent_park_id"] if "parent_park_id" in sites else [""] * len(sites)
    return [
        roots.get(str(site), roots.get(parent, str(site)))
        for site, parent in zip(sites.index, parents, strict=True)
    ]


def _neighbours(
    distance: Array, slack: Array, *, radius_km: float, families: npt.NDArray[Any], names: Sequence[Bilingual]
) -> Neighbours:
    """Return the families around one site; a carrier of the site's own family has the family "" and is left out."""
    other = families != ""
    near = other & (distance <= radius_km)
    surely = other & (distance + slack <= radius_km)
    possibly = other & (np.isnan(distance) | (distance - slack <= radius_km))
    nearest: dict[str, Bilingual] = {}
    for index in np.argsort(distance, kind="stable"):
        if near[index]:
            nearest.setdefault(families[index], names[index])
    return Neighbours(
        count=len(set(families[near])),
        least=len(set(families[surely])),
        most=len(set(families[possibly])),
        names=tuple(nearest.values()),
    )


def _phrase(found: Neighbours, wording: Mapping[str, object]) -> Bilingual:
    """Return the neighbours of one site in words."""
    if not found.names:
        return say("criterion.cluster_neighbourhood.phrase_none", **wording)
    names = listing(found.names[:NAMED])
    key = "criterion.cluster_neighbourhood.phrase"
    if len(found.names) > NAMED:
        key = "criterion.cluster_neighbourhood.phrase_more"
    return say(key, count=found.count, names=names, **wording)
