"""The credits that a map owes to the layers it shows."""

from collections.abc import Iterable

from geodata.catalog import entry
from geodata.text import Language

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
    return " ".join(dict.fromkeys(entry(layer).attribution.pick(language) for layer in layers))
