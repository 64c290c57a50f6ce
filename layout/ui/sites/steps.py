"""The steps of site selection, one of which is drawn; the others cost nothing and keep what was entered."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.i18n import translate
from layout.ui.case.brief_form import ask_brief, case_uploader
from layout.ui.case.cases import case_by_key
from layout.ui.ranking.result_step import show_result
from layout.ui.sites.candidates_step import show_candidates
from layout.ui.sites.criteria_step import show_criteria_step
from layout.ui.sites.export_step import show_export
from layout.ui.sites.rules_step import show_rules
from layout.ui.sites.runs_step import show_runs
from layout.ui.state import remember
from layout.ui.weights.step import show_weights
from layout.ui.widgets import heading, notice, quiet

Step = Callable[[str, Language], None]
"""Draws one step for the key of a case, with every word in a language; raises what is wrong with the case."""


def show_step(step: str, key: str, *, language: Language) -> None:
    """Draw one step; what is wrong with the case is said in a box, and everything entered stays.

    Parameters
    ----------
    step
        One of `STEPS`.
    key
        Key of the case.
    language
        Language of every word.
    """
    try:
        STEPS[step](key, language)
    except ExplainedError as error:
        notice(error.message(language), "error")
    _neighbours(step, language)


def _neighbours(step: str, language: Language) -> None:
    """Draw the ways to the step before and to the one after."""
    order = list(STEPS)
    place = order.index(step)
    before, _, after = st.columns([1, 2.4, 1])
    if place > 0:
        words = translate(f"sites.step.{order[place - 1]}", language)
        before.button(
            f"← {words}",
            key="w_step_back",
            on_click=lambda: remember("step", order[place - 1]),
            width="stretch",
        )
    if place + 1 < len(order):
        words = translate(f"sites.step.{order[place + 1]}", language)
        after.button(
            f"{words} →",
            key="w_step_next",
            on_click=lambda: remember("step", order[place + 1]),
            width="stretch",
        )


def show_brief(key: str, language: Language) -> None:
    """Draw the project brief, and the button that ranks the sites for it."""
    case = case_by_key(key)
    heading(translate("sites.brief.title", language), case.note.pick(language))
    ask_brief(key, case, language=language)
    with st.expander(translate("ui.sites.load", language)):
        case_uploader(language)
    with st.columns([1, 2])[0]:
        st.button(
            translate("ui.sites.run", language),
            key="run",
            type="primary",
            on_click=lambda: remember("step", "result"),
            width="stretch",
        )
    quiet(translate("ui.sites.empty", language))


STEPS: Final[Mapping[str, Step]] = {
    "brief": show_brief,
    "candidates": show_candidates,
    "rules": show_rules,
    "criteria": show_criteria_step,
    "weights": show_weights,
    "result": show_result,
    "runs": show_runs,
    "export": show_export,
}
