"""The folium side of the map: a base that never changes, and layers that name a URL instead of carrying data.

What the base map renders is the identity of the streamlit component: a changed base is mounted anew and loses the
reader's view. Everything that depends on a choice or on the language is therefore in the feature group.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import folium
import streamlit as st
from branca.element import MacroElement
from folium.map import Layer
from folium.template import Template
from streamlit_folium import st_folium

from geodata.text import Language
from layout.i18n import translate
from layout.ui.maps.assets import ROOT_FROM_COMPONENT, refuse_remote_links

# south-west and north-east corners of the municipality (latitude, longitude), with a little air
CHONGQING_BOUNDS = ((28.1, 105.2), (32.25, 110.25))
_CENTRE = (30.05, 107.75)
CLICK = "last_active_drawing"
Bounds = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """One layer of the map: where its data are and how the reader meets it. It holds no data.

    Parameters
    ----------
    id
        Identifier that stays the same in both languages; the reader's choice to see the layer is kept under it.
    url
        Path and query below the server's root, for example `data/parks.geojson?lang=zh`.
    label
        Words in the layer control.
    order
        Drawing order, the greatest on top.
    kind
        `path` draws polygons, circles and shapes; `ring` draws the position precision of points in metres.
    show
        Whether the layer is on at first.
    control
        Whether the layer control lists it.
    interactive
        Whether features answer to the pointer with a tooltip.
    outline
        Whether only the line of a polygon answers, not its inside.
    selectable
        Whether a click on a feature is told to the page.
    label_zoom
        Zoom from which names are written, None for never.
    """

    id: str
    url: str
    label: str
    order: int
    kind: Literal["path", "ring"] = "path"
    show: bool = True
    control: bool = True
    interactive: bool = True
    outline: bool = False
    selectable: bool = False
    label_zoom: float | None = None

    def for_browser(self) -> dict[str, Any]:
        """Return the spec as the script reads it, with the address as seen from the component's page."""
        return asdict(self) | {"url": f"{ROOT_FROM_COMPONENT}{self.url}"}


@dataclass(frozen=True, slots=True)
class RasterSpec:
    """A picture on the map, fetched by URL and replaced without flicker when the URL changes.

    Parameters
    ----------
    id
        Identifier that stays the same.
    url
        Path and query below the server's root.
    label
        Words in the layer control.
    bounds
        West, south, east, north in degrees; the map goes there when they change.
    clickable
        Whether a click anywhere on the map is told to the page, as feature "lon,lat" of layer `place`.
    marker
        Longitude and latitude of a place to mark.
    """

    id: str
    url: str
    label: str
    bounds: tuple[float, float, float, float]
    clickable: bool = False
    marker: tuple[float, float] | None = None

    def for_browser(self) -> dict[str, Any]:
        """Return the spec as the script reads it, with the address as seen from the component's page."""
        more = {"url": f"{ROOT_FROM_COMPONENT}{self.url}", "order": -1, "show": True, "control": True}
        return asdict(self) | more


Spec = LayerSpec | RasterSpec

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_NOT_INERT = str.maketrans({character: f"\\u{ord(character):04x}" for character in "{}%#<>&'`$"})


def inert_json(value: object) -> str:
    """Return `value` as JSON whose strings hold nothing that a template, a script or HTML would read.

    Folium compiles what it has rendered a second time as a template, so escaping for the first is not enough.
    """
    return _STRING.sub(lambda found: found[0].translate(_NOT_INERT), json.dumps(value))


class UrlGeoJson(Layer):
    """A layer or picture that the browser fetches by URL and draws itself; data never enter a template.

    Parameters
    ----------
    spec
        What to fetch and how to treat it.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = cq.{{ this.function }}({{ this.spec }}, {{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, spec: Spec) -> None:
        # the script puts the layer on its parent where the reader has it on, so folium must not
        super().__init__(name=spec.id, overlay=True, control=False, show=False)
        self._name = "UrlGeoJson"
        self.function = "raster" if isinstance(spec, RasterSpec) else "layer"
        self.spec = inert_json(spec.for_browser())


class ScriptCall(MacroElement):
    """One call of the map script, with arguments that are our own words and numbers.

    Parameters
    ----------
    function
        Name below `cq`.
    arguments
        Values that become JSON.
    on_map
        Whether the map itself is the first argument.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "cq.{{ this.function }}({% if this.on_map %}{{ this._parent.get_name() }}, {% endif %}{{ this.argument }});"
        "{% endmacro %}"
    )

    def __init__(self, function: str, argument: object, *, on_map: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Call"
        self.function = function
        self.argument = inert_json(argument)
        self.on_map = on_map


def base_map(bounds: Bounds = CHONGQING_BOUNDS) -> folium.Map:
    """Return the map without any layer; the same script every time, so that the reader's view is kept.

    Parameters
    ----------
    bounds
        What it shows at first: south-west and north-east corner, latitude before longitude.
    """
    view = folium.Map(
        location=_CENTRE,
        zoom_start=7,
        tiles=None,
        prefer_canvas=True,
        font_size="13px",
        attributionControl=False,
        minZoom=6,
        maxZoom=18,
        zoomSnap=0.25,
        wheelPxPerZoomLevel=120,
    )
    view.add_child(ScriptCall("start", {"bounds": bounds}, on_map=True))
    return view


def layer_group(
    layers: Sequence[Spec], language: Language, *, selected: tuple[str, str] | None = None
) -> folium.FeatureGroup:
    """Return the replaceable part of the map.

    Parameters
    ----------
    layers
        Layers to draw.
    language
        Language of the map's own words.
    selected
        Layer id and feature id of what the panel shows.
    """
    group = folium.FeatureGroup(name="layers", control=False)
    group.add_child(
        ScriptCall("begin", {word: translate(f"ui.map.{word}", language) for word in ("failed", "home")})
    )
    for spec in layers:
        group.add_child(UrlGeoJson(spec))
    chosen = None if selected is None else {"layer": selected[0], "id": selected[1]}
    group.add_child(ScriptCall("finish", chosen))
    return group


def show_map(
    layers: Sequence[Spec],
    *,
    language: Language,
    key: str,
    height: int,
    on_select: Callable[[str, str], None],
    selected: tuple[str, str] | None = None,
) -> None:
    """Draw the map. Panning and zooming are not reported, so they rerun nothing; a click calls `on_select` once.

    Parameters
    ----------
    layers
        Layers to draw.
    language
        Language of the map's own words.
    key
        Identity of this map among the pages.
    height
        Height in CSS pixels.
    on_select
        Called with layer id and feature id before the rerun that follows a click.
    selected
        What is marked as selected.
    """
    view = base_map()
    refuse_remote_links(view)

    def clicked() -> None:
        feature = (st.session_state.get(key) or {}).get(CLICK) or {}
        properties = feature.get("properties") or {}
        if "layer" in properties and "id" in properties:
            on_select(str(properties["layer"]), str(properties["id"]))

    st_folium(
        view,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[CLICK],
        feature_group_to_add=layer_group(layers, language, selected=selected),
        on_change=clicked,
    )


def show_place(layers: Sequence[Spec], bounds: Bounds, *, language: Language, key: str, height: int) -> None:
    """Draw a map that only shows where something lies; nothing on it is reported.

    Parameters
    ----------
    layers
        Layers to draw.
    bounds
        What it shows at first.
    language
        Language of the map's own words.
    key
        Identity of this map; another one is a new map.
    height
        Height in CSS pixels.
    """
    view = base_map(bounds)
    refuse_remote_links(view)
    st_folium(
        view,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=layer_group(layers, language),
    )
