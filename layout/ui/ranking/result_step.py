"""The step "result": what to know first, the map of ranked sites, and one view of the ranking and of its proof."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.ui.case.draft import draft_run
from layout.ui.kept.runs import Run
from layout.ui.ranking.proof_view import certificate_view, methods_view
from layout.ui.ranking.reasons_view import pair_view, why_view
from layout.ui.ranking.results import ranked_map, ranking_view, run_heading, warnings_html
from layout.ui.ranking.robustness_form import ask_robustness
from layout.ui.state import publish
from layout.ui.views import view_choice

VIEWS: Final[Mapping[str, Callable[[Run, Language], None]]] = {
    "ranking": ranking_view,
    "why": why_view,
    "pair": pair_view,
    "certificate": certificate_view,
    "methods": methods_view,
}


def show_result(key: str, language: Language) -> None:
    """Draw the ranking of the draft.

    Raises
    ------
    CaseError, EmptyCandidatesError, MissingDataError
        The draft cannot be run.
    """
    run = draft_run(key, language)
    run_heading(run, language)
    ranked_map(run, language)
    notes = warnings_html(run, language)
    if notes:
        with st.expander(translate("sites.result.warnings", language, count=len(run.result.warnings))):
            st.html(notes)
    view = view_choice("part", tuple(VIEWS), prefix="sites.part", language=language)
    publish({"part": view})
    if view == "certificate":
        ask_robustness(key, run.case, language=language)
    VIEWS[view](run, language)
