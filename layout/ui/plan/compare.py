"""Plans beside one another: the one by hand, further plans that truly differ, and what a forced choice costs."""

import streamlit as st

from geodata.text import Language
from layout.allocation.account import Dossier, PlanReport
from layout.i18n import translate
from layout.report.plan import named_plans
from layout.report.plan_tables import difference_grid, forced_grid, plans_grid
from layout.ui.charts import download_table
from layout.ui.kept.plans import PlanRun
from layout.ui.number_field import whole_number
from layout.ui.plan.result import dossier_of, grid_frame, grid_html
from layout.ui.plan.solve import study_controls
from layout.ui.widgets import choice, heading, notice, quiet
from layout.workflow.allocation.allocate import report_of
from layout.workflow.allocation.studies import Studies, plan_in

_MOST_PLANS = 6
_SECONDS = 60.0
_OUT = ""


def show_compare(found: PlanRun, language: Language) -> None:
    """Draw the plans side by side, their differences, and the price of a choice."""
    dossier = dossier_of(found)
    report = dossier.report
    if report is None:
        return
    heading(translate("plan.compare.title", language), translate("plan.compare.note", language))
    with st.columns([1, 2])[0]:
        name = translate("plan.field.alternatives", language)
        count = whole_number("plan.alternatives", name, start=3, low=2, high=_MOST_PLANS)
        study_controls(
            found, "alternatives", wanted=Studies(alternatives=count), seconds=_SECONDS, language=language
        )
    plans = all_plans(found, dossier, report=report, language=language)
    table = plans_grid(dossier, plans, language=language)
    st.html(grid_html(table))
    with st.columns([1, 2])[0]:
        download_table(grid_frame(table), "plans", language=language)
    _differences(dossier, plans, language)
    _forced(found, dossier, language)


def all_plans(
    found: PlanRun, dossier: Dossier, *, report: PlanReport, language: Language
) -> dict[str, PlanReport]:
    """Return the plan, the one by hand and the further ones, by their names in words.

    Parameters
    ----------
    found, dossier, report
        The run, what is told of it, and its plan.
    language
        Language of the names.
    """
    plans = named_plans(dossier, report, language=language)
    for number, item in enumerate(found.studies.get("alternatives", [])):
        plan = plan_in(item)
        if plan.parts() != report.plan.parts():
            name = translate("plan.word.alternative", language, number=number + 1)
            plans[name] = report_of(dossier.problem, plan)
    return plans


def _differences(dossier: Dossier, plans: dict[str, PlanReport], language: Language) -> None:
    """Draw the projects that another plan puts elsewhere."""
    first, *others = plans
    heading(translate("plan.compare.differences", language))
    with st.columns([1, 2])[0]:
        label = translate("plan.field.other", language)
        other = choice("plan_other", {name: name for name in others}, label=label)
    table = difference_grid(
        dossier, plans[first], other=plans[other], names=(first, other), language=language
    )
    if not table.rows:
        notice(translate("plan.note.same", language))
        return
    st.html(grid_html(table))
    with st.columns([1, 2])[0]:
        download_table(grid_frame(table), "differences", language=language)


def _forced(found: PlanRun, dossier: Dossier, language: Language) -> None:
    """Draw what it costs to force a project into a park, or out."""
    problem = dossier.problem
    heading(translate("plan.report.forced", language), translate("plan.note.forced", language))
    first, second, third = st.columns([1.2, 1.2, 1], vertical_alignment="bottom")
    with first:
        projects = {project.project_id: project.name.pick(language) for project in problem.projects}
        project = choice("plan_project", projects, label=translate("plan.head.project", language))
    with second:
        parks = {park.park_id: park.name.pick(language) for park in problem.parks}
        out = {_OUT: translate("plan.word.nowhere", language)}
        park = choice("plan_to", {**parks, **out}, label=translate("plan.head.forced_to", language))
    with third:
        wanted = Studies(forced=((project, park or None),))
        study_controls(found, "forced", wanted=wanted, seconds=_SECONDS, language=language)
    table = forced_grid(dossier, found.studies, language=language)
    if table.rows:
        st.html(grid_html(table))
        with st.columns([1, 2])[0]:
            download_table(grid_frame(table), "forced", language=language)
    quiet(translate("plan.note.change", language))
