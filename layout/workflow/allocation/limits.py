"""Turns the limits of a case into those of the problem: scopes, selections of projects, targets, links."""

import itertools
import math
from collections.abc import Sequence

from layout.allocation.problem import Park, Project
from layout.allocation.terms import (
    Incompatibility,
    Link,
    MinimumCluster,
    Opening,
    Quota,
    Scope,
    ScopeKind,
    Side,
    Target,
)
from layout.config.allocation import (
    Allocation,
    LinkSetting,
    MinimumClusterSetting,
    QuotaSetting,
    Selection,
    TargetSetting,
)
from layout.errors import CaseError, MissingDataError
from layout.workflow.allocation.tables import Table

YI_PER_KM2_IN_CNY_PER_HA = 1e6
"""1 亿元/km² is 1e8 CNY over 100 hectares."""

_KINDS: dict[str, ScopeKind] = {"city": "city", "zone": "zone", "district": "district", "park": "park"}


def scope_of(text: str) -> Scope:
    """Return the scope that `city`, `zone:<id>`, `district:<adcode>` or `park:<id>` names."""
    kind, _, key = text.partition(":")
    return Scope(_KINDS[kind], key)


def selected(selection: Selection, projects: Sequence[Project], *, where: str) -> frozenset[str] | None:
    """Return the projects that a selection names; None where it names nothing and all count.

    Raises
    ------
    CaseError
        It names a cluster, chain or project that no project of the table has.
    """
    if not (selection.projects or selection.clusters or selection.chains):
        return None
    fields = {
        "projects": (selection.projects, {project.project_id for project in projects}),
        "clusters": (selection.clusters, {project.cluster_id for project in projects}),
        "chains": (selection.chains, {project.chain_id for project in projects}),
    }
    for name, (wanted, there) in fields.items():
        for key in wanted:
            if key not in there:
                raise CaseError(
                    en=f"{where}: {name}: no project of the table has {key!r}; check its spelling.",
                    zh=f"{where}：{name}：项目表中没有 {key!r}；请核对拼写。",
                )
    return frozenset(
        project.project_id
        for project in projects
        if project.project_id in selection.projects
        or project.cluster_id in selection.clusters
        or project.chain_id in selection.chains
    )


def side_of(
    setting: Allocation, projects: Sequence[Project], *, parks: Sequence[Park], existing: Table | None
) -> Side:
    """Return the limits and goals of a case."""
    balance = setting.balance
    return Side(
        quotas=tuple(_quota(item, projects) for item in setting.quotas),
        targets=tuple(_target(item, projects, parks) for item in setting.targets),
        incompatible=tuple(
            Incompatibility(
                item.id,
                _some(item.first, projects, where=f"incompatible: {item.id}: first"),
                _some(item.second, projects, where=f"incompatible: {item.id}: second"),
                item.within_km,
            )
            for item in setting.incompatible
        ),
        clusters=tuple(_cluster(item, projects) for item in setting.min_clusters),
        links=_links(setting, projects),
        link_radius_km=setting.compactness.radius_km,
        opening=Opening(setting.opened.minimum, setting.opened.maximum),
        balance=() if balance is None else tuple(scope_of(text) for text in balance.scopes),
        balance_measure="land_ha" if balance is None else balance.measure,
        existing=None if existing is None else _existing(existing),
    )


def _some(selection: Selection, projects: Sequence[Project], *, where: str) -> frozenset[str]:
    """Return the projects that a selection names, which must name at least one."""
    found = selected(selection, projects, where=where)
    if not found:
        raise CaseError(
            en=f"{where}: names no project; give projects, clusters or chains.",
            zh=f"{where}：没有指定项目；请填写 projects、clusters 或 chains。",
        )
    return found


def _quota(item: QuotaSetting, projects: Sequence[Project]) -> Quota:
    """Return a quota."""
    return Quota(
        quota_id=item.id,
        scope=scope_of(item.scope),
        measure=item.measure,
        projects=selected(item, projects, where=f"quotas: {item.id}"),
        minimum=item.minimum,
        maximum=item.maximum,
        min_share=item.min_share,
        max_share=item.max_share,
        until_year=item.until_year,
    )


def _cluster(item: MinimumClusterSetting, projects: Sequence[Project]) -> MinimumCluster:
    """Return a minimum cluster, named by its cluster or its chain."""
    clusters = (item.cluster,) if item.cluster else ()
    chains = (item.chain,) if item.chain else ()
    members = _some(Selection(clusters=clusters, chains=chains), projects, where="min_clusters")
    return MinimumCluster(item.cluster or item.chain or "", members, item.minimum)


def _target(item: TargetSetting, projects: Sequence[Project], parks: Sequence[Park]) -> Target:
    """Return a target; the baseline of an intensity comes from the parks where the case does not give it."""
    scope, measure = scope_of(item.scope), item.computed_measure
    goal = item.goal
    output, land = item.baseline_output_cny, item.baseline_land_ha
    if measure == "intensity_cny_per_ha":
        goal *= YI_PER_KM2_IN_CNY_PER_HA
        inside = [park for park in parks if _inside(park, scope)]
        output = math.fsum(park.base_output_cny for park in inside) if output is None else output
        land = math.fsum(park.base_land_ha for park in inside) if land is None else land
        if math.isnan(output + land):
            raise MissingDataError(
                en=f"targets: {item.id}: output or industrial land before the plan is not known in {item.scope}; "
                "give base_output_cny and base_land_ha of its parks, or baseline_output_cny and baseline_land_ha.",
                zh=f"targets：{item.id}：{item.scope} 在方案实施前的产值或工业用地未知；"
                "请补充其园区的 base_output_cny 与 base_land_ha，或填写 baseline_output_cny 与 baseline_land_ha。",
            )
    return Target(
        target_id=item.id,
        scope=scope,
        measure=measure,
        goal=goal,
        importance=item.importance,
        projects=selected(item, projects, where=f"targets: {item.id}"),
        baseline_output_cny=output or 0.0,
        baseline_land_ha=land or 0.0,
    )


def _inside(park: Park, scope: Scope) -> bool:
    """Return whether a park lies in a scope."""
    places = {"city": ("",), "zone": park.zone_ids, "district": (park.adcode,), "park": (park.park_id,)}
    return scope.scope_id in places[scope.kind]


def _links(setting: Allocation, projects: Sequence[Project]) -> tuple[Link, ...]:
    """Return the links that the case names, and those of the chains where compactness is an objective."""
    given = [_link(item) for item in setting.links]
    used = {setting.objective} | {item.id for item in setting.objectives}
    if not setting.compactness.chains or "compactness" not in used:
        return tuple(given)
    named = {frozenset((link.project_id, link.other)) for link in given if not link.to_park}
    chains = [link for link in chain_links(projects) if frozenset((link.project_id, link.other)) not in named]
    return (*given, *chains)


def _link(item: LinkSetting) -> Link:
    """Return one link."""
    return Link(
        item.project, item.near_park or item.near_project or "", item.near_park is not None, item.weight
    )


def _existing(table: Table) -> dict[str, str]:
    """Return the park of each project in an existing plan; a project without a park is not part of it."""
    return {row.text("project_id"): row.text("park_id") for row in table.rows if row.text("park_id")}


def chain_links(projects: Sequence[Project]) -> list[Link]:
    """Return a link between any two projects of one chain; projects that may be split have no one place."""
    chains: dict[str, list[str]] = {}
    for project in projects:
        if project.chain_id and project.max_parts == 1:
            chains.setdefault(project.chain_id, []).append(project.project_id)
    return [
        Link(first, second)
        for members in chains.values()
        for first, second in itertools.combinations(members, 2)
    ]
