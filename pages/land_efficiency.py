"""The land-efficiency page: gaps against the target, frontier, paths, project check, grading, time series."""

import streamlit as st

from layout.ui.check_view import show_check
from layout.ui.efficiency_controls import ask_efficiency
from layout.ui.efficiency_map import show_efficiency_map
from layout.ui.efficiency_ranking import show_ranking
from layout.ui.efficiency_view import notes_html, show_peers, show_scatter
from layout.ui.frontier_view import show_frontier
from layout.ui.grading_view import show_grading
from layout.ui.indicators_view import show_indicators
from layout.ui.paths_view import show_paths
from layout.ui.series_view import show_series
from layout.ui.state import language, publish
from layout.ui.views import view_choice
from layout.workflow.office_store import office_parks

VIEWS = ("gaps", "map", "scatter", "frontier", "paths", "check", "grading", "indicators", "series")


@st.fragment
def efficiency_page() -> None:
    """Draw the controls and the view that was chosen; the others are not computed."""
    chosen_language = language()
    found = ask_efficiency(chosen_language)
    st.html(notes_html(found, chosen_language))
    view = view_choice("view", VIEWS, prefix="landuse.ui.tab", language=chosen_language)
    publish({"view": view})
    if view == "gaps":
        show_ranking(found, chosen_language)
    elif view == "map":
        show_efficiency_map(found, chosen_language)
    elif view == "scatter":
        show_scatter(found, chosen_language)
    elif view == "frontier":
        show_frontier(office_parks(), chosen_language)
        show_peers(found, chosen_language)
    elif view == "paths":
        show_paths(found, chosen_language)
    elif view == "check":
        show_check(found.target, chosen_language)
    elif view == "grading":
        show_grading(chosen_language)
    elif view == "indicators":
        show_indicators(chosen_language)
    else:
        show_series(chosen_language)


efficiency_page()
