"""What the reader chooses on the land-efficiency page, and the efficiency that follows from it."""

import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.ui.landuse.office import ask_table
from layout.ui.number_field import number_field
from layout.ui.state import bind, publish, recall
from layout.ui.widgets import choice
from layout.workflow.desk.tables import desk_cached
from layout.workflow.landuse.efficiency import ESTIMATE_PAIR, Efficiency, efficiency
from layout.workflow.landuse.office_store import office_parks
from layout.workflow.maps.choices import pair_choices, target_intensity


def ask_efficiency(language: Language) -> Efficiency:
    """Draw the controls and return the efficiency of the parks under what was chosen."""
    first, second, third, fourth = st.columns([1.6, 0.8, 1.1, 1.3], vertical_alignment="bottom")
    office = office_parks()
    with first:
        names = {
            one.pair_id: one.name.pick(language) + ("" if office is not None else f" ({one.parks})")
            for one in pair_choices()
            if "-per-" in one.pair_id and (one.parks or office is not None)
        }
        pair = choice("pair", names, label=translate("landuse.ui.pair", language), default=ESTIMATE_PAIR)
    with second:
        target = ask_target(language)
    with third:
        key, changed = bind("estimates", recall("estimates", default=False))
        estimates = st.checkbox(translate("landuse.ui.estimates", language), key=key, on_change=changed)
    with fourth:
        ask_table("parks", language)
    publish({"pair": pair})
    if office is not None:
        return efficiency(pair, office=office, target=target)
    return _embedded(pair, estimates=bool(estimates), target=target)


def ask_target(language: Language) -> float:
    """Draw the field for the target and return it in 亿元/km², that of the plan while the field is blank."""
    words = translate("landuse.ui.target", language)
    aim = number_field("target", words, start=target_intensity(), low=1.0, high=1e4)
    return aim or target_intensity()


@desk_cached(maxsize=16)
def _embedded(pair: str, *, estimates: bool, target: float) -> Efficiency:
    """Return the efficiency of the parks on the desk; shared, never changed."""
    return efficiency(pair, estimates=estimates, target=target)
