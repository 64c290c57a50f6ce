"""Charts of a suitability study: what each rule takes, and what each criterion measures and is worth."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from geodata.text import Language
from layout.entities.wording import aside
from layout.i18n import translate
from layout.viz.chart_frame import Spec, framed
from layout.viz.charts import plain_json
from layout.viz.palette import GREY, OKABE_ITO

_TAKEN, _LEFT, _CURVE = OKABE_ITO["vermillion"], OKABE_ITO["blue"], "#1f2937"
_ROW_PX, _AXIS_PX = 30, 70
_MEASURES = {
    "alone": ("tick", OKABE_ITO["black"]),
    "shapley": ("diamond", OKABE_ITO["reddish_purple"]),
    "marginal": ("circle", OKABE_ITO["orange"]),
}


def waterfall_chart(table: pd.DataFrame, language: Language) -> Spec:
    """Return the area that is left after each rule as falling bars, with three other measures of each rule beside.

    Parameters
    ----------
    table
        Waterfall of a study in km²; rules that were not evaluated are left out and said elsewhere.
    language
        Language of the words.
    """
    bars, marks = _bars(table, language)
    y = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 300}}
    falling = {
        "data": {"values": bars},
        "mark": {"type": "bar", "cornerRadius": 1, "height": {"band": 0.62}},
        "encoding": {
            "y": y,
            "x": {"field": "from", "type": "quantitative", "title": _word("km2", language)},
            "x2": {"field": "to"},
            "color": {"condition": {"test": "datum.kind == 'taken'", "value": _TAKEN}, "value": _LEFT},
            "tooltip": [
                _tip("name", language),
                *(_tip(name, language, number=True) for name in ("taken", "left")),
            ],
        },
    }
    height = len(bars) * _ROW_PX + _AXIS_PX
    return framed([], {"height": height, "layer": [falling, _points(marks, y, language)]})


def _bars(table: pd.DataFrame, language: Language) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the falling bars, from the whole area to what is available, and the other measures of the rules."""
    bars: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for row in table[table["evaluated"].astype(bool)].to_dict("records"):
        name, left = _name(row, language), float(row["remaining_km2"])
        if pd.isna(row["in_order_km2"]):
            bars.append(_bar(name, left, 0.0))
            continue
        bars.append(_bar(name, left, float(row["in_order_km2"])) | {"from": left, "kind": "taken"})
        if not pd.isna(row["mode"]):
            marks += [
                {"name": name, "measure": _word(key, language), "km2": plain_json(row[f"{key}_km2"])}
                for key in _MEASURES
            ]
    if bars:
        bars.append(_bar(_word("available", language), bars[-1]["left"], 0.0))
    return bars, marks


def _bar(name: str, left: float, taken: float) -> dict[str, Any]:
    """Return a bar of what is left."""
    return {"name": name, "from": 0.0, "to": left + taken, "taken": taken, "left": left, "kind": "left"}


def _points(marks: list[dict[str, Any]], y: Spec, language: Language) -> Spec:
    """Return the other measures of the rules as marks."""
    words = [_word(key, language) for key in _MEASURES]
    return {
        "data": {"values": marks},
        "mark": {
            "type": "point",
            "filled": True,
            "size": 70,
            "opacity": 1,
            "stroke": "#ffffff",
            "strokeWidth": 1,
        },
        "encoding": {
            "y": y,
            "x": {"field": "km2", "type": "quantitative"},
            "shape": {
                "field": "measure",
                "type": "nominal",
                "title": None,
                "scale": {"domain": words, "range": ["square", "diamond", "circle"]},
            },
            "color": {
                "field": "measure",
                "type": "nominal",
                "title": None,
                "scale": {"domain": words, "range": [colour for _, colour in _MEASURES.values()]},
            },
            "tooltip": [
                _tip("name", language),
                _tip("measure", language),
                _tip("km2", language, number=True),
            ],
        },
    }


def criterion_chart(spread: pd.DataFrame, curve: pd.DataFrame, *, unit: str, language: Language) -> Spec:
    """Return the spread of raw values over available land, and the value function over it.

    Parameters
    ----------
    spread
        Columns low, high, km2; the last row of a distance reaches to infinity.
    curve
        Columns raw, value; for classes their numbers.
    unit
        Unit of the raw values.
    language
        Language of the words.
    """
    closed = spread[[math.isfinite(high) for high in spread["high"]]]
    classes = bool(len(closed)) and bool((closed["low"] == closed["high"]).all())
    raw = aside(_word("raw", language), unit, language=language)
    x: Spec = {"field": "low", "type": "ordinal" if classes else "quantitative", "title": raw}
    if not classes:
        x["scale"] = {"zero": False, "nice": False}
    layers = [_spread_layer(closed, x, language), _curve_layer(curve, x["type"], language)]
    return framed([], {"height": 190, "layer": layers, "resolve": {"scale": {"y": "independent"}}})


def _spread_layer(closed: pd.DataFrame, x: Spec, language: Language) -> Spec:
    """Return the bars of area by raw value."""
    names = ("low", "high", "km2")
    bars = [{name: plain_json(row[name]) for name in names} for row in closed.to_dict("records")]
    wide = {} if x["type"] == "ordinal" else {"x2": {"field": "high"}, "y2": {"datum": 0}}
    return {
        "data": {"values": bars},
        "mark": {"type": "bar", "color": GREY, "opacity": 0.55},
        "encoding": {
            "x": x,
            "y": {"field": "km2", "type": "quantitative", "title": _word("km2", language)},
            **wide,
            "tooltip": [_tip(name, language, number=True) for name in names],
        },
    }


def _curve_layer(curve: pd.DataFrame, kind: str, language: Language) -> Spec:
    """Return the value function: a line, or points for classes."""
    points = [{name: plain_json(row[name]) for name in ("raw", "value")} for row in curve.to_dict("records")]
    classes = kind == "ordinal"
    mark = {"type": "point" if classes else "line", "color": _CURVE, "strokeWidth": 2, "filled": classes}
    return {
        "data": {"values": points},
        "mark": mark | ({"size": 60} if classes else {}),
        "encoding": {
            "x": {"field": "raw", "type": kind},
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": _word("value", language),
                "scale": {"domain": [0, 1]},
            },
            "tooltip": [_tip(name, language, number=True) for name in ("raw", "value")],
        },
    }


def _name(row: Mapping[Any, Any], language: Language) -> str:
    """Return the name of a step."""
    steps = {"(area)": "area", "(areas too small)": "small"}
    if row["rule_id"] in steps:
        return _word(steps[row["rule_id"]], language)
    return str(row[f"name_{language}"])


def _word(name: str, language: Language) -> str:
    """Return the words of an axis, a measure or a step."""
    return translate(f"suitpage.chart.{name}", language)


def _tip(name: str, language: Language, *, number: bool = False) -> Spec:
    """Return a line of a tooltip."""
    head = {"field": name, "title": _word(name, language)}
    return head | ({"type": "quantitative", "format": ",.4~g"} if number else {})
