"""The data page: what is in the product, under which terms, how sure, and what is missing."""

import streamlit as st

from layout.i18n import translate
from layout.ui.catalogue_view import catalogue_table, conflicts_html, gaps_html, layer_card, layer_titles
from layout.ui.state import language, publish
from layout.ui.widgets import choice, heading, notice

chosen_language = language()


@st.fragment
def one_layer() -> None:
    """Show one dataset in detail."""
    label = translate("ui.data.choose", chosen_language)
    with st.columns([1, 1])[0]:
        layer_id = choice("layer", layer_titles(chosen_language), label=label, default="parks")
    publish({"layer": layer_id})
    layer_card(layer_id, chosen_language)


notice(translate("ui.data.review_number", chosen_language), "warn")
tabs = st.tabs(
    [translate(f"ui.data.tab.{name}", chosen_language) for name in ("layer", "all", "conflicts", "gaps")]
)
with tabs[0]:
    one_layer()
with tabs[1]:
    heading(translate("ui.data.all_title", chosen_language), translate("ui.data.all_note", chosen_language))
    st.html(catalogue_table(chosen_language))
with tabs[2]:
    heading(
        translate("ui.data.conflicts_title", chosen_language),
        translate("ui.data.conflicts_note", chosen_language),
    )
    st.html(conflicts_html(chosen_language))
with tabs[3]:
    heading(translate("ui.data.gaps_title", chosen_language), translate("ui.data.gaps_note", chosen_language))
    st.html(gaps_html(chosen_language))
