"""Which layers the map offers: each a frame of the workflow and the style that the visualisation gives it.

A question for a layer is a mapping of plain words, the same that stand in the URL: the browser asks for the data
with it and the page asks for the legend with it, so that both always speak of the same thing.
"""

import math
from collections.abc import Callable, Mapping
from threading import RLock
from typing import TYPE_CHECKING, Final, cast

import geopandas as gpd

from geodata.embedded import table
from geodata.text import Bilingual
from layout.errors import LayoutError
from layout.fields import FOUNDATIONS, INFRASTRUCTURE_KINDS, ZONE_KINDS, words
from layout.i18n import catalogue
from layout.landuse.estimates import ESTIMATE
from layout.landuse.pairs import BEST, pair
from layout.runs import RunStore
from layout.ui.own_layers import kept_frame, run_frame
from layout.ui.plan_runs import plan_frame
from layout.ui.previews import find_preview
from layout.ui.runs import ranked_frame
from layout.ui.suit_found import found_frame
from layout.viz import (
    by_cluster,
    by_intensity,
    by_level,
    choropleth_style,
    infrastructure_style,
    intensity_style,
    park_style,
    prefecture_style,
    ranking_style,
    zone_style,
)
from layout.viz.own import own_style
from layout.viz.own_sites import own_site_style
from layout.viz.palette import OUTLINE
from layout.viz.parks import ParkColors
from layout.viz.plan_map import plan_line_style, plan_park_style
from layout.viz.rank_moves import moves_style
from layout.viz.spec import StyleSpec, text
from layout.viz.suitability import areas_style
from layout.workflow.desk import desk_cached, workspace_folder
from layout.workflow.efficiency import Efficiency, efficiency
from layout.workflow.efficiency_map import efficiency_districts, efficiency_parks
from layout.workflow.map_choices import district_choices, target_intensity
from layout.workflow.map_layers import (
    district_frame,
    district_intensity_frame,
    infrastructure_frame,
    park_frame,
    prefecture_frame,
    zone_frame,
)
from layout.workflow.office_store import office_parks
from layout.workflow.own_layers import own_layer
from layout.workflow.run_moves import moves_frame, rank_moves

if TYPE_CHECKING:
    from layout.landuse.vintage import Vintage

Question = Mapping[str, str]
Drawn = tuple[gpd.GeoDataFrame, StyleSpec]

DEFAULT_PAIR: Final = "gross_output-per-approved_area"
INTENSITY: Final = "intensity"
PARK_COLOURS: Final = ("level", "cluster", INTENSITY)
ANY: Final = "any"
UNCACHED: Final = ("ranked", "parcels", "moved", "preview", "areas", "plan", "planlines")
_EFFICIENCY: Final = ("pair", "target", "estimates", "office")
_PALE_FILL: Final = 0.3

# A first visit asks for every layer at once, from as many threads: one computes, the others wait and find it.
_lock = RLock()


class UnknownPayloadError(LayoutError, KeyError):
    """A layer that the map does not offer, or a question that it does not understand."""


def drawn(layer: str, question: Question) -> Drawn:
    """Return frame and style of a layer; shared, not to be changed.

    Parameters
    ----------
    layer
        `districts`, `parks`, `zones`, `prefectures`, `outlines`, `infrastructure`, `own_sites`, `own`, `preview`, `ranked`,
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
        raise _unknown(layer, ", ".join(_LAYERS))
    build, allowed = _LAYERS[layer]
    strange = sorted(set(question) - set(allowed))
    if strange:
        raise _unknown(strange[0], ", ".join(allowed))
    if layer in UNCACHED:
        # the latest runs and previews are bounded themselves, and the kept runs are in a folder that may change
        return build(question)
    with _lock:
        return _cached(layer, tuple(sorted(question.items())))


@desk_cached(maxsize=64)
def _cached(layer: str, question: tuple[tuple[str, str], ...]) -> Drawn:
    """Return a layer that depends on its question and the state of the desk alone."""
    return _LAYERS[layer][0](dict(question))


def _unknown(found: str, expected: str) -> UnknownPayloadError:
    """Return the error for a layer or choice that does not exist."""
    return UnknownPayloadError(
        en=f"map layer {found}: not offered; expected one of {expected}",
        zh=f"地图图层 {found}：未提供；应为 {expected} 之一",
    )


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    """Return `value` if it is one of `allowed`."""
    if value not in allowed:
        raise _unknown(value, ", ".join(allowed))
    return value


def _districts(question: Question) -> Drawn:
    """Return the districts by an indicator of a year (`gdp@2024`) or by output intensity (`intensity@<pair>`)."""
    vintage = cast("Vintage", _one_of(question.get("vintage", "38"), ("38", "37")))
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
    raise _unknown(question.get("show", ""), "<indicator>@<year>")


def _parks(question: Question) -> Drawn:
    """Return the parks, those that carry a cluster where one is asked for, in one of the three colourings."""
    pair_id = question.get("pair", DEFAULT_PAIR)
    frame = park_frame(pair_id)
    cluster = question.get("cluster", ANY)
    if cluster != ANY:
        frame = frame[[cluster in carried for carried in frame["cluster_ids"]]].reset_index(drop=True)
    colour = _one_of(question.get("colour", PARK_COLOURS[0]), PARK_COLOURS)
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
    frame = zone_frame(None if kind is None else _one_of(kind, tuple(ZONE_KINDS)))
    return frame, zone_style(frame["kind"])


def _prefectures(question: Question) -> Drawn:
    """Return the neighbouring prefectures."""
    del question
    frame = prefecture_frame()
    return frame, prefecture_style(len(frame))


def _infrastructure(question: Question) -> Drawn:
    """Return the infrastructure of the kinds asked for, separated by commas."""
    kinds = [
        _one_of(kind, tuple(INFRASTRUCTURE_KINDS)) for kind in question.get("kinds", "").split(",") if kind
    ]
    frame = infrastructure_frame()
    frame = frame[frame["kind"].isin(kinds)].reset_index(drop=True)
    return frame, infrastructure_style(frame)


def _outlines(question: Question) -> Drawn:
    """Return the districts as quiet outlines, to lay something over, or with `fill=none` over something."""
    hollow = _one_of(question.get("fill", "quiet"), ("quiet", "none")) == "none"
    frame = district_frame()
    style = prefecture_style(len(frame))
    if hollow:
        style = {**style, "fill_opacity": 0.0}
    return frame, {**style, "id": "outlines", "stroke": {"color": OUTLINE, "weight": 1.0, "opacity": 0.6}}


def _own(question: Question) -> Drawn:
    """Return a layer of the office's workspace, in the version asked for."""
    title, made = own_layer(question.get("item", ""), question.get("digest", ""))
    return made.frame, own_style(title, made.total, columns=made.columns, points=made.points)


def _preview(question: Question) -> Drawn:
    """Return an upload that was not imported yet."""
    return find_preview(question.get("token", ""))


def _ranked(question: Question) -> Drawn:
    """Return the sites of a run in their ranks, labelled with rank and name."""
    frame = ranked_frame(question.get("run", ""))
    style = ranking_style(frame)
    if "label" in style:
        style["label"]["property"] = {"zh": "label_zh", "en": "label_en"}
    return frame, style


def _own_sites(question: Question) -> Drawn:
    """Return the own sites that the workspace keeps; the state in the question keys the caches."""
    del question
    frame = kept_frame()
    return frame, own_site_style(len(frame))


def _parcels(question: Question) -> Drawn:
    """Return the own sites of a run as parcels."""
    frame = run_frame(question.get("run", ""))
    return frame, own_site_style(len(frame))


def _moved(question: Question) -> Drawn:
    """Return the sites of two kept runs by how many places they moved from the first to the second."""
    store = RunStore(workspace_folder())
    old, new = (store.open(question.get(name, "")) for name in ("old", "new"))
    frame = moves_frame(rank_moves(old, new))
    return frame, moves_style(frame)


def _efficiency(question: Question) -> Efficiency:
    """Return the efficiency that a question is about: pair, target, with estimates or with the table of the office."""
    try:
        target = float(question.get("target", ""))
    except ValueError:
        target = math.nan
    if not (math.isfinite(target) and target > 0):
        raise _unknown(question.get("target", ""), "a positive target")
    return efficiency(
        question.get("pair", DEFAULT_PAIR),
        office=office_parks() if question.get("office") else None,
        estimates=question.get("estimates") == "yes",
        target=target,
    )


def _efficiency_parks(question: Question) -> Drawn:
    """Return the parks of the land-efficiency page, with the figures of its ranking."""
    found = _efficiency(question)
    frame = efficiency_parks(found, office_parks() if question.get("office") else None)
    notes = () if question.get("office") else pair(found.pair_id).notes
    style = park_style(frame, by_intensity(found.pair, target=found.target, notes=notes))
    return frame, _founded(style, frame, estimated=found.estimated)


def _efficiency_districts(question: Question) -> Drawn:
    """Return the districts of the land-efficiency page: the sums of their parks with figures."""
    found = _efficiency(question)
    frame = efficiency_districts(found)
    remark = catalogue()["landuse.map.parks_of_districts"]
    style = intensity_style(frame["value"], name=found.pair, target=found.target, notes=(remark,))
    return frame, _founded(style, frame, estimated=found.estimated)


def _founded(style: StyleSpec, frame: gpd.GeoDataFrame, *, estimated: bool) -> StyleSpec:
    """Return a style whose tooltips say what a figure rests on, and which draws estimates pale and says so."""
    for line in style["tooltip"]:
        if line["property"] == "status":
            line["values"] = {code: text(name) for code, name in words(FOUNDATIONS).items()}
    if estimated:
        style["hollow"] = {
            "property": "status",
            "values": [ESTIMATE],
            "fill_opacity": _PALE_FILL,
            "label": text(catalogue()["landuse.map.hollow"]),
            "count": int((frame["status"] == ESTIMATE).sum()),
        }
        style["notes"] = [text(catalogue()["landuse.map.estimates"]), *style["notes"]]
    return style


def _areas(question: Question) -> Drawn:
    """Return contiguous areas that a study has found."""
    frame = found_frame(question.get("found", ""))
    return frame, areas_style(len(frame))


def _plan(question: Question) -> Drawn:
    """Return the parks with what a layout plan places there."""
    frame = plan_frame(question.get("run", ""), "parks")
    return frame, plan_park_style(frame)


def _plan_lines(question: Question) -> Drawn:
    """Return the lines of a layout plan."""
    frame = plan_frame(question.get("run", ""), "lines")
    return frame, plan_line_style(frame)


_LAYERS: Final[dict[str, tuple[Callable[[Question], Drawn], tuple[str, ...]]]] = {
    "districts": (_districts, ("vintage", "show")),
    "parks": (_parks, ("colour", "pair", "cluster")),
    "efficiency_parks": (_efficiency_parks, _EFFICIENCY),
    "efficiency_districts": (_efficiency_districts, _EFFICIENCY),
    "zones": (_zones, ("kind",)),
    "prefectures": (_prefectures, ()),
    "outlines": (_outlines, ("fill",)),
    "infrastructure": (_infrastructure, ("kinds",)),
    "ranked": (_ranked, ("run",)),
    "parcels": (_parcels, ("run",)),
    "own_sites": (_own_sites, ("state",)),
    "moved": (_moved, ("old", "new")),
    "own": (_own, ("item", "digest")),
    "preview": (_preview, ("token",)),
    "areas": (_areas, ("found",)),
    "plan": (_plan, ("run",)),
    "planlines": (_plan_lines, ("run",)),
}
