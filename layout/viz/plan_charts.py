"""Charts of a layout plan as Vega-Lite specifications: front, phases, intensity before and after, firmness."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from geodata.text import Language
from layout.i18n import translate
from layout.viz.chart_frame import Spec, framed
from layout.viz.charts import plain_json
from layout.viz.palette import GREY, NO_DATA_FILL, OKABE_ITO, YLGNBU

_INK: Final = "#1f2937"
_AFTER: Final = OKABE_ITO["blue"]
_EFFECTS: Final = {"before": NO_DATA_FILL, "after": _AFTER, "added": OKABE_ITO["sky_blue"]}
_ROW_PX, _AXIS_PX = 22, 70
_MOST_BARS = 40


def front_chart(frame: pd.DataFrame, objectives: Sequence[str], *, language: Language) -> Spec:
    """Return the plans of a Pareto front: the second objective against the first, the third as colour.

    Parameters
    ----------
    frame
        One row a plan: `number` and one column for each objective.
    objectives
        Two or three, in the order asked for.
    language
        Language of axes and tooltips.
    """
    titles = {key: objective_word(key, language) for key in objectives}
    rows = [
        {name: plain_json(row[name]) for name in ("number", *objectives)} for row in frame.to_dict("records")
    ]
    first, second, *third = objectives
    x, y = _measure(first, titles[first]), _measure(second, titles[second])
    tips = [{"field": "number", "title": translate("plan.axis.number", language)}]
    tips += [
        {"field": key, "title": titles[key], "type": "quantitative", "format": ",.5~g"} for key in objectives
    ]
    colour: Spec = {"value": _AFTER}
    if third:
        scale = {"range": list(YLGNBU[5][1:])}
        colour = {**_measure(third[0], titles[third[0]]), "scale": scale, "legend": {"orient": "right"}}
    line = {
        "mark": {"type": "line", "color": GREY, "strokeDash": [4, 3]},
        "encoding": {"x": x, "y": y, "order": {"field": "number"}},
    }
    points = {
        "mark": {
            "type": "point",
            "filled": True,
            "size": 130,
            "opacity": 0.95,
            "stroke": _INK,
            "strokeWidth": 0.6,
        },
        "encoding": {"x": x, "y": y, "color": colour, "tooltip": tips},
    }
    labels = {
        "mark": {"type": "text", "dy": -12, "fontSize": 11, "color": _INK},
        "encoding": {"x": x, "y": y, "text": {"field": "number"}},
    }
    return framed(rows, {"height": 360, "layer": [*([] if third else [line]), points, labels]})


def phase_chart(frame: pd.DataFrame, *, language: Language) -> Spec:
    """Return the land taken in each phase, stacked by chain or cluster.

    Parameters
    ----------
    frame
        Columns year (text), group_zh, group_en, land_ha, projects.
    language
        Language of axes and tooltips.
    """
    rows = [
        {
            "year": str(row["year"]),
            "group": row[f"group_{language}"],
            "land": plain_json(row["land_ha"]),
            "projects": plain_json(row["projects"]),
        }
        for row in frame.to_dict("records")
    ]
    words = {key: translate(f"plan.axis.{key}", language) for key in ("year", "land", "projects", "group")}
    encoding = {
        "y": {"field": "year", "type": "nominal", "title": words["year"]},
        "x": {"field": "land", "type": "quantitative", "title": words["land"], "stack": "zero"},
        "color": {
            "field": "group",
            "type": "nominal",
            "title": None,
            "sort": None,
            "scale": {"range": _many_colours()},
            "legend": {"columns": 4, "orient": "bottom", "labelLimit": 240},
        },
        "tooltip": [
            {"field": "year", "title": words["year"]},
            {"field": "group", "title": words["group"]},
            {"field": "land", "title": words["land"], "type": "quantitative", "format": ",.4~g"},
            {"field": "projects", "title": words["projects"]},
        ],
    }
    bars = {"type": "bar", "stroke": "#ffffff", "strokeWidth": 0.8}
    height = 60 * len({row["year"] for row in rows}) + 2 * _AXIS_PX
    return framed(rows, {"mark": bars, "height": height, "encoding": encoding})


def effect_chart(frame: pd.DataFrame, target: float, *, language: Language) -> Spec:
    """Return output per land before and after the plan, or of the plan alone where the base is unknown.

    Parameters
    ----------
    frame
        Columns name_zh, name_en, before, after, added (亿元/km²; NaN unknown).
    target
        亿元/km², drawn as a line.
    language
        Language of axes and tooltips.
    """
    words = {kind: translate(f"plan.axis.{kind}", language) for kind in _EFFECTS}
    rows = [
        {"name": row[f"name_{language}"], "kind": words[kind], "value": float(row[kind])}
        for row in frame.head(_MOST_BARS).to_dict("records")
        for kind in _EFFECTS
        if plain_json(row[kind]) is not None
    ]
    used = [kind for kind in _EFFECTS if any(row["kind"] == words[kind] for row in rows)]
    rule = {
        "data": {"values": [{"target": target}]},
        "mark": {"type": "rule", "color": _INK, "strokeDash": [5, 3], "strokeWidth": 1.4},
        "encoding": {"x": {"field": "target", "type": "quantitative"}},
    }
    height = len({row["name"] for row in rows}) * _ROW_PX * max(1, len(used)) * 0.7 + _AXIS_PX + 30
    bars = _effect_bars({words[kind]: _EFFECTS[kind] for kind in used}, language)
    return framed(rows, {"height": height, "layer": [bars, rule]})


def _effect_bars(colours: Mapping[str, str], language: Language) -> Spec:
    """Return the bars of each scope, one for each kind of figure that is known."""
    value = translate("plan.axis.intensity", language)
    return {
        "mark": {"type": "bar", "cornerRadiusEnd": 2, "stroke": GREY, "strokeWidth": 0.4},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelLimit": 260},
            },
            "yOffset": {"field": "kind", "sort": list(colours)},
            "x": {"field": "value", "type": "quantitative", "title": value},
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(colours), "range": list(colours.values())},
            },
            "tooltip": [
                {"field": "name", "title": translate("plan.axis.name", language)},
                {"field": "kind", "title": translate("plan.axis.what", language)},
                {"field": "value", "title": value, "format": ",.4~g"},
            ],
        },
    }


def firmness_chart(frame: pd.DataFrame, *, language: Language) -> Spec:
    """Return how often each project stays, goes elsewhere or stays out over the draws.

    Parameters
    ----------
    frame
        Columns name_zh, name_en, stays, elsewhere, out (shares of the draws).
    language
        Language of axes and tooltips.
    """
    kinds: Mapping[str, str] = {
        "stays": OKABE_ITO["blue"],
        "elsewhere": OKABE_ITO["orange"],
        "out": NO_DATA_FILL,
    }
    words = {kind: translate(f"plan.axis.{kind}", language) for kind in kinds}
    rows = [
        {"name": row[f"name_{language}"], "kind": words[kind], "share": float(row[kind]), "order": place}
        for row in frame.to_dict("records")
        for place, kind in enumerate(kinds)
    ]
    share = translate("plan.axis.share", language)
    encoding = {
        "y": {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 240}},
        "x": {"field": "share", "type": "quantitative", "title": share, "axis": {"format": "%"}},
        "order": {"field": "order"},
        "color": {
            "field": "kind",
            "type": "nominal",
            "title": None,
            "scale": {"domain": list(words.values()), "range": list(kinds.values())},
        },
        "tooltip": [
            {"field": "name", "title": translate("plan.axis.name", language)},
            {"field": "kind", "title": translate("plan.axis.what", language)},
            {"field": "share", "title": share, "type": "quantitative", "format": ".0%"},
        ],
    }
    height = len(frame) * _ROW_PX + _AXIS_PX + 20
    return framed(rows, {"mark": {"type": "bar"}, "height": height, "encoding": encoding})


def objective_word(objective: str, language: Language) -> str:
    """Return an objective with its unit, as the title of an axis or a column."""
    return translate(f"plan.objective.{objective}", language)


def _measure(field: str, title: str) -> dict[str, Any]:
    """Return a quantitative channel that need not start at zero."""
    return {"field": field, "type": "quantitative", "title": title, "scale": {"zero": False}}


def _many_colours() -> list[str]:
    """Return colours for up to a dozen groups, the first eight told apart by every reader."""
    first = [colour for name, colour in OKABE_ITO.items() if name != "black"]
    return [*first, *YLGNBU[4][1:], OKABE_ITO["black"], GREY]
