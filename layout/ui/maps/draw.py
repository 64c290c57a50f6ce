"""A map to draw on: polygons, rectangles and points over districts, parks and the sites that are kept."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from folium.plugins import Draw
from streamlit_folium import st_folium

from geodata.text import Language
from layout.i18n import translate
from layout.ui.maps.assets import refuse_remote_links
from layout.ui.maps.view import LayerSpec, ScriptCall, base_map, layer_group
from layout.viz.palette import OKABE_ITO

DRAWINGS: Final = "all_drawings"
_WORDS: Final = (
    "polygon",
    "rectangle",
    "marker",
    "finish",
    "undo",
    "cancel",
    "start",
    "next",
    "close",
    "drag",
    "release",
    "place",
    "edit",
    "remove",
    "nothing",
    "save",
    "clear",
    "drag_corner",
    "click_remove",
)
_STROKE: Final = {"color": OKABE_ITO["vermillion"], "weight": 3, "fillOpacity": 0.2}


def draw_tools() -> Draw:
    """Return the drawing tools: polygon, rectangle, point; no lines and no circles, which are no parcels."""
    shape = {"shapeOptions": _STROKE, "showArea": False}
    return Draw(  # type: ignore[no-untyped-call]  # folium's plugins have no types
        show_geometry_on_click=False,
        position="topleft",
        draw_options={
            "polygon": shape,
            "rectangle": shape,
            "marker": True,
            "polyline": False,
            "circle": False,
            "circlemarker": False,
        },
    )


def show_draw_map(
    layers: Sequence[LayerSpec], *, language: Language, key: str, height: int, turn: int = 0
) -> Mapping[str, Any] | None:
    """Draw the map and return the latest geometry drawn on it (GeoJSON, WGS84), None before anything is drawn.

    Parameters
    ----------
    layers
        Layers below the drawing.
    language
        Language of the map's own words.
    key
        Identity of this map.
    height
        Height in CSS pixels.
    turn
        Another number clears what was drawn; the view of the map stays.
    """
    view = base_map()
    words = {name: translate(f"own_draw.tool.{name}", language) for name in _WORDS}
    view.add_child(ScriptCall("drawWords", words, on_map=True))
    view.add_child(draw_tools())
    refuse_remote_links(view)
    group = layer_group(layers, language)
    group.add_child(ScriptCall("forgetDrawings", turn))
    told = st_folium(
        view,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[DRAWINGS],
        feature_group_to_add=group,
    )
    return latest_drawing(told)


def latest_drawing(told: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return the geometry of the last drawing in what the map reports, None where there is none.

    Parameters
    ----------
    told
        What the map reports.
    """
    drawings = (told or {}).get(DRAWINGS) or []
    geometry = drawings[-1].get("geometry") if drawings and isinstance(drawings[-1], dict) else None
    return geometry if isinstance(geometry, dict) else None
