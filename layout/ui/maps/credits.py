"""The credits that a map owes to the layers it shows."""

from collections.abc import Iterable

from geodata.catalog import entry
from geodata.text import Language
from layout.i18n import translate
from layout.ui.widgets import quiet

_BOUNDARIES = {"38": "districts", "37": "districts-2025"}


def map_credits(vintage: str, kinds: Iterable[str], *, language: Language) -> str:
    """Return the attributions of everything drawn, each once.

    Parameters
    ----------
    vintage
        District map, "38" or "37".
    kinds
        Kinds of infrastructure shown.
    language
        Language of the credits.
    """
    shown = list(kinds)
    layers = [_BOUNDARIES[vintage], "parks"]
    if shown:
        layers += ["infrastructure", "infrastructure-osm"]
    return _attributions(layers, language)


def show_credits(language: Language, *layers: str) -> None:
    """Show, below a map, to whom it owes its districts and the layers named.

    Parameters
    ----------
    language
        Language of the credits.
    layers
        Identifiers of datasets beside the districts of 38 units, which every map draws.
    """
    owed = _attributions((_BOUNDARIES["38"], *layers), language)
    quiet(translate("ui.map.credits", language, credits=owed))


def _attributions(layers: Iterable[str], language: Language) -> str:
    """Return the attributions of datasets, each once."""
    return " ".join(dict.fromkeys(entry(layer).attribution.pick(language) for layer in layers))
