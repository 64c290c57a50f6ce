"""Access: straight-line distance from a site to the nearest operating node of one kind of infrastructure.

Geodesic, not by road: in these mountains the road is often half as long again, and a river without a bridge can
double it. No road network is in the data. The distance of each kind says something different, so each has its own
description.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.convert.distance import geodesic_distance_km
from geodata.text import Bilingual
from layout.criteria.positions import has_position, precision_km
from layout.criteria.result import CriterionResult, collect_sources
from layout.entities.project import Need
from layout.entities.wording import plain, say

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class AccessKind:
    """One kind of access.

    Parameters
    ----------
    criterion_id, need
        Ids of the criterion and of the need that it scores.
    node_kind
        `kind` of the infrastructure table.
    without_subkinds
        Subkinds that do not serve: a marshalling yard sorts wagons and loads none.
    title, description
        Message keys.
    """

    criterion_id: str
    need: Need
    node_kind: str
    title: str
    description: str
    without_subkinds: tuple[str, ...] = ()


ACCESS_KINDS: dict[str, AccessKind] = {
    kind.criterion_id: kind
    for kind in (
        AccessKind(
            criterion_id="access_river_port",
            need="river_port",
            node_kind="river_port",
            title="criterion.access_river_port.title",
            description="criterion.access_river_port.description",
        ),
        AccessKind(
            criterion_id="access_rail_freight",
            need="rail_freight",
            node_kind="rail_freight_hub",
            title="criterion.access_rail_freight.title",
            description="criterion.access_rail_freight.description",
            without_subkinds=("marshalling_yard",),
        ),
        AccessKind(
            criterion_id="access_airport",
            need="airport",
            node_kind="airport",
            title="criterion.access_airport.title",
            description="criterion.access_airport.description",
        ),
        AccessKind(
            criterion_id="access_power",
            need="power",
            node_kind="power_plant",
            title="criterion.access_power.title",
            description="criterion.access_power.description",
        ),
    )
}


def usable_nodes(nodes: pd.DataFrame, kind: AccessKind, *, chosen: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the nodes that count: of the kind, operating as recorded, with a position, and chosen if any are.

    Parameters
    ----------
    nodes
        Columns node_id, kind, subkind, status, lon, lat.
    kind
        The kind of access.
    chosen
        Ids to which the choice is limited; empty means all.
    """
    counts = (
        (nodes["kind"] == kind.node_kind)
        & (nodes["status"] == "operating")
        & ~nodes["subkind"].isin(kind.without_subkinds)
        & has_position(nodes)
    )
    if chosen:
        counts &= nodes["node_id"].isin(chosen)
    return nodes[counts]


def measure_access(
    sites: pd.DataFrame, nodes: pd.DataFrame, *, kind: AccessKind, chosen: tuple[str, ...] = ()
) -> CriterionResult:
    """Return the geodesic distance in km from every site to the nearest node that counts.

    Parameters
    ----------
    sites
        Index site_id; columns lon, lat (degrees WGS84, NaN for unknown), position_precision_m.
    nodes
        All nodes: node_id, kind, subkind, status, name_zh, name_en, lon, lat, position_precision_m, source_ids.
    kind
        The kind of access.
    chosen
        Ids of the only nodes that count; empty means every operating one.

    Returns
    -------
    CriterionResult
        Raw value in km. With site and nodes anywhere within their precision p, the true distance to the nearest
        lies between min(dⱼ - pⱼ) - p and min(dⱼ + pⱼ) + p (triangle inequality), never below zero.
    """
    usable = usable_nodes(nodes, kind, chosen=chosen)
    recorded = int((nodes["kind"] == kind.node_kind).sum())
    located = has_position(sites)
    distance, low, high, nearest = (
        _nearest(sites, usable) if len(usable) else np.full((4, len(sites)), np.nan)
    )
    missing: dict[str, Bilingual] = {}
    phrases: dict[str, Bilingual] = {}
    names = _names(usable)
    slack, own = precision_km(usable), precision_km(sites)
    for row, site_id in enumerate(sites.index):
        if not located[row]:
            missing[site_id] = say("criterion.no_position")
        elif not names:
            missing[site_id] = say("criterion.access.no_node")
        else:
            node = int(nearest[row])
            phrases[site_id] = say(
                "criterion.access.phrase",
                km=plain(float(distance[row])),
                slack=plain(float(own[row] + slack[node])),
                node=names[node],
            )
    return CriterionResult(
        criterion_id=kind.criterion_id,
        title=say(kind.title),
        description=say(kind.description),
        unit=say("criterion.access.unit"),
        raw=pd.Series(distance, index=sites.index),
        low=pd.Series(low, index=sites.index),
        high=pd.Series(high, index=sites.index),
        missing=missing,
        phrases=phrases,
        notes=(_note(len(usable), recorded, chosen=chosen),),
        source_ids=collect_sources(usable["source_ids"]),
    )


def _nearest(sites: pd.DataFrame, nodes: pd.DataFrame) -> Array:
    """Return distance, least and greatest possible distance, and position of the nearest node, shape (4, sites)."""
    distance = geodesic_distance_km(
        sites["lon"].to_numpy()[:, None],
        sites["lat"].to_numpy()[:, None],
        nodes["lon"].to_numpy()[None, :],
        nodes["lat"].to_numpy()[None, :],
    )
    slack = precision_km(nodes)[None, :]
    own = precision_km(sites)
    known = has_position(sites)
    index = np.argmin(np.where(np.isnan(distance), np.inf, distance), axis=1)
    low = np.maximum(0.0, (distance - slack).min(axis=1) - own)
    high = (distance + slack).min(axis=1) + own
    return np.stack([distance.min(axis=1), low, high, np.where(known, index, np.nan)])


def _names(nodes: pd.DataFrame) -> list[Bilingual]:
    """Return the name of every node; one that lacks a language stands in the other."""
    return [
        Bilingual(en=en or zh, zh=zh or en) for en, zh in zip(nodes["name_en"], nodes["name_zh"], strict=True)
    ]


def _note(used: int, recorded: int, *, chosen: tuple[str, ...]) -> Bilingual:
    """Return how many of the recorded nodes count."""
    if chosen:
        return say("criterion.access.note_chosen", used=used, recorded=recorded, chosen=", ".join(chosen))
    return say("criterion.access.note", used=used, recorded=recorded)
