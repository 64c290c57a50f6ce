"""Charts as plain Vega-Lite specifications with their data inside: no chart library, no request, one JSON a chart.

Each function takes a frame of the workflow and a language. Unknown values become null and are not drawn. Figures,
estimates and the office's rows differ in shape as well as in colour.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.text import Language
from layout.i18n import translate
from layout.viz.palette import GREY, NO_DATA_FILL, OKABE_ITO

Spec = dict[str, Any]
Row = Mapping[str, Any]

SCHEMA: Final = "vega-lite v6"
ISO_LINES: Final = (25.0, 50.0, 75.0, 100.0, 150.0)
"""Intensities (亿元/km²) drawn as rays from the origin; the target is drawn stronger."""

_INK: Final = "#1f2937"
_SHORT: Final = OKABE_ITO["vermillion"]
_MET: Final = OKABE_ITO["blue"]
_AXIS: Final = {
    "labelColor": "#5b6779",
    "titleColor": "#5b6779",
    "gridColor": "#e2e8f0",
    "titleFontWeight": "normal",
}
_BASES: Final = ("figure", "office", "estimate")
_ROOM: Final = 1.08
_ROW_PX: Final = 26
_AXIS_PX: Final = 70
"""Room of the axis and its title: the height of a chart on the page is that of the whole drawing."""


def gap_chart(parks: pd.DataFrame, language: Language, *, most: int = 25) -> Spec:
    """Return bars of the output gap of each park, the largest first; below zero the target is passed.

    Parameters
    ----------
    parks
        Columns name_zh, name_en, gap_yi, intensity_yi_per_km2, basis.
    language
        Language of axes and tooltips.
    most
        How many parks to draw.
    """
    shown = parks.head(most)
    rows = _rows(
        shown, {"name": f"name_{language}", "gap": "gap_yi", "intensity": "intensity_yi_per_km2"}, language
    )
    colour = {
        "condition": {"test": "datum.gap > 0", "value": _SHORT},
        "value": _MET,
    }
    return specification(
        rows,
        {
            "mark": {"type": "bar", "cornerRadiusEnd": 2},
            "height": len(rows) * _ROW_PX + _AXIS_PX,
            "encoding": {
                "y": {
                    "field": "name",
                    "type": "nominal",
                    "sort": None,
                    "title": None,
                    "axis": {"labelLimit": 260},
                },
                "x": {"field": "gap", "type": "quantitative", "title": _word("gap", language)},
                "color": colour,
                "fillOpacity": {"condition": {"test": "datum.estimate", "value": 0.35}, "value": 0.9},
                "tooltip": _tips(("name", "gap", "intensity", "basis"), language),
            },
        },
    )


def scatter_chart(parks: pd.DataFrame, target: float, *, language: Language) -> Spec:
    """Return land against output with rays of equal intensity; the target's ray is drawn stronger.

    Parameters
    ----------
    parks
        Columns name_zh, name_en, land_km2, output_yi, intensity_yi_per_km2, basis.
    target
        亿元/km².
    language
        Language of axes and tooltips.
    """
    fields = {
        "name": f"name_{language}",
        "land": "land_km2",
        "output": "output_yi",
        "intensity": "intensity_yi_per_km2",
    }
    rows = _rows(parks, fields, language)
    land = max((row["land"] or 0.0 for row in rows), default=1.0) * _ROOM
    output = max((row["output"] or 0.0 for row in rows), default=1.0) * _ROOM
    rays = [
        {"land": x, "output": x * ray, "ray": f"{ray:g}", "strong": ray == target}
        for ray in sorted({*ISO_LINES, target})
        for x in (0.0, min(land, output / ray))
    ]
    ends = rays[1::2]
    strong = {"condition": {"test": "datum.strong", "value": _INK}, "value": GREY}
    x, y = _axis("land", land, language), _axis("output", output, language)
    lines = {
        "data": {"values": rays},
        "mark": {"type": "line", "strokeDash": [4, 3]},
        "encoding": {"x": x, "y": y, "detail": {"field": "ray"}, "color": strong},
    }
    labels = {
        "data": {"values": ends},
        "mark": {"type": "text", "dx": -10, "dy": -5, "fontSize": 10},
        "encoding": {"x": x, "y": y, "text": {"field": "ray"}, "color": strong},
    }
    return specification([], {"height": 380, "layer": [lines, labels, _points(rows, x, y, language)]})


def frontier_chart(table: pd.DataFrame, names: Mapping[str, str], *, language: Language) -> Spec:
    """Return land against output with the frontier of variable returns through the efficient parks.

    Parameters
    ----------
    table
        Frontier with columns industrial_land, output, output_target, efficiency_vrs; index park.
    names
        Name of each park.
    language
        Language of axes and tooltips.
    """
    frame = table.assign(name=[names.get(str(park), str(park)) for park in table.index], basis="figure")
    fields = {"name": "name", "land": "industrial_land", "output": "output", "efficiency": "efficiency_vrs"}
    rows = _rows(frame, fields, language)
    land = max((row["land"] or 0.0 for row in rows), default=1.0) * _ROOM
    output = max((row["output"] or 0.0 for row in rows), default=1.0) * _ROOM
    best = frame[frame["efficiency_vrs"] > 1 - 1e-6].sort_values("industrial_land")
    edge = [
        {"land": float(one), "output": float(two)}
        for one, two in zip(best["industrial_land"], best["output"], strict=True)
    ]
    x, y = _axis("land", land, language), _axis("output", output, language)
    line = {
        "data": {"values": edge},
        "mark": {"type": "line", "color": _INK},
        "encoding": {"x": x, "y": y},
    }
    points = _points(rows, x, y, language, extra=("efficiency",))
    points["encoding"]["color"] = {
        "field": "efficiency",
        "type": "quantitative",
        "title": _word("efficiency", language),
        "scale": {"domain": [0, 1], "range": ["#fdb863", "#253494"]},
    }
    return specification([], {"height": 360, "layer": [line, points]})


def pareto_chart(curve: pd.DataFrame, language: Language) -> Spec:
    """Return the share of output against the share of land, best land first, above the line of equality.

    Parameters
    ----------
    curve
        From `layout.landuse.concentration.pareto_curve`.
    language
        Language of axes and tooltips.
    """
    rows = [
        {"land_share": float(one), "output_share": float(two), "name": str(entity)}
        for one, two, entity in zip(curve["land_share"], curve["output_share"], curve["entity"], strict=True)
    ]
    x = {
        "field": "land_share",
        "type": "quantitative",
        "title": _word("land_share", language),
        "axis": {"format": "%"},
    }
    y = {
        "field": "output_share",
        "type": "quantitative",
        "title": _word("output_share", language),
        "axis": {"format": "%"},
    }
    equal = {
        "data": {"values": [{"land_share": 0, "output_share": 0}, {"land_share": 1, "output_share": 1}]},
        "mark": {"type": "line", "color": GREY, "strokeDash": [4, 3]},
        "encoding": {"x": x, "y": y},
    }
    line = {
        "data": {"values": rows},
        "mark": {"type": "line", "color": _MET, "point": {"color": _MET}},
        "encoding": {"x": x, "y": y, "tooltip": _tips(("name", "land_share", "output_share"), language)},
    }
    return specification([], {"height": 300, "layer": [equal, line]})


def _points(
    rows: Sequence[Row], x: Spec, y: Spec, language: Language, *, extra: tuple[str, ...] = ("intensity",)
) -> Spec:
    """Return the layer of parks as points, shaped by what they rest on."""
    bases = [translate(f"landuse.basis.{basis}", language) for basis in _BASES]
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 0.9},
        "encoding": {
            "x": x,
            "y": y,
            "shape": {
                "field": "basis",
                "type": "nominal",
                "title": None,
                "scale": {"domain": bases, "range": ["circle", "square", "cross"]},
            },
            "color": {
                "field": "basis",
                "type": "nominal",
                "title": None,
                "scale": {"domain": bases, "range": [_MET, OKABE_ITO["bluish_green"], OKABE_ITO["orange"]]},
            },
            "tooltip": _tips(("name", "land", "output", *extra, "basis"), language),
        },
    }


def _rows(frame: pd.DataFrame, fields: Mapping[str, str], language: Language) -> list[dict[str, Any]]:
    """Return the rows of a frame under short names, with the basis in words."""
    return [
        {short: plain_json(row[column]) for short, column in fields.items()}
        | {
            "basis": translate(f"landuse.basis.{row['basis']}", language),
            "estimate": row["basis"] == "estimate",
        }
        for row in frame.to_dict("records")
    ]


def plain_json(value: object) -> Any:  # noqa: ANN401 - a JSON value
    """Return a cell as a JSON value, None where it is unknown or infinite."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value if isinstance(value, str | int | float | bool) else str(value)


def _axis(name: str, top: float, language: Language) -> Spec:
    """Return a quantitative axis from zero."""
    return {
        "field": name,
        "type": "quantitative",
        "title": _word(name, language),
        "scale": {"domain": [0, top or 1.0]},
    }


def _tips(names: Sequence[str], language: Language) -> list[Spec]:
    """Return the lines of a tooltip."""
    numbers = {"gap", "intensity", "land", "output", "value", "efficiency"}
    shares = {"land_share", "output_share"}
    return [
        {"field": name, "title": _word(name, language)}
        | ({"type": "quantitative", "format": ",.4~g"} if name in numbers else {})
        | ({"type": "quantitative", "format": ".1%"} if name in shares else {})
        for name in names
    ]


def _word(name: str, language: Language) -> str:
    """Return the words of an axis."""
    return translate(f"landuse.axis.{name}", language)


def specification(rows: Sequence[Row], body: Spec) -> Spec:
    """Return a specification with the look that all charts share.

    Parameters
    ----------
    rows
        The data, as JSON values.
    body
        Mark and encoding, or layers.
    """
    return {
        "usermeta": {"format": SCHEMA},
        "data": {"values": list(rows)},
        "config": {
            "axis": _AXIS,
            "view": {"stroke": NO_DATA_FILL},
            "font": "Source Sans, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif",
            "legend": {"orient": "bottom", "labelLimit": 320},
        },
    } | body
