"""The site-selection page: brief, candidates, rules, criteria, weights, result with its proof, runs, export."""

import streamlit as st

from layout.ui.case.brief_form import case_choice
from layout.ui.sites.steps import STEPS, show_step
from layout.ui.state import language, publish
from layout.ui.views import view_choice


@st.fragment
def site_selection() -> None:
    """Draw the choice of case and step, and the step that was chosen."""
    chosen = language()
    left, right = st.columns([1, 2.6], gap="medium", vertical_alignment="bottom")
    with left:
        key = case_choice(chosen)
    with right:
        step = view_choice("step", tuple(STEPS), prefix="sites.step", language=chosen)
    publish({"case": key, "step": step})
    show_step(step, key, language=chosen)


site_selection()
