"""The parks as something to choose from."""

from geodata.text import Language
from layout.i18n import translate
from layout.ui.widgets import choice
from layout.workflow.desk.tables import desk_cached, desk_table

_NONE = ""


@desk_cached(maxsize=4)
def park_names(language: Language) -> dict[str, str]:
    """Return the names of all parks by their id, in the order of their names."""
    parks = desk_table("parks")
    names = dict(zip(parks["park_id"], parks[f"name_{language}"], strict=True))
    return dict(sorted(names.items(), key=lambda item: item[1]))


def park_choice(language: Language) -> str:
    """Return the park chosen by a click or in the list, "" for none; parks without a position are in the list too."""
    options = {_NONE: translate("ui.map.no_park", language)} | park_names(language)
    return choice("park", options, label=translate("ui.map.choose.park", language), default=_NONE)


@desk_cached(maxsize=4)
def unplaced_parks(language: Language) -> str:
    """Return the names of the parks that have no position."""
    parks = desk_table("parks")
    separator = "、" if language == "zh" else ", "
    return separator.join(parks.loc[parks["lon"].isna(), f"name_{language}"])
