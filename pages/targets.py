"""The targets page: every goal of 2027 and beyond, the pace that is left, how each stands, and what contradicts."""

import streamlit as st

from layout.i18n import translate
from layout.ui.charts import download_table
from layout.ui.landuse.office import ask_table
from layout.ui.landuse.targets_view import board_html, counts_html, goal_detail, group_options, show_conflicts
from layout.ui.number_field import whole_number
from layout.ui.state import language, publish
from layout.ui.widgets import choice
from layout.workflow.landuse.office_store import office_figures
from layout.workflow.landuse.target_board import target_board, this_year

FIRST_YEAR, LAST_YEAR = 2020, 2060


@st.fragment
def goals() -> None:
    """Draw the controls, the table, one goal and the conflicts."""
    chosen_language = language()
    left, right = st.columns([1, 3.2], gap="medium")
    with left:
        year = whole_number(
            "as_of",
            translate("targets.ui.as_of", chosen_language),
            start=this_year(),
            low=FIRST_YEAR,
            high=LAST_YEAR,
        )
        ask_table("figures", chosen_language)
        board = target_board(office=office_figures(), as_of=year)
        group = choice(
            "group",
            group_options(board, chosen_language),
            label=translate("targets.ui.group", chosen_language),
        )
        publish({"group": group})
        download_table(board.table.assign(as_of=year), "targets", language=chosen_language)
    with right:
        st.html(counts_html(board, chosen_language))
        tabs = st.tabs(
            [translate(f"targets.ui.tab.{name}", chosen_language) for name in ("table", "goal", "conflicts")]
        )
        with tabs[0]:
            st.html(board_html(board, group, language=chosen_language))
        with tabs[1]:
            goal_detail(board, chosen_language)
        with tabs[2]:
            show_conflicts(board, chosen_language)


goals()
