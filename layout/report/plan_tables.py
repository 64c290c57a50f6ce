"""The tables of a layout plan in words: assignments, effect, clusters, comparison, studies. Screens and reports share them."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from geodata.text import Language
from geodata.units import CNY_PER_YI
from layout.allocation.account import Dossier, PlanReport
from layout.allocation.effect import TARGET_YI_PER_KM2, ScopeEffect
from layout.allocation.plan import Placement
from layout.allocation.problem import Project
from layout.allocation.terms import ObjectiveId, ScopeKind
from layout.entities.document import Figure, Table
from layout.entities.wording import plain
from layout.i18n import translate

_DIGITS = 4
Row = tuple[str, ...]
_MONEY: tuple[str, ...] = ("output", "cost")


def grid(keys: tuple[str, ...], rows: Sequence[Row], *, language: Language) -> Table:
    """Return a table with headings of the catalogue."""
    return Table(tuple(translate(f"plan.head.{key}", language) for key in keys), tuple(rows))


def figure(value: float, language: Language, *, digits: int = _DIGITS) -> Figure:
    """Return a figure as text, "no data" where it is unknown."""
    return Figure(translate("domain.no_data", language) if math.isnan(value) else plain(value, digits))


def percent(value: float | None, language: Language, *, digits: int = 1) -> Figure:
    """Return a share in percent, "no data" where it is unknown."""
    if value is None or math.isnan(value):
        return Figure(translate("domain.no_data", language))
    return Figure(f"{100 * value:.{digits}f} %")


def objective_figure(objective: ObjectiveId, value: float, *, language: Language) -> Figure:
    """Return what a plan reaches by an objective, in the unit of its words: money in 亿元."""
    return figure(value / CNY_PER_YI if objective in _MONEY else value, language)


def assignment_grid(dossier: Dossier, report: PlanReport, *, language: Language) -> Table:
    """Return one row a project: its park or parks, land, released land, output, value, phase."""
    rows: list[Row] = []
    for project in dossier.problem.projects:
        there = [item for item in report.plan.placements if item.project_id == project.project_id]
        if there:
            rows += [_placed_row(dossier, project, item, language) for item in there]
        else:
            rows.append(_unplaced_row(dossier, project, language))
    keys = (
        "project_id",
        "project",
        "cluster",
        "park",
        "land",
        "released",
        "output",
        "value",
        "year",
        "remark",
    )
    return grid(keys, rows, language=language)


def _placed_row(dossier: Dossier, project: Project, item: Placement, language: Language) -> Row:
    """Return a project, or a part of it, in its park."""
    problem = dossier.problem
    column = problem.park_index[item.park_id]
    value = problem.value_of(problem.project_index[project.project_id], column)
    whole = item.share > 1 - 1e-9
    return (
        *_project_cells(dossier, project, language),
        problem.parks[column].name.pick(language),
        figure(item.share * project.land_ha, language),
        figure(item.low_efficiency_ha, language),
        figure(item.share * project.output_cny / CNY_PER_YI, language),
        figure(value, language),
        _year(project),
        "" if whole else translate("plan.word.part", language, share=f"{item.share:.0%}"),
    )


def _unplaced_row(dossier: Dossier, project: Project, language: Language) -> Row:
    """Return a project that stays out; the reason is long and stands in the table of these projects."""
    return (
        *_project_cells(dossier, project, language),
        translate("plan.word.unplaced", language),
        figure(project.land_ha, language),
        Figure(""),
        figure(project.output_cny / CNY_PER_YI, language),
        Figure(""),
        _year(project),
        translate("plan.word.see_below", language),
    )


def _project_cells(dossier: Dossier, project: Project, language: Language) -> tuple[str, str, str]:
    """Return key, name and cluster of a project."""
    cluster = dossier.named(project.cluster_id).pick(language)
    return project.project_id, project.name.pick(language), cluster


def _year(project: Project) -> Figure:
    """Return the phase of a project."""
    return Figure("" if project.year is None else str(project.year))


def unplaced_grid(dossier: Dossier, report: PlanReport, *, language: Language) -> Table:
    """Return the projects that stay out, each with its reason."""
    rows: list[Row] = [
        (
            project.project_id,
            project.name.pick(language),
            figure(project.land_ha, language),
            report.reasons[project.project_id].pick(language),
        )
        for project in dossier.problem.projects
        if project.project_id in report.reasons
    ]
    return grid(("project_id", "project", "land", "reason"), rows, language=language)


def effect_grid(
    dossier: Dossier, report: PlanReport, *, kind: ScopeKind, language: Language, used_only: bool = True
) -> Table:
    """Return what the plan does to the parks, districts, zones or the city.

    Parameters
    ----------
    dossier, report
        The case and a plan of it.
    kind
        Which scopes.
    language
        Language of the words.
    used_only
        Whether scopes without a project are left out.
    """
    rows = [
        _effect_row(dossier, effect, language)
        for effect in report.scopes
        if effect.scope.kind == kind and (effect.projects or not used_only)
    ]
    keys = ("place", "projects", "land", "new_land", "left", "output", "added", "before", "after", "gap")
    return grid(keys, rows, language=language)


def _effect_row(dossier: Dossier, effect: ScopeEffect, language: Language) -> Row:
    """Return one scope."""
    return (
        scope_word(dossier, effect, language=language),
        Figure(str(effect.projects)),
        figure(effect.land_ha, language),
        figure(effect.new_land_ha, language),
        figure(effect.left_ha, language),
        figure(effect.output_cny / CNY_PER_YI, language),
        figure(effect.added_yi_per_km2, language),
        figure(effect.before_yi_per_km2, language),
        figure(effect.after_yi_per_km2, language),
        figure(effect.gap_yi_per_km2, language),
    )


def scope_word(dossier: Dossier, effect: ScopeEffect, *, language: Language) -> str:
    """Return the name of a scope."""
    scope, problem = effect.scope, dossier.problem
    if scope.kind == "city":
        return translate("allocation.scope.city", language)
    if scope.kind == "park":
        return problem.parks[problem.park_index[scope.scope_id]].name.pick(language)
    return dossier.named(scope.scope_id).pick(language)


def cluster_grid(dossier: Dossier, report: PlanReport, *, language: Language) -> Table:
    """Return what the plan adds to each cluster against its goal."""
    rows: list[Row] = [
        (
            dossier.named(item.cluster_id).pick(language) or translate("plan.word.no_cluster", language),
            Figure(f"{item.placed}/{item.projects}"),
            figure(item.output_cny / CNY_PER_YI, language),
            figure(item.goal_cny / CNY_PER_YI, language),
            percent(item.share_of_goal, language),
        )
        for item in report.clusters
    ]
    return grid(("cluster", "placed", "output", "goal", "share"), rows, language=language)


def plans_grid(dossier: Dossier, plans: Mapping[str, PlanReport], *, language: Language) -> Table:
    """Return plans side by side: every objective, projects placed, and whether the plan is valid.

    Parameters
    ----------
    dossier
        The case.
    plans
        Plans by their name in words; the first is the one that the others are compared with.
    language
        Language of the words.
    """
    reports = list(plans.values())
    objectives = [key for key in reports[0].figures if all(key in one.figures for one in reports)]
    total = len(dossier.problem.projects)
    rows: list[Row] = [
        (
            translate(f"plan.objective.{key}", language),
            *(objective_figure(key, one.figures[key], language=language) for one in reports),
        )
        for key in objectives
    ]
    counts = [f"{len(one.plan.parts())}/{total}" for one in reports]
    rows.append((translate("plan.head.placed", language), *map(Figure, counts)))
    valid = [translate(f"plan.word.{'invalid' if one.violations else 'valid'}", language) for one in reports]
    rows.append((translate("plan.head.verified", language), *valid))
    return Table((translate("plan.head.measure", language), *plans), tuple(rows))


def difference_grid(
    dossier: Dossier, one: PlanReport, *, other: PlanReport, names: tuple[str, str], language: Language
) -> Table:
    """Return the projects that two plans treat differently, with where each puts them."""
    before, after = one.plan.parts(), other.plan.parts()
    rows: list[Row] = [
        (
            project.project_id,
            project.name.pick(language),
            _places(dossier, before.get(project.project_id, {}), language),
            _places(dossier, after.get(project.project_id, {}), language),
        )
        for project in dossier.problem.projects
        if set(before.get(project.project_id, {})) != set(after.get(project.project_id, {}))
    ]
    heads = (translate("plan.head.project_id", language), translate("plan.head.project", language), *names)
    return Table(heads, tuple(rows))


def _places(dossier: Dossier, shares: Mapping[str, float], language: Language) -> str:
    """Return the parks of a project in words."""
    problem = dossier.problem
    names = [problem.parks[problem.park_index[key]].name.pick(language) for key in shares]
    return ("、" if language == "zh" else ", ").join(names) or translate("plan.word.unplaced", language)


def forced_grid(dossier: Dossier, studies: Mapping[str, Any], *, language: Language) -> Table:
    """Return what each forced choice costs."""
    problem, rows = dossier.problem, list[Row]()
    for item in studies.get("forced", []):
        project = problem.projects[problem.project_index[item["project_id"]]].name.pick(language)
        places = {} if item["park_id"] is None else {item["park_id"]: 1.0}
        if item["after"] is None:
            change = Figure(translate("plan.word.no_plan", language))
        else:
            change = Figure("–" if item["change"] is None else f"{item['change']:+.2%}")
        proved = translate(f"plan.word.{'proved' if item['exact'] else 'not_proved'}", language)
        rows.append((item["project_id"], project, _places(dossier, places, language), change, proved))
    return grid(("project_id", "project", "forced_to", "change", "proof"), rows, language=language)


def land_grid(dossier: Dossier, studies: Mapping[str, Any], *, language: Language) -> Table:
    """Return what a further hectare is worth in each park where it is worth anything, the most first."""
    problem = dossier.problem
    items = [item for item in studies.get("land_prices", []) if item["dual"] > 0 or (item["exact"] or 0) > 0]
    items.sort(key=lambda item: -max(item["dual"], item["exact"] or 0.0))
    rows: list[Row] = [
        (
            problem.parks[problem.park_index[item["park_id"]]].name.pick(language),
            figure(item["dual"], language),
            figure(math.nan if item["exact"] is None else item["exact"], language),
            translate(f"plan.word.{'proved' if item['proved'] else 'not_proved'}", language),
        )
        for item in items
    ]
    return grid(("park", "dual", "exact", "proof"), rows, language=language)


def target_words(language: Language) -> str:
    """Return the target of output per land in words."""
    return translate("plan.report.target", language, target=plain(TARGET_YI_PER_KM2))
