"""The layout-plan page: a pipeline of projects over the parks, solved, verified, compared and taken away."""

import streamlit as st

from geodata.text import Language
from layout.ui.kept.plans import PlanRun
from layout.ui.plan.choices import show_choices
from layout.ui.plan.compare import show_compare
from layout.ui.plan.effect import show_effect, show_phases
from layout.ui.plan.files import show_files
from layout.ui.plan.firm import show_firmness, show_land
from layout.ui.plan.form import ask_edits
from layout.ui.plan.front import show_front
from layout.ui.plan.result import dossier_of, show_plan, show_status
from layout.ui.plan.solve import current_plan, say_missing, solve_controls
from layout.ui.plan.source import ask_source
from layout.ui.state import language, publish
from layout.ui.views import view_choice
from layout.workflow.allocation.upload import Bundle

VIEWS = ("plan", "choices", "effect", "compare", "front", "phases", "land", "firmness", "files")
DRAW = {
    "plan": show_plan,
    "effect": show_effect,
    "compare": show_compare,
    "front": show_front,
    "phases": show_phases,
    "land": show_land,
    "firmness": show_firmness,
    "files": show_files,
}


def show(view: str, key: str, *, bundle: Bundle, found: PlanRun | None, chosen_language: Language) -> None:
    """Draw the view that was chosen; the choices are there before anything is solved."""
    if view == "choices":
        show_choices(key, bundle, language=chosen_language)
        return
    if found is not None:
        whole = view == "plan" or found.run.report is None
        show_status(dossier_of(found), chosen_language, whole=whole)
        if view == "files" or found.run.report is not None:
            DRAW[view](found, chosen_language)
            return
    say_missing(found, bundle, language=chosen_language)


@st.fragment
def plan_page() -> None:
    """Draw the form and, beside it, the plan."""
    chosen_language = language()
    left, right = st.columns([1, 2.9], gap="medium")
    with left:
        key, bundle = ask_source(chosen_language)
        edits = ask_edits(key, bundle, language=chosen_language)
        solve_controls(key, bundle, edits=edits, language=chosen_language)
    with right:
        view = view_choice("plan_view", VIEWS, prefix="plan.tab", language=chosen_language)
        publish({"plan_view": view, "plan_case": key})
        show(view, key, bundle=bundle, found=current_plan(key), chosen_language=chosen_language)


plan_page()
