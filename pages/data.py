"""The data page: the office's own files on their way in and in the workspace; what ships with the product, and what is missing."""

import streamlit as st

from layout.i18n import translate
from layout.ui.charts import download_table
from layout.ui.data.catalogue_view import (
    catalogue_frame,
    catalogue_table,
    conflicts_html,
    conflicts_table,
    gaps_html,
    layer_card,
    layer_titles,
)
from layout.ui.data.own_items import own_catalogue, own_items
from layout.ui.data.upload_view import upload_desk
from layout.ui.state import language, publish
from layout.ui.views import view_choice
from layout.ui.widgets import choice, heading, notice

VIEWS = ("own", "layer", "all", "conflicts", "gaps")

chosen_language = language()


@st.fragment
def own_data() -> None:
    """Take files in and show what is kept; an answer reruns this and nothing else."""
    upload_desk(chosen_language)
    own_items(chosen_language)


@st.fragment
def one_layer() -> None:
    """Show one dataset in detail."""
    label = translate("ui.data.choose", chosen_language)
    with st.columns([1, 1])[0]:
        layer_id = choice("layer", layer_titles(chosen_language), label=label, default="parks")
    publish({"layer": layer_id})
    layer_card(layer_id, chosen_language)


view = view_choice("data_view", VIEWS, prefix="ui.data.tab", language=chosen_language)
publish({"data_view": view})
if view != "own":
    notice(translate("ui.data.review_number", chosen_language), "warn")
if view == "own":
    own_data()
elif view == "layer":
    one_layer()
elif view == "all":
    own_catalogue(chosen_language)
    heading(translate("ui.data.all_title", chosen_language), translate("ui.data.all_note", chosen_language))
    st.html(catalogue_table(chosen_language))
    download_table(catalogue_frame(chosen_language), "catalogue", language=chosen_language)
elif view == "conflicts":
    heading(
        translate("ui.data.conflicts_title", chosen_language),
        translate("ui.data.conflicts_note", chosen_language),
    )
    st.html(conflicts_html(chosen_language))
    download_table(conflicts_table(chosen_language), "conflicts", language=chosen_language)
else:
    heading(translate("ui.data.gaps_title", chosen_language), translate("ui.data.gaps_note", chosen_language))
    st.html(gaps_html(chosen_language))
