"""Charts of value functions over the raw values of the candidates: histogram, curve, every site on it."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.text import Language
from layout.i18n import translate
from layout.viz.chart_frame import Spec, framed
from layout.viz.palette import OKABE_ITO

Array = npt.NDArray[np.float64]

BINS: Final = 24
HEIGHT: Final = 200
_LINE: Final = OKABE_ITO["blue"]
_BAR: Final = "#cbd5e1"
_INK: Final = "#1f2937"
_ROW_PX: Final = 30
_AXIS_PX: Final = 70
_ROOM: Final = 1.3
"""Length of the value axis of categories, whose bars carry words at their ends."""


def value_chart(sites: pd.DataFrame, knots: tuple[Array, Array], *, unit: str, language: Language) -> Spec:
    """Return a value function as a line over the histogram of the candidates' raw values.

    Parameters
    ----------
    sites
        Columns name, raw and value; unknown raw values are left out.
    knots
        Raw positions and values of the corners of the function.
    unit
        Unit of the raw values.
    language
        Language of axes and tooltips.
    """
    known = sites[sites["raw"].notna()]
    low, high = _domain(known["raw"].to_numpy(dtype=np.float64), knots[0])
    x = {"type": "quantitative", "title": unit, "scale": {"domain": [low, high], "nice": False}}
    y = {
        "field": "value",
        "type": "quantitative",
        "title": _word("value", language),
        "scale": {"domain": [0, 1]},
    }
    corners = zip([low, *knots[0], high], [knots[1][0], *knots[1], knots[1][-1]], strict=True)
    function = {
        "data": {"values": [{"raw": float(raw), "value": float(value)} for raw, value in corners]},
        "mark": {"type": "line", "color": _LINE, "strokeWidth": 2.5, "clip": True},
        "encoding": {"x": {"field": "raw"} | x, "y": y},
    }
    layers = [_histogram(known, x, language), {"layer": [function, _strip(known, x, y, language)]}]
    return framed([], {"height": HEIGHT, "layer": layers, "resolve": {"scale": {"y": "independent"}}})


def _histogram(known: pd.DataFrame, x: Spec, language: Language) -> Spec:
    """Return how many candidates lie where, on an axis of its own."""
    low, high = x["scale"]["domain"]
    counts, edges = np.histogram(known["raw"].to_numpy(dtype=np.float64), bins=BINS, range=(low, high))
    bars = [
        {"from": float(edges[place]), "to": float(edges[place + 1]), "sites": int(count)}
        for place, count in enumerate(counts)
        if count
    ]
    return {
        "data": {"values": bars},
        "mark": {"type": "bar", "color": _BAR, "binSpacing": 1},
        "encoding": {
            "x": {"field": "from", "bin": {"binned": True}} | x,
            "x2": {"field": "to"},
            "y": {
                "field": "sites",
                "type": "quantitative",
                "title": _word("sites", language),
                "axis": {"orient": "right", "grid": False, "tickMinStep": 1},
            },
            "tooltip": [
                {"field": name, "title": _word(name, language), "type": "quantitative", "format": ",.4~g"}
                for name in ("from", "to", "sites")
            ],
        },
    }


def _strip(known: pd.DataFrame, x: Spec, y: Spec, language: Language) -> Spec:
    """Return every candidate as a point on the function."""
    rows = [
        {"name": str(row["name"]), "raw": float(row["raw"]), "value": float(row["value"])}
        for row in known.to_dict("records")
    ]
    number = {"type": "quantitative", "format": ",.4~g"}
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 34, "opacity": 0.5, "color": _INK},
        "encoding": {
            "x": {"field": "raw"} | x,
            "y": y,
            "tooltip": [
                {"field": "name", "title": _word("name", language), "type": "nominal"},
                {"field": "raw", "title": x["title"]} | number,
                {"field": "value", "title": _word("value", language)} | number,
            ],
        },
    }


def _domain(raw: Array, knots: Array) -> tuple[float, float]:
    """Return the ends of the raw axis: all candidates and all corners."""
    every = np.concatenate([raw, knots])
    low, high = float(every.min()), float(every.max())
    return (low, high) if high > low else (low - 1.0, high + 1.0)


def level_chart(levels: Sequence[tuple[str, float, int]], language: Language) -> Spec:
    """Return the value of each category as a bar, with the number of candidates in it.

    Parameters
    ----------
    levels
        (words, value, candidates).
    language
        Language of axes and tooltips.
    """
    rows = [
        {"level": words, "value": value, "end": translate("sites.chart.count", language, count=sites)}
        for words, value, sites in levels
    ]
    y = {"field": "level", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 280}}
    x = {
        "field": "value",
        "type": "quantitative",
        "title": _word("value", language),
        "scale": {"domain": [0, _ROOM], "nice": False},
        "axis": {"values": [0, 0.25, 0.5, 0.75, 1]},
    }
    bars = {
        "mark": {"type": "bar", "color": _LINE, "opacity": 0.8, "cornerRadiusEnd": 2},
        "encoding": {"x": x, "y": y},
    }
    ends = {
        "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 11},
        "encoding": {"x": x, "y": y, "text": {"field": "end"}},
    }
    return framed(rows, {"height": max(len(rows) * _ROW_PX + _AXIS_PX, HEIGHT), "layer": [bars, ends]})


def _word(name: str, language: Language) -> str:
    """Return the words of an axis."""
    return translate(f"sites.chart.{name}", language)
