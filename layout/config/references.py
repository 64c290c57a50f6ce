"""Checks that what a case names exists in the embedded tables: clusters, parks, rules, nodes, zones, sources."""

import difflib
from collections.abc import Collection, Iterator
from functools import cache

from geodata.embedded import table
from geodata.text import Bilingual
from layout.config.case import Case
from layout.config.criteria import NEED_OF_CRITERION, AccessSetting
from layout.entities.vocabulary import ZONE_KINDS
from layout.errors import CaseError, UnknownClusterError

KIND_OF_NEED = {
    "river_port": "river_port",
    "rail_freight": "rail_freight_hub",
    "airport": "airport",
    "power": "power_plant",
}
"""The kind of infrastructure node that serves a need."""

SHOWN = 8
"""How many known ids a message lists."""


@cache
def known_ids(name: str, column: str) -> frozenset[str]:
    """Return the keys of an embedded table."""
    return frozenset(table(name)[column])


@cache
def node_ids(kind: str) -> frozenset[str]:
    """Return the infrastructure nodes of one kind, OpenStreetMap ones included."""
    found: set[str] = set()
    for name in ("infrastructure", "infrastructure_osm"):
        nodes = table(name)
        found.update(nodes.loc[nodes["kind"] == kind, "node_id"])
    return frozenset(found)


def check_references(case: Case, *, origin: str) -> None:
    """Refuse a case that names something that the embedded tables do not have.

    Raises
    ------
    UnknownClusterError
        A cluster is outside the 33618 system.
    CaseError
        A park, rule, node, zone or source is not in its table.
    """
    clusters = known_ids("clusters", "cluster_id")
    project = case.project
    _require(UnknownClusterError, "project.cluster_id", (project.cluster_id,), known=clusters, origin=origin)
    _require(
        UnknownClusterError,
        "project.related_cluster_ids",
        project.related_cluster_ids,
        known=clusters,
        origin=origin,
    )
    if case.candidates.layer == "parks":  # ids of own sites are known only once their layer is read
        parks = known_ids("parks", "park_id")
        _require(CaseError, "candidates.include", case.candidates.include, known=parks, origin=origin)
        _require(CaseError, "candidates.exclude", case.candidates.exclude, known=parks, origin=origin)
    _require(
        CaseError, "rules.enforce", case.rules.enforce, known=known_ids("rules", "rule_id"), origin=origin
    )
    for path, ids in _source_ids(case):
        _require(CaseError, path, ids, known=known_ids("sources", "source_id"), origin=origin)
    _check_criteria(case, origin=origin)


def _check_criteria(case: Case, *, origin: str) -> None:
    """Refuse nodes of the wrong kind and zones that do not exist."""
    for key, setting in case.criteria.present().items():
        if isinstance(setting, AccessSetting):
            kind = KIND_OF_NEED[NEED_OF_CRITERION[key]]
            _require(CaseError, f"criteria.{key}.nodes", setting.nodes, known=node_ids(kind), origin=origin)
    policy = case.criteria.policy_role
    if policy is not None:
        zones = known_ids("layout_zones", "zone_id") | frozenset(ZONE_KINDS)
        _require(
            CaseError,
            "criteria.policy_role.value.levels",
            tuple(policy.value.table),
            known=zones,
            origin=origin,
        )


def _source_ids(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return every list of sources in the case with its key path."""
    yield "target.source_ids", case.target.source_ids
    for key, setting in case.criteria.present().items():
        yield f"criteria.{key}.source_ids", setting.source_ids


def _require(
    kind: type[CaseError], path: str, found: tuple[str, ...], *, known: Collection[str], origin: str
) -> None:
    """Raise `kind` for the first id that is not known."""
    for item in found:
        if item in known:
            continue
        near = difflib.get_close_matches(item, sorted(known), n=1)
        hint = _near(near[0]) if near else _some(known)
        raise kind(
            en=f"{origin}: {path}: {item!r} is not known; {hint.en}",
            zh=f"{origin}：{path}：没有 {item!r}；{hint.zh}",
        )


def _near(name: str) -> Bilingual:
    """Return the hint that names the nearest id."""
    return Bilingual(en=f"did you mean {name!r}?", zh=f"是否应为 {name!r}？")


def _some(known: Collection[str]) -> Bilingual:
    """Return the hint that names the first few of the known ids."""
    listed = sorted(known)[:SHOWN]
    rest = len(known) - len(listed)
    more = Bilingual(en=f" and {rest} more", zh=f" 等 {len(known)} 个") if rest else Bilingual(en="", zh="")
    return Bilingual(
        en=f"expected one of {', '.join(listed)}{more.en}.", zh=f"可用的有 {'、'.join(listed)}{more.zh}。"
    )
