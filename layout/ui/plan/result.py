"""The plan itself: status and verification, the map, who goes where, and why the rest stays out."""

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.allocation.account import Dossier
from layout.entities.document import Table, cell_words
from layout.i18n import translate
from layout.report.plan import levels_grid
from layout.report.plan_tables import assignment_grid, unplaced_grid
from layout.ui.charts import download_table
from layout.ui.kept.plans import PlanRun
from layout.ui.maps.credits import show_credits
from layout.ui.maps.layers import drawn
from layout.ui.maps.legends import show_legends
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import LayerSpec, show_map
from layout.ui.state import recall, remember
from layout.ui.widgets import heading, notice, table_html
from layout.viz.escape import safe_html
from layout.workflow.allocation.dossier import plan_dossier
from layout.workflow.allocation.files import plan_table

MAP_HEIGHT = 470
_LABEL_ZOOM = 8.5
_TONES = {"optimal": "ok", "feasible": "warn"}


def dossier_of(found: PlanRun) -> Dossier:
    """Return everything that is told of a run."""
    return plan_dossier(found.run, found.studies)


def grid_html(grid: Table, *, wide: bool = False) -> str:
    """Return a table of a report as HTML of the page."""
    return table_html(
        grid.headings, [list(map(cell_words, row)) for row in grid.rows], numeric=grid.numeric, wide=wide
    )


def grid_frame(grid: Table) -> pd.DataFrame:
    """Return a table of a report as a frame, to be downloaded as it is read."""
    return pd.DataFrame([list(map(str, row)) for row in grid.rows], columns=list(grid.headings))


def show_status(dossier: Dossier, language: Language, *, whole: bool) -> None:
    """Draw title, status and whether the verification holds; `whole` adds warnings and the levels with bound and gap."""
    st.html(status_html(dossier, language))
    if not whole:
        return
    warnings = "".join(f"<li>{safe_html(text.pick(language))}</li>" for text in dossier.warnings)
    if warnings:
        st.html(f'<div class="cq-note cq-note-warn"><ul class="cq-list">{warnings}</ul></div>')
    if dossier.solution.levels and dossier.report is not None:
        st.html(grid_html(levels_grid(dossier, language)))


def status_html(dossier: Dossier, language: Language) -> str:
    """Return title and badges, and for a case without a plan the conflict in words."""
    marks = []
    if dossier.illustrative:
        marks.append(("warn", translate("ui.sites.illustrative", language)))
    status = dossier.solution.status
    marks.append((_TONES.get(status, "bad"), translate(f"plan.status_short.{status}", language)))
    if dossier.report is not None:
        broken = bool(dossier.report.violations)
        key = "plan.badge_short.broken" if broken else "plan.badge_short.verified"
        marks.append(("bad" if broken else "ok", translate(key, language)))
    badges = " ".join(
        f'<span class="cq-badge cq-badge-{tone}">{safe_html(words)}</span>' for tone, words in marks
    )
    title = safe_html(dossier.title.pick(language))
    body = safe_html(translate(f"plan.status.{status}", language))
    return f'<h2 class="cq-h2">{title} {badges}</h2><div class="cq-sub">{body}</div>{_conflict_html(dossier, language)}'


def _conflict_html(dossier: Dossier, language: Language) -> str:
    """Return what cannot hold together, or what the verification refused."""
    conflict = dossier.solution.conflict
    texts = [] if conflict is None else [text.pick(language) for text in conflict.sentences]
    texts += [item.text.pick(language) for item in dossier.refused]
    if not texts:
        return ""
    key = "refused" if conflict is None else "minimal" if conflict.minimal else "open"
    head = safe_html(translate(f"plan.conflict.{key}", language))
    items = "".join(f"<li>{safe_html(text)}</li>" for text in texts)
    return f'<div class="cq-note cq-note-error" role="alert">{head}<ul class="cq-list">{items}</ul></div>'


def show_plan(found: PlanRun, language: Language) -> None:
    """Draw the map, the assignments and the projects that stay out."""
    dossier = dossier_of(found)
    report = dossier.report
    if report is None:
        return
    _show_map(found, language)
    _show_park(found, language)
    heading(translate("plan.report.assignments", language), translate("plan.note.assignments", language))
    st.html(grid_html(assignment_grid(dossier, report, language=language)))
    with st.columns([1, 2])[0]:
        download_table(plan_table(dossier.problem, report), "plan", language=language)
    heading(translate("plan.report.unplaced", language))
    if report.reasons:
        st.html(grid_html(unplaced_grid(dossier, report, language=language)))
    else:
        notice(translate("plan.note.all_placed", language))


def _select(layer: str, feature: str) -> None:
    """Take over a click on the map."""
    if layer == "plan":
        remember("plan.park", feature)


def _show_map(found: PlanRun, language: Language) -> None:
    """Draw the parks of the plan over the districts, with the lines between the parks of a chain."""
    question = {"run": found.token}
    words = {
        name: translate(key, language)
        for name, key in {
            "prefectures": "ui.map.layer.prefectures",
            "outlines": "ui.map.layer.districts",
            "planlines": "plan.layer.lines",
            "plan": "plan.layer.parks",
        }.items()
    }
    layers = [
        LayerSpec(
            name,
            payload_url(name, question if name in {"plan", "planlines"} else {}, language=language),
            words[name],
            order,
            interactive=name in {"plan", "planlines"},
            selectable=name == "plan",
            label_zoom=_LABEL_ZOOM if name == "plan" else None,
        )
        for order, name in enumerate(("prefectures", "outlines", "planlines", "plan"))
    ]
    park = recall("plan.park")
    left, right = st.columns([2.7, 1])
    with left:
        show_map(
            layers,
            language=language,
            key="plan_map",
            height=MAP_HEIGHT,
            on_select=_select,
            selected=("plan", park) if park else None,
        )
        show_credits(language, "parks")
    with right:
        show_legends([drawn(name, question)[1] for name in ("plan", "planlines")], language)


def _show_park(found: PlanRun, language: Language) -> None:
    """Draw what the plan places in the park that was clicked."""
    dossier, park = dossier_of(found), recall("plan.park")
    if park not in dossier.problem.park_index or dossier.report is None:
        return
    grid = assignment_grid(dossier, dossier.report, language=language)
    name = dossier.problem.parks[dossier.problem.park_index[park]].name.pick(language)
    there = {item.project_id for item in dossier.report.plan.placements if item.park_id == park}
    rows = tuple(row for row in grid.rows if row[0] in there and row[3] == name)
    heading(name, translate("plan.note.park", language, count=len(rows)))
    if rows:
        st.html(grid_html(Table(grid.headings, rows)))
