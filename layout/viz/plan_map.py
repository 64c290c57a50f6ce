"""Styles of a layout plan on the map: parks sized by the land that they take, lines by what they join."""

import math
from typing import Final

import pandas as pd

from layout.i18n import catalogue
from layout.viz import palette
from layout.viz.parks import PARK_LABEL_ZOOM
from layout.viz.parts import NAMES, category, name_label, no_data, point_stroke, range_classes, tooltip
from layout.viz.spec import RadiusSpec, StyleSpec, TooltipLine, text

USED_BREAKS: Final = (0.5, 0.8, 0.95)
LINE_COLOURS: Final = {
    "chain": palette.OKABE_ITO["reddish_purple"],
    "move": palette.OKABE_ITO["vermillion"],
    "origin": palette.OKABE_ITO["bluish_green"],
}
_RADII: Final = (20.0, 60.0, 120.0)
_LARGEST_PX, _SMALLEST_PX = 20.0, 5.0


def plan_park_style(frame: pd.DataFrame) -> StyleSpec:
    """Return the style of the parks of a plan: larger with the land taken, darker the less room is left.

    Parameters
    ----------
    frame
        Frame of `layout.workflow.allocation.map.park_symbols`.
    """
    words = catalogue()
    shares = [float(share) for share in frame["used_share"]]
    classes = range_classes(shares, USED_BREAKS, colors=palette.sequential(len(USED_BREAKS) + 1))
    for entry, key in zip(classes, ("low", "middle", "high", "full"), strict=True):
        entry["label"] = text(words[f"plan.legend.{key}"])
    most = max([1.0, *(float(land) for land in frame["land_ha"])])
    return {
        "id": "plan",
        "kind": "point",
        "key": "park_id",
        "title": text(words["plan.layer.parks"]),
        "property": "used_share",
        "classify": "range",
        "classes": classes,
        "no_data": no_data(sum(math.isnan(share) for share in shares), words["plan.legend.nothing"]),
        "stroke": {**point_stroke(), "color": palette.OUTLINE, "weight": 1.0},
        "fill_opacity": 0.9,
        "notes": [text(words["map.note.precision"])],
        "radius": _radius(most),
        "tooltip": _park_lines(),
        "label": name_label(PARK_LABEL_ZOOM),
    }


def plan_line_style(frame: pd.DataFrame) -> StyleSpec:
    """Return the style of the lines of a plan: coloured by what they join.

    Parameters
    ----------
    frame
        Frame of `layout.workflow.allocation.map.plan_lines`.
    """
    words, kinds = catalogue(), frame["kind"]
    present = [kind for kind in LINE_COLOURS if (kinds == kind).any()]
    return {
        "id": "plan_lines",
        "kind": "line",
        "key": "line_id",
        "title": text(words["plan.layer.lines"]),
        "property": "kind",
        "classify": "category",
        "classes": [
            category(
                kind,
                LINE_COLOURS[kind],
                label=words[f"plan.line.{kind}"],
                count=int((kinds == kind).sum()),
            )
            for kind in present
        ],
        "no_data": no_data(0),
        "stroke": {"color": palette.GREY, "weight": 1.6, "opacity": 0.6},
        "fill_opacity": 0.0,
        "notes": [text(words["plan.line.note"])],
        "tooltip": [
            tooltip("map.tooltip.name", NAMES),
            tooltip("plan.tip.from", {"zh": "from_zh", "en": "from_en"}),
            tooltip("plan.tip.to", {"zh": "to_zh", "en": "to_en"}),
            tooltip("plan.tip.km", "km", kind="number", unit=words["plan.unit.km"]),
        ],
    }


def _radius(most: float) -> RadiusSpec:
    """Return circles whose area is the land taken, the largest for `most` hectares."""
    words = catalogue()
    steps = [step for step in _RADII if step < most] or [most]
    return {
        "property": "land_ha",
        "scale": "sqrt",
        "max": most,
        "min_px": _SMALLEST_PX,
        "max_px": _LARGEST_PX,
        "missing_px": _SMALLEST_PX,
        "title": text(words["plan.legend.land"]),
        "unit": text(words["plan.unit.ha"]),
        "legend": [
            {"value": step, "px": max(_SMALLEST_PX, _LARGEST_PX * math.sqrt(step / most))} for step in steps
        ],
        "missing_label": text(words["plan.legend.nothing"]),
    }


def _park_lines() -> list[TooltipLine]:
    """Return what the tooltip of a park says."""
    words = catalogue()
    return [
        tooltip("map.tooltip.name", NAMES),
        tooltip("plan.tip.projects", {"zh": "inside_zh", "en": "inside_en"}, optional=True),
        tooltip("plan.tip.land", "land_ha", kind="number", unit=words["plan.unit.ha"]),
        tooltip("plan.tip.available", "available_ha", kind="number", unit=words["plan.unit.ha"]),
        tooltip("plan.tip.output", "output_yi", kind="number", unit=words["plan.unit.yi"], optional=True),
        tooltip(
            "plan.tip.added",
            "added_yi_per_km2",
            kind="number",
            unit=words["plan.unit.yi_per_km2"],
            optional=True,
        ),
    ]
