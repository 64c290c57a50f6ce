"""Refuses a layout problem that contradicts itself or names what does not exist."""

import math
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import numpy as np

from layout.errors import CaseError, MissingDataError

if TYPE_CHECKING:
    from layout.allocation.problem import Problem


def check_problem(problem: "Problem") -> None:
    """Refuse what cannot be a problem.

    Raises
    ------
    CaseError
        A key stands twice or is not known, a number is out of range, or parts contradict each other.
    MissingDataError
        A figure that an objective or a limit needs is not known.
    """
    _check_keys(problem)
    _check_projects(problem)
    _check_parks(problem)
    _check_shapes(problem)
    _check_choices(problem)
    _check_side(problem)
    _check_objectives(problem)
    _check_measures(problem)
    _check_demands(problem)


def _check_keys(problem: "Problem") -> None:
    """Refuse empty tables and keys that stand twice."""
    keys = {
        "projects": [project.project_id for project in problem.projects],
        "parks": [park.park_id for park in problem.parks],
    }
    for name, found in keys.items():
        if not found:
            raise CaseError(
                en=f"{name}: the table is empty; give at least one row.", zh=f"{name}：表为空；至少应有一行。"
            )
        twice = sorted({key for key in found if found.count(key) > 1})
        if twice:
            raise CaseError(
                en=f"{name}: {twice[0]!r} stands twice; give every row its own key.",
                zh=f"{name}：{twice[0]!r} 出现两次；每行应有唯一的编号。",
            )


def _finite(where: str, name: str, value: float, *, least: float = 0.0, above: bool = False) -> None:
    """Refuse a number that is not finite or too small."""
    if math.isfinite(value) and (value > least if above else value >= least):
        return
    sign, word = (">", "大于") if above else (">=", "不小于")
    raise CaseError(
        en=f"{where}: {name} = {value:g}, expected a finite number {sign} {least:g}.",
        zh=f"{where}：{name} = {value:g}，应为{word} {least:g} 的有限数值。",
    )


def _check_projects(problem: "Problem") -> None:
    """Refuse figures of projects that are out of range."""
    for project in problem.projects:
        where = f"projects: {project.project_id}"
        _finite(where, "land_ha", project.land_ha, above=True)
        if not math.isnan(project.output_cny):
            _finite(where, "output_cny", project.output_cny)
        for name, amount in project.demands.items():
            if not math.isnan(amount):
                _finite(where, name, amount)
        if project.max_parts < 1 or not 0 <= project.min_share <= 1:
            raise CaseError(
                en=f"{where}: max_parts = {project.max_parts} and min_share = {project.min_share:g}, expected 1 or more and 0 to 1.",
                zh=f"{where}：max_parts = {project.max_parts}、min_share = {project.min_share:g}，应分别不小于 1、在 0 与 1 之间。",
            )
        if project.year is not None and problem.years and project.year not in problem.years:
            listed = ", ".join(map(str, problem.years))
            raise CaseError(
                en=f"{where}: year = {project.year}, expected one of {listed}.",
                zh=f"{where}：year = {project.year}，应为 {listed} 之一。",
            )


def _check_parks(problem: "Problem") -> None:
    """Refuse figures of parks that are out of range, and land that shrinks from year to year."""
    phases = max(1, len(problem.years))
    if list(problem.years) != sorted(set(problem.years)):
        raise CaseError(
            en=f"years: found {problem.years}, expected increasing years.",
            zh=f"years：现为 {problem.years}，应逐年递增。",
        )
    for park in problem.parks:
        where = f"parks: {park.park_id}"
        if len(park.available_ha) != phases:
            raise CaseError(
                en=f"{where}: {len(park.available_ha)} figures of available land for {phases} phase(s).",
                zh=f"{where}：可用土地有 {len(park.available_ha)} 个数值，而阶段数为 {phases}。",
            )
        for amount in park.available_ha:
            _finite(where, "available_ha", amount)
        if list(park.available_ha) != sorted(park.available_ha):
            raise CaseError(
                en=f"{where}: available land shrinks over the years ({park.available_ha}); the figures are cumulative.",
                zh=f"{where}：可用土地逐年减少（{park.available_ha}）；各年数值应为累计值。",
            )
        for name in (
            "low_efficiency_ha",
            "release_cost_cny_per_ha",
            "build_cost_cny_per_ha",
            "opening_cost_cny",
        ):
            _finite(where, name, getattr(park, name))
        for name, amount in park.capacities.items():
            _finite(where, name, amount)


def _check_shapes(problem: "Problem") -> None:
    """Refuse matrices of the wrong shape and values that are infinite."""
    shape = (len(problem.projects), len(problem.parks))
    for name in ("values", "pair_costs_cny", "value_low", "value_high"):
        matrix = getattr(problem, name)
        if matrix is None:
            continue
        if matrix.shape != shape:
            raise CaseError(
                en=f"{name}: shape {matrix.shape}, expected {shape} (projects, parks).",
                zh=f"{name}：形状为 {matrix.shape}，应为 {shape}（项目 × 园区）。",
            )
        if np.isinf(matrix).any():
            raise CaseError(en=f"{name}: a number is infinite.", zh=f"{name}：含有无穷大的数值。")
    if problem.pair_costs_cny is not None and np.isnan(problem.pair_costs_cny).any():
        raise CaseError(en="pair_costs_cny: a cost is missing.", zh="pair_costs_cny：缺少费用数值。")


def known(where: str, found: Iterable[str], *, allowed: Collection[str]) -> None:
    """Refuse the first key that is not known."""
    for key in found:
        if key not in allowed:
            raise CaseError(
                en=f"{where}: {key!r} is not in the tables of the case; check its spelling.",
                zh=f"{where}：{key!r} 不在本案例的表中；请核对拼写。",
            )


def _check_choices(problem: "Problem") -> None:
    """Refuse choices for projects and parks that do not exist."""
    for project in problem.projects:
        known(
            f"projects: {project.project_id}: allowed_parks",
            project.allowed_parks or (),
            allowed=problem.park_index,
        )
    for name, pairs in (("fixed", problem.fixed.items()), ("barred", problem.barred)):
        for project_id, park_id in pairs:
            known(name, (project_id,), allowed=problem.project_index)
            known(name, (park_id,), allowed=problem.park_index)


def _check_side(problem: "Problem") -> None:
    """Refuse limits that name nothing that exists."""
    side = problem.side
    for scope, where in [
        *((quota.scope, f"quotas: {quota.quota_id}") for quota in side.quotas),
        *((target.scope, f"targets: {target.target_id}") for target in side.targets),
        *((scope, "balance") for scope in side.balance),
    ]:
        if not problem.parks_in(scope):
            raise CaseError(
                en=f"{where}: no park of the case lies in {scope.key}; check the scope.",
                zh=f"{where}：案例中没有园区位于 {scope.key}；请核对范围。",
            )
    for quota in side.quotas:
        known(f"quotas: {quota.quota_id}", quota.projects or (), allowed=problem.project_index)
    for target in side.targets:
        known(f"targets: {target.target_id}", target.projects or (), allowed=problem.project_index)
        _finite(f"targets: {target.target_id}", "goal", target.goal, above=True)
        _finite(f"targets: {target.target_id}", "importance", target.importance)
    for pair in side.incompatible:
        known(f"incompatible: {pair.pair_id}", pair.first | pair.second, allowed=problem.project_index)
        if pair.first & pair.second:
            both = min(pair.first & pair.second)
            raise CaseError(
                en=f"incompatible: {pair.pair_id}: {both!r} is on both sides.",
                zh=f"incompatible：{pair.pair_id}：{both!r} 同时出现在两侧。",
            )
    for cluster in side.clusters:
        known(f"min_clusters: {cluster.cluster_id}", cluster.projects, allowed=problem.project_index)
    for link in side.links:
        _check_link(problem, link.project_id, None if link.to_park else link.other)
        known("links", (link.other,), allowed=problem.park_index if link.to_park else problem.project_index)
    for project_id, park_id in (side.existing or {}).items():
        known("existing", (project_id,), allowed=problem.project_index)
        known("existing", (park_id,), allowed=problem.park_index)


def _check_link(problem: "Problem", first: str, second: str | None) -> None:
    """Refuse links of a project with itself and of projects that may be split."""
    known("links", (first,), allowed=problem.project_index)
    ends = [first] if second is None else [first, second]
    known("links", ends, allowed=problem.project_index)
    if first == second:
        raise CaseError(en=f"links: {first!r} is linked with itself.", zh=f"links：{first!r} 与自身关联。")
    if second is not None and any(problem.projects[problem.project_index[end]].max_parts > 1 for end in ends):
        raise CaseError(
            en=f"links: {first!r} and {second!r}: a project that may be split has no one place; remove the link or the split.",
            zh=f"links：{first!r} 与 {second!r}：可拆分的项目没有唯一位置；请删除关联或取消拆分。",
        )


def _check_objectives(problem: "Problem") -> None:
    """Refuse objectives without the data that they measure."""
    side, ids = problem.side, [term.objective_id for term in problem.objectives]
    if not ids or len(ids) != len(set(ids)):
        raise CaseError(
            en="objectives: give at least one, and each only once.",
            zh="objectives：至少给出一个目标，且每个目标只列一次。",
        )
    needs = {
        "value": (problem.values is not None, "values", "values"),
        "shortfall": (bool(side.targets), "at least one target", "至少一项目标值（targets）"),
        "compactness": (bool(side.links), "at least one link", "至少一条关联（links）"),
        "balance": (len(side.balance) > 1, "at least two scopes in balance", "balance 中至少两个范围"),
        "disruption": (bool(side.existing), "an existing plan", "现有方案（existing）"),
    }
    for objective_id in ids:
        present, en, zh = needs.get(objective_id, (True, "", ""))
        if not present:
            raise CaseError(
                en=f"objective {objective_id!r} needs {en}; the case has none.",
                zh=f"目标 {objective_id!r} 需要{zh}；案例中没有。",
            )
    for term in problem.objectives:
        _finite(f"objectives: {term.objective_id}", "weight", term.weight, above=True)
        _finite(f"objectives: {term.objective_id}", "tolerance", term.tolerance)
        if term.scale is not None:
            _finite(f"objectives: {term.objective_id}", "scale", term.scale, above=True)


def _check_measures(problem: "Problem") -> None:
    """Refuse measures that do not exist or whose figures are not known for every project that counts."""
    uses = [(f"quotas: {quota.quota_id}", quota.measure, quota.projects) for quota in problem.side.quotas]
    uses += [
        (f"targets: {target.target_id}", "output_cny", target.projects) for target in problem.side.targets
    ]
    if any(term.objective_id == "balance" for term in problem.objectives):
        uses.append(("balance", problem.side.balance_measure, None))
    uses += [
        ("objective output", "output_cny", None)
        for term in problem.objectives
        if term.objective_id == "output"
    ]
    for where, measure, projects in uses:
        amounts = problem.amounts(measure)
        for row, project in enumerate(problem.projects):
            if (projects is None or project.project_id in projects) and np.isnan(amounts[row]).any():
                raise MissingDataError(
                    en=f"{where}: {measure} of project {project.project_id} is not known; give it (0 if there is none).",
                    zh=f"{where}：项目 {project.project_id} 的 {measure} 未知；请填写（若没有则填 0）。",
                )


def _check_demands(problem: "Problem") -> None:
    """Refuse an unknown demand for a resource that a park limits."""
    for resource in problem.resources:
        for project in problem.projects:
            if math.isnan(project.demands.get(resource, math.nan)):
                raise MissingDataError(
                    en=f"projects: {project.project_id}: {resource} is not known, but parks limit it; give it (0 if there is none).",
                    zh=f"projects：{project.project_id}：{resource} 未知，而园区对其有容量限制；请填写（若没有则填 0）。",
                )
