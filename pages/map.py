"""The map page: districts, zones, parks, clusters and infrastructure, and the facts of the park that is clicked."""

import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.ui.landuse.parks import park_choice, unplaced_parks
from layout.ui.maps.controls import Choices, ask_choices, legend_styles, map_layers
from layout.ui.maps.credits import map_credits
from layout.ui.maps.legends import show_legends
from layout.ui.maps.panel import park_panel
from layout.ui.maps.view import show_map
from layout.ui.state import language, publish, remember
from layout.ui.widgets import heading, quiet

MAP_HEIGHT = 640


def select(layer: str, feature: str) -> None:
    """Take over a click on the map."""
    if layer == "parks":
        remember("park", feature)


def legend(chosen: Choices, chosen_language: Language) -> None:
    """Draw the legends: beside the map as long as no park needs that place, else below it."""
    heading(translate("ui.map.legend", chosen_language))
    show_legends(legend_styles(chosen), chosen_language)


@st.fragment
def map_and_panel() -> None:
    """Draw controls, map, panel and legends; a click reruns this and nothing else."""
    chosen_language = language()
    chosen = ask_choices(chosen_language)
    left, right = st.columns([2.35, 1])
    with right:
        park = park_choice(chosen_language)
        with st.container(height=MAP_HEIGHT - 80, border=False, key="cq_panel"):
            park_panel(park, chosen_language)
            if not park:
                legend(chosen, chosen_language)
    with left:
        show_map(
            map_layers(chosen, chosen_language),
            language=chosen_language,
            key="map",
            height=MAP_HEIGHT,
            on_select=select,
            selected=("parks", park) if park else None,
        )
    publish({"park": park or None})
    if park:
        legend(chosen, chosen_language)
    credits_line = map_credits(chosen.vintage, chosen.kinds, language=chosen_language)
    quiet(
        translate("ui.map.unplaced", chosen_language, names=unplaced_parks(chosen_language)),
        translate("ui.map.not_shipped", chosen_language),
        translate("ui.map.credits", chosen_language, credits=credits_line),
    )


map_and_panel()
