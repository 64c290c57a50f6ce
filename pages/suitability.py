"""The suitability page: a study, its rules and criteria, the map that follows the weights, the full run, contiguous areas."""

import streamlit as st

from geodata.errors import ExplainedError
from layout.i18n import translate
from layout.ui.state import language, publish
from layout.ui.suitability.areas_view import show_areas
from layout.ui.suitability.choice import ask_source
from layout.ui.suitability.criteria_view import show_criteria_of
from layout.ui.suitability.intro import show_intro
from layout.ui.suitability.map_view import show_study_map
from layout.ui.suitability.moment import of_moment
from layout.ui.suitability.rules_view import ask_rules, show_rules
from layout.ui.suitability.run_view import show_run
from layout.ui.suitability.shown import show
from layout.ui.suitability.warm import wait, warming
from layout.ui.views import view_choice
from layout.ui.widgets import notice

VIEWS = ("map", "rules", "criteria", "run", "areas")


@st.fragment
def suitability_page() -> None:
    """Draw the choice of the study and the view that was chosen; the others are not computed."""
    chosen = language()
    source = ask_source(chosen)
    if source is None:
        show_intro(None, chosen)
        return
    view = view_choice("view", VIEWS, prefix="suitpage.view", language=chosen)
    publish({"view": view})
    if view == "rules":
        ask_rules(source, chosen)
    try:
        with st.spinner(translate("suitpage.compiling" if warming() else "suitpage.opening", chosen)):
            wait()
            shown = show(of_moment(source, weighted=False))
        if view == "map":
            show_intro(shown, chosen)
            show_study_map(source, shown, language=chosen)
        elif view == "rules":
            show_rules(shown, chosen)
        elif view == "criteria":
            show_criteria_of(shown, chosen)
        elif view == "run":
            show_run(of_moment(source), chosen)
        else:
            show_areas(of_moment(source), shown, language=chosen)
    except ExplainedError as error:
        notice(error.message(chosen), "error")


suitability_page()
