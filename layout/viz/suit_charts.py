"""Charts of a suitability study: what each rule takes, and what each criterion measures and is worth."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from geodata.text import Language
from layout.i18n import translate
from layout.viz.charts import Spec, chart_spec, plain_json
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
    done = table[table["evaluated"].astype(bool)]
    bars, marks = [], []
    for row in done.to_dict("records"):
        left = float(row["remaining_km2"])
        whole = pd.isna(row["mode"]) and pd.isna(row["in_order_km2"])
        name = _name(row, language)
        taken = 0.0 if whole else float(row["in_order_km2"])
        bars.append(
            {
                "name": name,
                "from": 0.0 if whole else left,
                "to": left + taken,
                "taken": taken,
                "left": left,
                "kind": "left" if whole else "taken",
            }
        )
        if not pd.isna(row["mode"]):
            marks += [
                {"name": name, "measure": _word(key, language), "km2": plain_json(row[f"{key}_km2"])}
                for key in _MEASURES
            ]
    if bars:
        rest = bars[-1]["left"]
        bars.append(
            {
                "name": _word("available", language),
                "from": 0.0,
                "to": rest,
                "taken": 0.0,
                "left": rest,
                "kind": "left",
            }
        )
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
    return chart_spec(
        [], {"height": len(bars) * _ROW_PX + _AXIS_PX, "layer": [falling, _points(marks, y, language)]}
    )


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
    raw = f"{_word('raw', language)} ({unit})" if unit else _word("raw", language)
    kind = "ordinal" if classes else "quantitative"
    bars = [
        {name: plain_json(row[name]) for name in ("low", "high", "km2")} for row in closed.to_dict("records")
    ]
    points = [{name: plain_json(row[name]) for name in ("raw", "value")} for row in curve.to_dict("records")]
    x = {
        "field": "low",
        "type": kind,
        "title": raw,
        **({} if classes else {"scale": {"zero": False, "nice": False}}),
    }
    area = {
        "data": {"values": bars},
        "mark": {"type": "bar", "color": GREY, "opacity": 0.55},
        "encoding": {
            "x": x,
            **({} if classes else {"x2": {"field": "high"}}),
            "y": {"field": "km2", "type": "quantitative", "title": _word("km2", language)},
            **({} if classes else {"y2": {"datum": 0}}),
            "tooltip": [_tip(name, language, number=True) for name in ("low", "high", "km2")],
        },
    }
    value = {
        "data": {"values": points},
        "mark": {
            "type": "point" if classes else "line",
            "color": _CURVE,
            "strokeWidth": 2,
            "filled": classes,
            "size": 60,
        },
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
    return chart_spec([], {"height": 190, "layer": [area, value], "resolve": {"scale": {"y": "independent"}}})


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
