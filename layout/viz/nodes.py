"""Style specification of infrastructure nodes: colour and shape by kind, hollow unless they operate."""

from typing import Final

import pandas as pd

from layout.fields import INFRASTRUCTURE_KINDS, STATUSES, SUBKINDS, words
from layout.i18n import catalogue
from layout.viz import palette
from layout.viz.parts import NAMES, category, no_data, point_stroke, tooltip
from layout.viz.spec import Shape, StyleSpec, TooltipLine, text

INFRASTRUCTURE_LOOK: Final[dict[str, tuple[str, Shape]]] = {
    "airport": (palette.OKABE_ITO["blue"], "triangle"),
    "river_port": (palette.OKABE_ITO["sky_blue"], "diamond"),
    "rail_freight_hub": (palette.OKABE_ITO["vermillion"], "square"),
    "rail_station": (palette.OKABE_ITO["orange"], "circle"),
    "power_plant": (palette.OKABE_ITO["yellow"], "triangle"),
    "logistics_park": (palette.OKABE_ITO["bluish_green"], "square"),
    "steel_plant": (palette.OKABE_ITO["black"], "diamond"),
    "cement_plant": (palette.OKABE_ITO["reddish_purple"], "circle"),
}


def infrastructure_style(frame: pd.DataFrame) -> StyleSpec:
    """Return the style of infrastructure nodes: colour and shape by kind, hollow unless operating.

    Parameters
    ----------
    frame
        Frame of `layout.workflow.maps.layers.infrastructure_frame`; kinds that it lacks have no class.
    """
    kinds = frame["kind"]
    present = {kind: label for kind, label in words(INFRASTRUCTURE_KINDS).items() if (kinds == kind).any()}
    other = catalogue()["map.infrastructure.other_kind"]
    return {
        "id": "infrastructure",
        "kind": "point",
        "key": "node_id",
        "title": text(catalogue()["map.infrastructure.title"]),
        "property": "kind",
        "classify": "category",
        "classes": [
            category(
                kind,
                INFRASTRUCTURE_LOOK[kind][0],
                label=label,
                count=int((kinds == kind).sum()),
                shape=INFRASTRUCTURE_LOOK[kind][1],
            )
            for kind, label in present.items()
        ],
        "no_data": no_data(int((~kinds.isin(list(INFRASTRUCTURE_KINDS))).sum()), other),
        "stroke": point_stroke(),
        "fill_opacity": 0.9,
        "hollow": {
            "property": "operating",
            "values": ["no"],
            "fill_opacity": 0.1,
            "label": text(catalogue()["map.legend.not_operating"]),
            "count": int((frame["operating"] == "no").sum()),
        },
        "notes": [],
        "tooltip": _tooltip_lines(),
    }


def _tooltip_lines() -> list[TooltipLine]:
    """Return name, kind, state, precision and licence of a node."""
    metres = catalogue()["map.unit.metres"]
    return [
        tooltip("map.tooltip.name", NAMES),
        tooltip("map.tooltip.kind", "kind", values=words(INFRASTRUCTURE_KINDS)),
        tooltip("map.tooltip.subkind", "subkind", values=words(SUBKINDS), optional=True),
        tooltip("map.tooltip.status", "status", values=words(STATUSES)),
        tooltip("map.tooltip.precision", "position_precision_m", kind="number", unit=metres),
        tooltip("map.tooltip.licence", "licence", optional=True),
    ]
