"""Which layers the map offers: each a frame of the workflow and the style that the visualisation gives it.

A question for a layer is a mapping of plain words, the same that stand in the URL: the browser asks for the data
with it and the page asks for the legend with it, so that both always speak of the same thing.
"""

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Final, cast

from geodata.embedded import table
from geodata.text import Bilingual
from layout.fields import INFRASTRUCTURE_KINDS, ZONE_KINDS
from layout.i18n import catalogue
from layout.landuse.pairs import BEST, pair
from layout.ui.maps.efficiency_layers import CHOICES as EFFICIENCY_CHOICES
from layout.ui.maps.efficiency_layers import efficiency_districts_layer, efficiency_parks_layer
from layout.ui.maps.questions import Drawn, Question, one_of, unknown
from layout.ui.maps.run_layers import (
    areas_layer,
    moved_layer,
    own_layer_of_workspace,
    own_sites_layer,
    parcels_layer,
    park_outlines_layer,
    plan_layer,
    plan_lines_layer,
    preview_layer,
    ranked_layer,
)
from layout.viz import (
    by_cluster,
    by_intensity,
    by_level,
    choropleth_style,
    infrastructure_style,
    intensity_style,
    park_style,
    prefecture_style,
    zone_style,
)
from layout.viz.palette import OUTLINE
from layout.viz.parks import ParkColors
from layout.workflow.desk.tables import desk_cached
from layout.workflow.maps.choices import district_choices, target_intensity
from layout.workflow.maps.layers import (
    district_frame,
    district_intensity_frame,
    infrastructure_frame,
    park_frame,
    prefecture_frame,
    zone_frame,
)

if TYPE_CHECKING:
    from layout.landuse.vintage import Vintage

DEFAULT_PAIR: Final = "gross_output-per-approved_area"
INTENSITY: Final = "intensity"
PARK_COLOURS: Final = ("level", "cluster", INTENSITY)
ANY: Final = "any"
UNCACHED: Final = ("ranked", "parcels", "moved", "preview", "areas", "plan", "planlines")

# A first visit asks for every layer at once, from as many threads: one computes, the others wait and find it.
_lock = RLock()


def drawn(layer: str, question: Question) -> Drawn:
    """Return frame and style of a layer; shared, not to be changed.

    Parameters
    ----------
    layer
        `districts`, `parks`, `zones`, `prefectures`, `outlines`, `infrastructure`, `park_outlines`, `own_sites`, `own`, `preview`, `ranked`,
        `parcels`, `moved`, `areas`, `plan`, `planlines`, or one of those of the land-efficiency page.
    question
        Choices by name; the language is not one of them.

    Raises
    ------
    UnknownPayloadError
        There is no such layer, or it has no such choice.
    UnknownKeyError, UnlikePairError, UnknownLayerError
        The choice is not among those there are.
    """
    if layer not in _LAYERS:
        raise unknown(layer, ", ".join(_LAYERS))
    build, allowed = _LAYERS[layer]
    strange = sorted(set(question) - set(allowed))
    if strange:
        raise unknown(strange[0], ", ".join(allowed))
    if layer in UNCACHED:
        # the latest runs and previews are bounded themselves, and the kept runs are in a folder that may change
        return build(question)
    with _lock:
        return _cached(layer, tuple(sorted(question.items())))


@desk_cached(maxsize=64)
def _cached(layer: str, question: tuple[tuple[str, str], ...]) -> Drawn:
    """Return a layer that depends on its question and the state of the desk alone."""
    return _LAYERS[layer][0](dict(question))


def _districts(question: Question) -> Drawn:
    """Return the districts by an indicator of a year (`gdp@2024`) or by output intensity (`intensity@<pair>`)."""
    vintage = cast("Vintage", one_of(question.get("vintage", "38"), ("38", "37")))
    indicator, _, detail = question.get("show", "").partition("@")
    notes = (catalogue()["map.vintage.note_37"],) if vintage == "37" else ()
    if indicator == INTENSITY:
        name, remarks = _definition(detail)
        frame = district_intensity_frame(detail, vintage)
        return frame, intensity_style(
            frame["value"], name=name, target=target_intensity(), notes=(*notes, *remarks)
        )
    for found in district_choices():
        for year in found.years:
            if (found.indicator_id, str(year.year)) == (indicator, detail):
                frame = district_frame(vintage, indicator, year=year.year)
                title = Bilingual(en=f"{found.name.en}, {year.year}", zh=f"{found.name.zh}（{year.year} 年）")
                notes = (*notes, *year.notes)
                return frame, choropleth_style(frame["value"], title=title, unit=found.unit, notes=notes)
    raise unknown(question.get("show", ""), "<indicator>@<year>")


def _parks(question: Question) -> Drawn:
    """Return the parks, those that carry a cluster where one is asked for, in one of the three colourings."""
    pair_id = question.get("pair", DEFAULT_PAIR)
    frame = park_frame(pair_id)
    cluster = question.get("cluster", ANY)
    if cluster != ANY:
        frame = frame[[cluster in carried for carried in frame["cluster_ids"]]].reset_index(drop=True)
    colour = one_of(question.get("colour", PARK_COLOURS[0]), PARK_COLOURS)
    return frame, park_style(frame, _park_colours(colour, pair_id))


def _park_colours(colour: str, pair_id: str) -> ParkColors:
    """Return what the colour of a park stands for."""
    if colour == "level":
        return by_level()
    if colour == "cluster":
        return by_cluster(table("clusters"))
    name, remarks = _definition(pair_id)
    return by_intensity(name, target=target_intensity(), notes=remarks)


def _definition(pair_id: str) -> tuple[Bilingual, tuple[Bilingual, ...]]:
    """Return name and notes of a definition of output intensity."""
    if pair_id == BEST:
        return catalogue()["map.pair.best"], (catalogue()["map.pair.best_note"],)
    chosen = pair(pair_id)
    return chosen.name, chosen.notes


def _zones(question: Question) -> Drawn:
    """Return the layout zones of one kind, or of all."""
    kind = question.get("kind")
    frame = zone_frame(None if kind is None else one_of(kind, tuple(ZONE_KINDS)))
    return frame, zone_style(frame["kind"])


def _prefectures(question: Question) -> Drawn:
    """Return the neighbouring prefectures."""
    del question
    frame = prefecture_frame()
    return frame, prefecture_style(len(frame))


def _infrastructure(question: Question) -> Drawn:
    """Return the infrastructure of the kinds asked for, separated by commas."""
    kinds = [
        one_of(kind, tuple(INFRASTRUCTURE_KINDS)) for kind in question.get("kinds", "").split(",") if kind
    ]
    frame = infrastructure_frame()
    frame = frame[frame["kind"].isin(kinds)].reset_index(drop=True)
    return frame, infrastructure_style(frame)


def _outlines(question: Question) -> Drawn:
    """Return the districts as quiet outlines, to lay something over, or with `fill=none` over something."""
    hollow = one_of(question.get("fill", "quiet"), ("quiet", "none")) == "none"
    frame = district_frame()
    style = prefecture_style(len(frame))
    if hollow:
        style = {**style, "fill_opacity": 0.0}
    return frame, {**style, "id": "outlines", "stroke": {"color": OUTLINE, "weight": 1.0, "opacity": 0.6}}


_LAYERS: Final[dict[str, tuple[Callable[[Question], Drawn], tuple[str, ...]]]] = {
    "districts": (_districts, ("vintage", "show")),
    "parks": (_parks, ("colour", "pair", "cluster")),
    "efficiency_parks": (efficiency_parks_layer, EFFICIENCY_CHOICES),
    "efficiency_districts": (efficiency_districts_layer, EFFICIENCY_CHOICES),
    "zones": (_zones, ("kind",)),
    "prefectures": (_prefectures, ()),
    "outlines": (_outlines, ("fill",)),
    "infrastructure": (_infrastructure, ("kinds",)),
    "park_outlines": (park_outlines_layer, ()),
    "ranked": (ranked_layer, ("run",)),
    "parcels": (parcels_layer, ("run",)),
    "own_sites": (own_sites_layer, ("state",)),
    "moved": (moved_layer, ("old", "new")),
    "own": (own_layer_of_workspace, ("item", "digest")),
    "preview": (preview_layer, ("token",)),
    "areas": (areas_layer, ("found",)),
    "plan": (plan_layer, ("run",)),
    "planlines": (plan_lines_layer, ("run",)),
}
