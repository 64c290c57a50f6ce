"""The map layers of the land-efficiency page: the figures of its ranking, estimates drawn pale."""

import math
from typing import Final

import geopandas as gpd

from layout.fields import FOUNDATIONS, words
from layout.i18n import catalogue
from layout.landuse.estimates import ESTIMATE
from layout.landuse.pairs import pair
from layout.ui.maps.questions import Drawn, Question, unknown
from layout.viz import by_intensity, intensity_style, park_style
from layout.viz.spec import StyleSpec, text
from layout.workflow.landuse.efficiency import ESTIMATE_PAIR, Efficiency, efficiency
from layout.workflow.landuse.efficiency_map import efficiency_districts, efficiency_parks
from layout.workflow.landuse.office_store import office_parks

CHOICES: Final = ("pair", "target", "estimates", "office")
_PALE_FILL: Final = 0.3


def _efficiency(question: Question) -> Efficiency:
    """Return the efficiency that a question is about: pair, target, with estimates or with the table of the office."""
    try:
        target = float(question.get("target", ""))
    except ValueError:
        target = math.nan
    if not (math.isfinite(target) and target > 0):
        raise unknown(question.get("target", ""), "a positive target")
    return efficiency(
        question.get("pair", ESTIMATE_PAIR),
        office=office_parks() if question.get("office") else None,
        estimates=question.get("estimates") == "yes",
        target=target,
    )


def efficiency_parks_layer(question: Question) -> Drawn:
    """Return the parks of the land-efficiency page, with the figures of its ranking."""
    found = _efficiency(question)
    frame = efficiency_parks(found, office_parks() if question.get("office") else None)
    notes = () if question.get("office") else pair(found.pair_id).notes
    style = park_style(frame, by_intensity(found.pair, target=found.target, notes=notes))
    return frame, _founded(style, frame, estimated=found.estimated)


def efficiency_districts_layer(question: Question) -> Drawn:
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
