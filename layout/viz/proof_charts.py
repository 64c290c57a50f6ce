"""Charts of a ranking and its proof: steps of a score, pairs, rank acceptability, room of the weights."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.text import Language
from layout.i18n import translate
from layout.viz.chart_frame import Spec, framed
from layout.viz.palette import OKABE_ITO, YLGNBU

_INK: Final = "#1f2937"
_PALE: Final = "#e2e8f0"
_UP: Final = OKABE_ITO["bluish_green"]
_DOWN: Final = OKABE_ITO["vermillion"]
_ROW_PX: Final = 26
_AXIS_PX: Final = 70


def waterfall_chart(steps: pd.DataFrame, titles: Mapping[str, str], *, language: Language) -> Spec:
    """Return how the score of a site adds up, criterion by criterion, against what full marks would give.

    Parameters
    ----------
    steps
        Index criteria; columns weight (the most that the criterion can give) and contribution; NaN where unknown.
    titles
        Words of each criterion.
    language
        Language of axes and tooltips.
    """
    rows = _steps(steps, titles, language)
    y = _names(220)
    x = {
        "field": "begin",
        "type": "quantitative",
        "title": _word("score", language),
        "scale": {"domain": [0, 1]},
    }
    colour = {"condition": {"test": "datum.whole", "value": _INK}, "value": _UP}
    tips = [
        {"field": "name", "title": _word("criterion", language), "type": "nominal"},
        {"field": "part", "title": _word("part", language), "type": "quantitative", "format": ".3f"},
    ]
    lost = {
        "mark": {"type": "bar", "color": _PALE},
        "encoding": {"y": y, "x": x | {"field": "end"}, "x2": {"field": "most"}},
    }
    gained = {
        "mark": {"type": "bar"},
        "encoding": {"y": y, "x": x, "x2": {"field": "end"}, "color": colour, "tooltip": tips},
    }
    text = {"field": "part", "type": "quantitative", "format": ".3f"}
    words = {
        "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
        "encoding": {"y": y, "x": x | {"field": "most"}, "text": text},
    }
    return framed(rows, {"height": len(rows) * _ROW_PX + _AXIS_PX, "layer": [lost, gained, words]})


def _steps(steps: pd.DataFrame, titles: Mapping[str, str], language: Language) -> list[dict[str, Any]]:
    """Return the bars of a waterfall, the largest contribution first, then the whole score."""
    known = steps.sort_values("contribution", ascending=False, kind="stable")
    parts = known["contribution"].fillna(0.0).to_numpy(dtype=np.float64)
    ends = parts.cumsum()
    rows: list[dict[str, Any]] = [
        {
            "name": titles[str(criterion)],
            "begin": float(end - part),
            "end": float(end),
            "part": float(part),
            "most": float(end - part + weight),
            "whole": False,
        }
        for criterion, end, part, weight in zip(
            known.index, ends, parts, known["weight"].to_numpy(dtype=np.float64), strict=True
        )
    ]
    total = float(ends[-1]) if len(ends) else 0.0
    whole = {"begin": 0.0, "end": total, "part": total, "most": total, "whole": True}
    return [*rows, {"name": _word("total", language), **whole}]


def _names(width: int) -> Spec:
    """Return the axis that has the names, in the order of the rows."""
    return {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": width}}


def difference_chart(difference: pd.Series, titles: Mapping[str, str], *, language: Language) -> Spec:
    """Return what puts one site before another, criterion by criterion.

    Parameters
    ----------
    difference
        Contribution of the better minus that of the other by criterion, the greatest advantage first.
    titles
        Words of each criterion.
    language
        Language of axes and tooltips.
    """
    rows = [{"name": titles[str(name)], "part": float(part)} for name, part in difference.items()]
    colour = {"condition": {"test": "datum.part >= 0", "value": _UP}, "value": _DOWN}
    return framed(
        rows,
        {
            "height": len(rows) * _ROW_PX + _AXIS_PX,
            "mark": {"type": "bar", "cornerRadiusEnd": 2},
            "encoding": {
                "y": _names(220),
                "x": {
                    "field": "part",
                    "type": "quantitative",
                    "title": _word("difference", language),
                    "axis": {"tickCount": 8, "format": "+.3~f"},
                },
                "color": colour,
                "tooltip": [
                    {"field": "name", "title": _word("criterion", language), "type": "nominal"},
                    {
                        "field": "part",
                        "title": _word("difference", language),
                        "type": "quantitative",
                        "format": "+.3f",
                    },
                ],
            },
        },
    )


def acceptability_chart(shares: pd.DataFrame, language: Language) -> Spec:
    """Return how often each site takes which rank, as stacked bars.

    Parameters
    ----------
    shares
        Sites in words × groups of ranks, in words, best first; each row adds up to 1.
    language
        Language of axes and tooltips.
    """
    groups = [str(name) for name in shares.columns]
    colours = [*reversed(YLGNBU[max(min(len(groups) - 1, 5), 1)]), _PALE][-len(groups) :]
    rows = [
        {"name": str(name), "group": group, "share": float(share), "place": place}
        for name, row in zip(shares.index, shares.to_numpy(dtype=np.float64), strict=True)
        for place, (group, share) in enumerate(zip(groups, row, strict=True))
    ]
    x = {
        "field": "share",
        "type": "quantitative",
        "stack": "zero",
        "title": _word("share", language),
        "axis": {"format": "%"},
        "scale": {"domain": [0, 1]},
    }
    colour = {
        "field": "group",
        "type": "nominal",
        "sort": groups,
        "scale": {"domain": groups, "range": colours},
        "title": _word("rank", language),
        "legend": {"columns": 3},
    }
    tips = [
        {"field": "name", "title": _word("name", language), "type": "nominal"},
        {"field": "group", "title": _word("rank", language), "type": "nominal"},
        {"field": "share", "title": _word("share", language), "type": "quantitative", "format": ".1%"},
    ]
    encoding = {"y": _names(260), "x": x, "order": {"field": "place"}, "color": colour, "tooltip": tips}
    height = len(shares) * _ROW_PX + _AXIS_PX
    return framed(rows, {"height": height, "mark": {"type": "bar"}, "encoding": encoding})


def interval_chart(intervals: pd.DataFrame, titles: Mapping[str, str], *, language: Language) -> Spec:
    """Return within which range each weight may move before the first rank changes.

    Parameters
    ----------
    intervals
        Index criteria; columns weight, low, high, all shares of the whole weight.
    titles
        Words of each criterion.
    language
        Language of axes and tooltips.
    """
    rows = [
        {
            "name": titles[str(name)],
            "weight": float(row["weight"]),
            "low": float(row["low"]),
            "high": float(row["high"]),
        }
        for name, row in zip(intervals.index, intervals.to_dict("records"), strict=True)
    ]
    y = _names(220)
    x = {
        "field": "low",
        "type": "quantitative",
        "title": _word("weight", language),
        "axis": {"format": "%"},
        "scale": {"domain": [0, 1]},
    }
    tips = [
        {"field": name, "title": _word(name, language), "type": "quantitative", "format": ".1%"}
        for name in ("weight", "low", "high")
    ]
    span = {
        "mark": {"type": "bar", "size": 12, "color": YLGNBU[3][1]},
        "encoding": {"y": y, "x": x, "x2": {"field": "high"}, "tooltip": tips},
    }
    now = {
        "mark": {"type": "tick", "thickness": 3, "size": 20, "color": "#1f2937"},
        "encoding": {"y": y, "x": x | {"field": "weight"}, "tooltip": tips},
    }
    return framed(rows, {"height": len(rows) * _ROW_PX + _AXIS_PX, "layer": [span, now]})


def _word(name: str, language: Language) -> str:
    """Return the words of an axis."""
    return translate(f"sites.chart.{name}", language)
