"""The ranking of gaps, from the city down to a park."""

from typing import TYPE_CHECKING

from geodata.text import Language
from layout.ui.landuse.drill_view import ask_focus, show_next, show_totals
from layout.ui.landuse.efficiency_view import show_gaps, show_parts
from layout.ui.landuse.park_view import show_park
from layout.workflow.landuse.drill import focused

if TYPE_CHECKING:
    from layout.workflow.landuse.efficiency import Efficiency


def show_ranking(found: "Efficiency", language: Language) -> None:
    """Draw the way down, then totals, ranking, the next step and the decomposition of what was chosen.

    Parameters
    ----------
    found
        The efficiency of the city.
    language
        Language of every word.
    """
    focus = ask_focus(found, language)
    near = focused(found, focus)
    if focus.park:
        show_park(found, focus.park, language=language)
        return
    show_totals(near, language)
    show_next(near, focus, language=language)
    show_gaps(near, language)
    show_parts(near, language)
