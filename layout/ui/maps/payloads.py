"""Bytes behind `/data/<layer>.geojson`: the question taken apart, the layer drawn in the language asked for."""

from collections.abc import Mapping
from urllib.parse import urlencode

from geodata.text import LANGUAGES, Language
from layout.ui.maps.display import display_bytes
from layout.ui.maps.layers import drawn
from layout.ui.maps.questions import Question, UnknownPayloadError
from layout.workflow.desk.tables import desk_state

_LANGUAGE = "lang"
_STATE = "state"


def payload_bytes(layer: str, query: Mapping[str, str]) -> bytes:
    """Return a layer for display as UTF-8 GeoJSON.

    Parameters
    ----------
    layer
        Name of the layer in the URL.
    query
        Parameters of the URL: `lang`, the choices of the layer, and `state`, which only makes the browser ask anew.

    Raises
    ------
    UnknownPayloadError
        There is no such layer, language or choice.
    """
    question = dict(query)
    frame, style = drawn(
        layer, {name: value for name, value in question.items() if name not in {_LANGUAGE, _STATE}}
    )
    return display_bytes(frame, style, language=_language(question.get(_LANGUAGE, "")))


def payload_url(layer: str, question: Question, *, language: Language) -> str:
    """Return the address of a layer below the server's root; it changes with the office's workspace."""
    state = desk_state()
    told = {_STATE: state} if state else {}
    return f"data/{layer}.geojson?{urlencode({_LANGUAGE: language, **question, **told})}"


def _language(asked: str) -> Language:
    """Return the language asked for."""
    for known in LANGUAGES:
        if asked == known:
            return known
    raise UnknownPayloadError(
        en=f"map layer: language {asked!r}, expected one of {', '.join(LANGUAGES)}",
        zh=f"地图图层：语言 {asked!r}，应为 {'、'.join(LANGUAGES)} 之一",
    )
