"""The site-selection page: a project brief, the ranking of the parks, why each has its rank, and the files."""

import streamlit as st

from geodata.errors import ExplainedError
from layout.config import dump_case, parse_case
from layout.i18n import translate
from layout.ui.brief import case_of
from layout.ui.brief_form import ask_brief, case_choice
from layout.ui.cases import case_by_key
from layout.ui.results import show_criteria, show_results
from layout.ui.runs import run_case
from layout.ui.state import language, publish, recall, remember
from layout.ui.widgets import button, notice

chosen_language = language()


def run_brief(key: str, origin: str) -> None:
    """Rank the sites for the brief as it stands; what is wrong with it is said and nothing entered is lost."""
    case = case_by_key(key)
    brief = ask_brief(key, case, language=chosen_language)
    if button("run", translate("ui.sites.run", chosen_language), primary=True):
        try:
            edited = case_of(case, brief, language=chosen_language)
            run_case(edited)
        except ExplainedError as error:
            notice(error.message(chosen_language), "error")
            return
        remember(origin, dump_case(edited))


@st.fragment
def brief_and_results() -> None:
    """Draw the form and, beside it, the latest results."""
    left, right = st.columns([1, 2.5], gap="medium")
    with left:
        key = case_choice(chosen_language)
        publish({"case": key})
        run_brief(key, f"{key}.run")
    with right:
        text = recall(f"{key}.run")
        if text is None:
            notice(translate("ui.sites.empty", chosen_language), "empty")
            show_criteria(case_by_key(key), chosen_language)
        else:
            show_results(run_case(parse_case(text, origin=key)), chosen_language)


brief_and_results()
