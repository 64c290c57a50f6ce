"""What a plan does: output per land before and after against the target, clusters against their goals, phases."""

import math
from typing import cast

import pandas as pd
import streamlit as st

from geodata.text import LANGUAGES, Language
from layout.allocation.account import Dossier, PlanReport
from layout.allocation.effect import TARGET_YI_PER_KM2
from layout.allocation.terms import ScopeKind
from layout.i18n import translate
from layout.report.plan_tables import cluster_grid, effect_grid, scope_word, target_words
from layout.ui.charts import download_table, show_chart
from layout.ui.kept.plans import PlanRun
from layout.ui.plan.result import dossier_of, grid_html
from layout.ui.widgets import choice, heading, notice, table_html, words_of
from layout.viz.plan_charts import effect_chart, phase_chart
from layout.workflow.allocation.files import effect_table

_MOST_GROUPS = 10
"""Clusters that the chart of phases names; the smaller ones are drawn together."""
KINDS: tuple[ScopeKind, ...] = ("zone", "district", "park", "city")


def show_effect(found: PlanRun, language: Language) -> None:
    """Draw output per land by park, district, zone or city, and clusters against their goals."""
    dossier = dossier_of(found)
    report = dossier.report
    if report is None:
        return
    with st.columns([1, 3])[0]:
        words = words_of(KINDS, "plan.scope", language=language)
        kind = cast("ScopeKind", choice("plan_scope", words, label=translate("plan.field.scope", language)))
    heading(translate("plan.report.effect", language), target_words(language))
    frame = effect_frame(dossier, report, kind=kind)
    if frame["before"].isna().all():
        notice(translate("plan.note.base_unknown", language))
    if len(frame):
        show_chart(
            effect_chart(frame, TARGET_YI_PER_KM2, language=language),
            "plan_effect",
            table=effect_table(report),
            language=language,
        )
    st.html(grid_html(effect_grid(dossier, report, kind=kind, language=language)))
    heading(translate("plan.report.clusters", language), translate("plan.note.clusters", language))
    st.html(grid_html(cluster_grid(dossier, report, language=language)))


def effect_frame(dossier: Dossier, report: PlanReport, *, kind: ScopeKind) -> pd.DataFrame:
    """Return the scopes of a kind that take a project: names, output per land before, after and of the plan alone.

    The most added land comes first.
    """
    scopes = [effect for effect in report.scopes if effect.scope.kind == kind and effect.projects]
    scopes.sort(key=lambda effect: -effect.land_ha)
    columns = [*(f"name_{language}" for language in LANGUAGES), "before", "after", "added"]
    rows = [
        (
            *(scope_word(dossier, effect, language=language) for language in LANGUAGES),
            effect.before_yi_per_km2,
            effect.after_yi_per_km2,
            effect.added_yi_per_km2,
        )
        for effect in scopes
    ]
    return pd.DataFrame(rows, columns=columns)


def show_phases(found: PlanRun, language: Language) -> None:
    """Draw the land that each phase takes, by chain, and list its projects."""
    dossier = dossier_of(found)
    report = dossier.report
    if report is None:
        return
    heading(translate("plan.phases.title", language), translate("plan.phases.note", language))
    frame = phase_frame(dossier, report)
    show_chart(phase_chart(frame, language=language), "plan_phases", table=frame, language=language)
    rooms = room_frame(dossier, report, language=language)
    if len(dossier.problem.years) > 1:
        heading(translate("plan.phases.room", language))
        st.html(_frame_html(rooms))
        with st.columns([1, 2])[0]:
            download_table(rooms, "phases", language=language)


def phase_frame(dossier: Dossier, report: PlanReport) -> pd.DataFrame:
    """Return the land (hectares) and number of projects of each phase and chain; columns as `phase_chart` reads them."""
    projects = {project.project_id: project for project in dossier.problem.projects}
    found: dict[tuple[str, str], list[float]] = {}
    seen: dict[tuple[str, str], set[str]] = {}
    for item in report.plan.placements:
        project = projects[item.project_id]
        key = ("–" if project.year is None else str(project.year), project.cluster_id)
        found.setdefault(key, []).append(item.share * project.land_ha)
        seen.setdefault(key, set()).add(item.project_id)
    totals: dict[str, float] = {}
    for (_, group), lands in found.items():
        totals[group] = totals.get(group, 0.0) + math.fsum(lands)
    named = set(sorted(totals, key=lambda group: -totals[group])[:_MOST_GROUPS])
    rows = [
        {
            "year": year,
            **{
                f"group_{language}": dossier.named(group).pick(language)
                if group in named
                else translate("plan.word.other_clusters", language)
                for language in LANGUAGES
            },
            "land_ha": math.fsum(found[year, group]),
            "projects": len(seen[year, group]),
        }
        for year, group in sorted(found)
    ]
    frame = pd.DataFrame(rows, columns=["year", "group_zh", "group_en", "land_ha", "projects"])
    return frame.groupby(["year", "group_zh", "group_en"], as_index=False, sort=False).sum()


def room_frame(dossier: Dossier, report: PlanReport, *, language: Language) -> pd.DataFrame:
    """Return land available and taken by each year in the parks that take projects, hectares."""
    problem = dossier.problem
    phase = dict(zip((project.project_id for project in problem.projects), problem.phases, strict=True))
    land = {project.project_id: project.land_ha for project in problem.projects}
    rows = []
    for park in problem.parks:
        here = [item for item in report.plan.placements if item.park_id == park.park_id]
        if here:
            row: dict[str, object] = {translate("plan.head.park", language): park.name.pick(language)}
            for number, year in enumerate(problem.years):
                used = math.fsum(
                    item.share * land[item.project_id] for item in here if phase[item.project_id] <= number
                )
                room = park.available_ha[number] + park.low_efficiency_ha
                row[translate("plan.head.used_by", language, year=year)] = round(used, 2)
                row[translate("plan.head.room_by", language, year=year)] = round(room, 2)
            rows.append(row)
    return pd.DataFrame(rows)


def _frame_html(frame: pd.DataFrame) -> str:
    """Return a small frame whose first column is text as a table."""
    rows = [[str(cell) for cell in row] for row in frame.to_numpy().tolist()]
    return table_html(list(frame.columns), rows, numeric=range(1, frame.shape[1]))
