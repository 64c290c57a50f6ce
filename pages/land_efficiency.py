"""The land-efficiency page: gaps against the target, frontier, paths, project check, grading, time series."""

import streamlit as st

from geodata.text import Language
from layout.ui.landuse.check_view import show_check
from layout.ui.landuse.efficiency_controls import ask_efficiency
from layout.ui.landuse.efficiency_map import show_efficiency_map
from layout.ui.landuse.efficiency_ranking import show_ranking
from layout.ui.landuse.efficiency_view import notes_html, show_peers, show_scatter
from layout.ui.landuse.frontier_view import show_frontier
from layout.ui.landuse.grading_view import show_grading
from layout.ui.landuse.indicators_view import show_indicators
from layout.ui.landuse.office import ask_table
from layout.ui.landuse.paths_view import show_paths
from layout.ui.landuse.series_view import show_series
from layout.ui.state import language, publish
from layout.ui.views import view_choice
from layout.workflow.landuse.office_store import office_parks

VIEWS = ("gaps", "map", "scatter", "frontier", "paths", "check", "grading", "indicators", "series")
OF_THEIR_OWN = ("check", "grading", "indicators", "series")


def show_own(view: str, chosen_language: Language) -> None:
    """Draw a view that rests on no definition of output intensity."""
    if view == "check":
        show_check(chosen_language)
    elif view == "grading":
        show_grading(chosen_language)
    elif view == "indicators":
        with st.columns([1, 1])[0]:
            ask_table("parks", chosen_language)
        show_indicators(chosen_language)
    else:
        show_series(chosen_language)


@st.fragment
def efficiency_page() -> None:
    """Draw the controls and the view that was chosen; the others are not computed."""
    chosen_language = language()
    view = view_choice("view", VIEWS, prefix="landuse.ui.tab", language=chosen_language)
    publish({"view": view})
    if view in OF_THEIR_OWN:
        show_own(view, chosen_language)
        return
    found = ask_efficiency(chosen_language)
    st.html(notes_html(found, chosen_language))
    if view == "gaps":
        show_ranking(found, chosen_language)
    elif view == "map":
        show_efficiency_map(found, chosen_language)
    elif view == "scatter":
        show_scatter(found, chosen_language)
    elif view == "frontier":
        show_frontier(office_parks(), chosen_language)
        show_peers(found, chosen_language)
    else:
        show_paths(found, chosen_language)


efficiency_page()
