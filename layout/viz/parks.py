"""Style specifications of the parks: sized by approved area, coloured by one of three things.

    park_style(frame, by_level())                                   national, municipal …
    park_style(frame, by_cluster(table("clusters")))                leading 33618 cluster
    park_style(frame, by_intensity(name, target=75.0, notes=...))   output intensity of one pair

Point positions are anchors, not centroids; the legend says so.
"""

import math
from collections.abc import Callable, Sequence
from typing import Final, Literal, TypedDict

import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import say
from layout.fields import LEVELS, TYPES, words
from layout.i18n import catalogue
from layout.viz import palette
from layout.viz.areas import intensity_lines, target_note
from layout.viz.parts import NAMES, category, name_label, no_data, point_stroke, target_classes, tooltip
from layout.viz.spec import ClassSpec, NoDataSpec, RadiusSpec, StyleSpec, Text, radius_px, text

LEVEL_COLORS: Final = {
    "national": palette.OKABE_ITO["vermillion"],
    "municipal": palette.OKABE_ITO["blue"],
    "interprovincial": palette.OKABE_ITO["bluish_green"],
}
UNSTATED_COLOR: Final = palette.OKABE_ITO["reddish_purple"]
UNSTATED_SHAPE: Final = "diamond"
_NOT_STATED: Final = "not_stated"
CLUSTER_COLORS: Final = {
    "icnev": palette.OKABE_ITO["blue"],
    "electronics_it": palette.OKABE_ITO["orange"],
    "advanced_materials": palette.OKABE_ITO["bluish_green"],
    "intelligent_equipment": palette.OKABE_ITO["vermillion"],
    "food_agri": palette.OKABE_ITO["yellow"],
    "software_info": palette.OKABE_ITO["sky_blue"],
}
"""The 3 + 3 clusters of a trillion and of 500 billion have a colour each; the 6 and the 18 share one a group."""

TIER_COLORS: Final = {
    "100bn": palette.OKABE_ITO["reddish_purple"],
    "small": palette.OKABE_ITO["black"],
}
PARK_LABEL_ZOOM: Final = 10
_AREA_STEPS_HA: Final = (250.0, 1000.0, 2500.0)


class Coloring(TypedDict):
    """What the colour of a park stands for."""

    property: str
    classify: Literal["range", "category", "single"]
    title: Text
    classes: list[ClassSpec]
    no_data: NoDataSpec
    notes: list[Text]


ParkColors = Callable[[pd.DataFrame], Coloring]


def by_level() -> ParkColors:
    """Return a colouring of parks by their level."""

    def colors(frame: pd.DataFrame) -> Coloring:
        classes = [
            category(level, LEVEL_COLORS[level], label=label, count=int((frame["level"] == level).sum()))
            for level, label in words(LEVELS).items()
        ]
        unstated = int((frame["level"] == "").sum())
        if unstated:  # a park of the office alone: the embedded ones all have a level
            entry = category(
                _NOT_STATED, UNSTATED_COLOR, label=_unstated(), count=unstated, shape=UNSTATED_SHAPE
            )
            classes.append({**entry, "values": [""]})
        missing = no_data(int((~frame["level"].isin(["", *LEVEL_COLORS])).sum()))
        return _coloring("level", "category", catalogue()["map.legend.level"], classes, missing)

    return colors


def by_cluster(clusters: pd.DataFrame) -> ParkColors:
    """Return a colouring of parks by their leading cluster.

    Parameters
    ----------
    clusters
        The 33618 table: cluster_id, tier ("trillion", "500bn", "100bn", "future", "high_growth"), name_zh, name_en.
    """

    def colors(frame: pd.DataFrame) -> Coloring:
        leading = frame["leading_cluster"]
        classes: list[ClassSpec] = []
        for cluster_id, name_zh, name_en in _rows(
            clusters[clusters["cluster_id"].isin(list(CLUSTER_COLORS))]
        ):
            count = int((leading == cluster_id).sum())
            classes.append(
                category(
                    cluster_id, CLUSTER_COLORS[cluster_id], label=Bilingual(name_en, name_zh), count=count
                )
            )
        rest = clusters[~clusters["cluster_id"].isin(list(CLUSTER_COLORS))]
        large = rest["tier"] == "100bn"
        for tier, members, key in (
            ("100bn", rest[large], "map.legend.tier_100bn"),
            ("small", rest[~large], "map.legend.tier_future"),
        ):
            ids = [str(cluster_id) for cluster_id in members["cluster_id"]]
            entry = category(
                tier, TIER_COLORS[tier], label=catalogue()[key], count=int(leading.isin(ids).sum())
            )
            classes.append({**entry, "values": ids})
        known = int(leading.isin([str(cluster_id) for cluster_id in clusters["cluster_id"]]).sum())
        missing = no_data(len(frame) - known, catalogue()["map.legend.no_cluster"])
        title = catalogue()["map.legend.leading_cluster"]
        return _coloring("leading_cluster", "category", title, classes, missing)

    return colors


def by_intensity(name: Bilingual, *, target: float, notes: Sequence[Bilingual] = ()) -> ParkColors:
    """Return a colouring of parks by output intensity, in classes around the target.

    Parameters
    ----------
    name
        The pair of definitions in words.
    target
        亿元/km².
    notes
        Notes of the pair.
    """

    def colors(frame: pd.DataFrame) -> Coloring:
        known = [float(value) for value in frame["value"]]
        unknown = sum(math.isnan(value) for value in known)
        coverage = say("map.note.coverage", known=len(known) - unknown, total=len(known))
        coloring = _coloring(
            "value",
            "range",
            say("map.legend.intensity_title", pair=name),
            target_classes(known, target),
            no_data(unknown),
        )
        coloring["notes"] = [text(note) for note in (target_note(target), *notes, coverage)]
        return coloring

    return colors


def park_style(frame: pd.DataFrame, colors: ParkColors) -> StyleSpec:
    """Return the style of the parks: sized by approved area, coloured by `colors`.

    Parameters
    ----------
    frame
        Frame of `layout.workflow.maps.layers.park_frame`.
    colors
        `by_level()`, `by_cluster(...)` or `by_intensity(...)`.
    """
    coloring = colors(frame)
    metres, hectares = catalogue()["map.unit.metres"], catalogue()["map.unit.ha"]
    spec: StyleSpec = {
        "id": "parks",
        "kind": "point",
        "key": "park_id",
        "title": coloring["title"],
        "property": coloring["property"],
        "classify": coloring["classify"],
        "classes": coloring["classes"],
        "no_data": coloring["no_data"],
        "stroke": point_stroke(),
        "fill_opacity": 0.85,
        "notes": [*coloring["notes"], text(catalogue()["map.note.precision"])],
        "radius": _area_radius(frame["approved_area_ha"]),
        "tooltip": [
            tooltip("map.tooltip.name", NAMES),
            tooltip("map.legend.level", "level", values={**words(LEVELS), "": _unstated()}),
            tooltip("map.tooltip.kind", "type", values={**words(TYPES), "": _unstated()}),
            tooltip("map.legend.approved_area", "approved_area_ha", kind="number", unit=hectares),
            tooltip("office_parks.measured", "measured_area_ha", kind="number", unit=hectares, optional=True),
            tooltip("map.tooltip.precision", "position_precision_m", kind="number", unit=metres),
        ],
        "label": name_label(PARK_LABEL_ZOOM),
    }
    if coloring["property"] == "value":
        spec["unit"] = text(catalogue()["domain.unit.yi_per_km2"])
        spec["tooltip"] += intensity_lines()
    return spec


def _unstated() -> Bilingual:
    """Return the words for what the office does not say of its park."""
    return catalogue()["office_parks.not_stated"]


def _area_radius(areas: pd.Series) -> RadiusSpec:
    """Return circle sizes proportional to approved area, in hectares."""
    known = areas.dropna()
    largest = float(known.max()) if len(known) else 1.0
    words_of = catalogue()
    radius: RadiusSpec = {
        "property": "approved_area_ha",
        "scale": "sqrt",
        "max": largest,
        "min_px": 4.0,
        "max_px": 18.0,
        "missing_px": 5.0,
        "title": text(words_of["map.legend.approved_area"]),
        "unit": text(words_of["map.unit.ha"]),
        "legend": [],
        "missing_label": text(words_of["map.legend.area_unknown"]),
    }
    radius["legend"] = [
        {"value": step, "px": round(radius_px(radius, step), 1)} for step in _AREA_STEPS_HA if step <= largest
    ]
    return radius


def _coloring(
    prop: str,
    classify: Literal["range", "category", "single"],
    title: Bilingual,
    classes: list[ClassSpec],
    missing: NoDataSpec,
) -> Coloring:
    """Return a colouring without notes."""
    return {
        "property": prop,
        "classify": classify,
        "title": text(title),
        "classes": classes,
        "no_data": missing,
        "notes": [],
    }


def _rows(clusters: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return id and names of clusters."""
    return list(zip(clusters["cluster_id"], clusters["name_zh"], clusters["name_en"], strict=True))
