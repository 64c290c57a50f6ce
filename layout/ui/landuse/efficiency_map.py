"""The map of the land-efficiency page: the figures of its ranking, whatever they rest on."""

from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd

from geodata.text import Language
from geodata.write import to_geojson_bytes
from layout.i18n import translate
from layout.ui.downloads import file_button
from layout.ui.maps.credits import show_credits
from layout.ui.maps.layers import drawn
from layout.ui.maps.legends import show_legends
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import LayerSpec, show_map
from layout.ui.state import recall, remember
from layout.ui.widgets import notice
from layout.workflow.landuse.efficiency_map import unplaced
from layout.workflow.landuse.office_store import kept_table

if TYPE_CHECKING:
    from layout.workflow.landuse.efficiency import Efficiency

MAP_HEIGHT = 520
_LAYERS = {"efficiency_districts": "districts", "efficiency_parks": "parks"}


def show_efficiency_map(found: "Efficiency", language: Language) -> None:
    """Draw districts and parks classed around the target, with their legends and what cannot be drawn.

    Parameters
    ----------
    found
        What is shown elsewhere on the page.
    language
        Language of every word.
    """
    question = question_of(found)
    layers = [
        LayerSpec(
            name,
            payload_url(name, question, language=language),
            translate(f"ui.map.layer.{label}", language),
            10 * order,
            selectable=True,
            label_zoom=7.0,
        )
        for order, (name, label) in enumerate(_LAYERS.items(), start=1)
    ]
    park = recall("at_park")
    selected = ("efficiency_parks", park) if park else None
    show_map(
        layers,
        language=language,
        key="efficiency_map",
        height=MAP_HEIGHT,
        on_select=_select,
        selected=selected,
    )
    show_credits(language, "parks")
    drawings = {name: drawn(name, question) for name in _LAYERS}
    show_legends([style for _, style in drawings.values()], language)
    parks = drawings["efficiency_parks"][0]
    lost = unplaced(parks)
    if len(lost):
        names = ("、" if language == "zh" else ", ").join(lost[f"name_{language}"].astype(str))
        notice(translate("landuse.ui.map_unplaced", language, names=names), "warn")
    file_button(
        translate("landuse.ui.map_download", language),
        partial(geojson_of, parks, found),
        name="land_efficiency_parks.geojson",
        key="efficiency_geojson",
        wide=False,
    )


def question_of(found: "Efficiency") -> dict[str, str]:
    """Return the question that the layers answer; the checksum of the office's table keeps a newer one apart."""
    kept = kept_table("parks")
    return {
        "pair": found.pair_id,
        "target": repr(found.target),
        "estimates": "yes" if found.estimated else "no",
        "office": "" if kept is None else kept.sha256[:16],
    }


def geojson_of(parks: gpd.GeoDataFrame, found: "Efficiency") -> bytes:
    """Return the parks of the map with their figures as GeoJSON; each says what it rests on."""
    kept = parks.drop(columns=["zone_ids", "cluster_ids", "leading_cluster"]).assign(
        pair=found.pair_id, target_yi_per_km2=found.target, contains_estimates=found.estimated
    )
    return to_geojson_bytes(kept)


def _select(layer: str, feature: str) -> None:
    """Take over a click: the ranking, the peers and the path go to that park or district."""
    if layer == "efficiency_parks":
        remember("at_park", feature)
        remember("peer_of", feature)
        remember("path_of", feature)
    else:
        remember("at_district", feature)
        remember("at_park", "")
