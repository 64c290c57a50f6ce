"""Charts over years: the way to a goal, the path of a scenario with its band, a time series with its breaks."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geodata.text import Language
from layout.i18n import translate
from layout.viz import chart_frame
from layout.viz.charts import Spec, plain_json
from layout.viz.palette import GREY, OKABE_ITO

_INK = "#1f2937"
_MUTED = "#5b6779"


def path_chart(path: pd.DataFrame, target: float, *, language: Language) -> Spec:
    """Return intensity by year with its band, and the target as a line.

    Parameters
    ----------
    path
        From `layout.landuse.paths.path`.
    target
        亿元/km².
    language
        Language of axes and tooltips.
    """
    rows = [
        {
            name: plain_json(row[name])
            for name in ("year", "intensity_low", "intensity", "intensity_high", "output", "land")
        }
        for row in path.to_dict("records")
    ]
    return _spec(rows, [*_band_and_line(language), _aim(target)])


def _band_and_line(language: Language) -> list[Spec]:
    """Return the layers of a path: the band, and the central line with its tooltip."""
    x = _years()
    title = translate("landuse.axis.intensity", language)
    band = {
        "mark": {"type": "area", "opacity": 0.25, "color": OKABE_ITO["blue"]},
        "encoding": {
            "x": x,
            "y": {"field": "intensity_low", "type": "quantitative", "title": title, "scale": {"zero": False}},
            "y2": {"field": "intensity_high"},
        },
    }
    tips = [
        {
            "field": name,
            "title": translate(f"landuse.axis.{name}", language),
            "type": "quantitative",
            "format": ",.4~g",
        }
        for name in ("intensity", "intensity_low", "intensity_high", "output", "land")
    ]
    line = {
        "mark": {"type": "line", "point": True, "color": OKABE_ITO["blue"]},
        "encoding": {
            "x": x,
            "y": {"field": "intensity", "type": "quantitative"},
            "tooltip": [_year_tip(language), *tips],
        },
    }
    return [band, line]


def _aim(target: float) -> Spec:
    """Return the target as a line across the years."""
    return {
        "data": {"values": [{"target": target}]},
        "mark": {"type": "rule", "color": _INK, "strokeDash": [4, 3]},
        "encoding": {"y": {"field": "target", "type": "quantitative"}},
    }


def series_chart(series: pd.DataFrame, unit: str, *, language: Language) -> Spec:
    """Return a series as one line a segment, with a dashed rule where it breaks.

    Parameters
    ----------
    series
        From `layout.landuse.series.series`.
    unit
        Unit of the axis.
    language
        Language of the tooltips.
    """
    rows = [
        {
            "year": int(row["year"]),
            "value": plain_json(row["value"]),
            "segment": int(row["segment"]),
            "break": str(row[f"break_{language}"]),
        }
        for row in series.to_dict("records")
    ]
    breaks = [{"year": row["year"] - 0.5, "break": row["break"]} for row in rows if row["break"]]
    x = _years()
    line = {
        "mark": {"type": "line", "point": True, "color": OKABE_ITO["blue"]},
        "encoding": {
            "x": x,
            "y": {"field": "value", "type": "quantitative", "title": unit, "scale": {"zero": False}},
            "detail": {"field": "segment"},
            "tooltip": [
                _year_tip(language),
                {"field": "value", "title": unit, "type": "quantitative", "format": ",.6~g"},
                {"field": "break", "title": translate("landuse.axis.break", language)},
            ],
        },
    }
    rule = {
        "data": {"values": breaks},
        "mark": {"type": "rule", "color": GREY, "strokeDash": [4, 3]},
        "encoding": {
            "x": x,
            "tooltip": [{"field": "break", "title": translate("landuse.axis.break", language)}],
        },
    }
    words = {
        "data": {"values": breaks},
        "mark": {"type": "text", "align": "right", "dx": -6, "color": _MUTED},
        "encoding": {"x": x, "y": {"value": 10}, "text": {"field": "break"}},
    }
    return _spec(rows, [line, rule, words] if breaks else [line])


def pace_chart(lines: pd.DataFrame, unit: str, *, language: Language) -> Spec:
    """Return one goal: its figures, the goal, and the straight and the compound way to it.

    Parameters
    ----------
    lines
        Columns year, value, series ("figure", "part_year", "goal", "linear", "compound").
    unit
        Unit of the axis.
    language
        Language of the legend.
    """
    kinds = ("figure", "part_year", "goal", "linear", "compound")
    rows = [
        {
            "year": int(row["year"]),
            "value": float(row["value"]),
            "series": translate(f"landuse.series.{row['series']}", language),
        }
        for row in lines.to_dict("records")
    ]
    names = [translate(f"landuse.series.{kind}", language) for kind in kinds]
    present = [name for name in names if name in {row["series"] for row in rows}]
    base = _pace_encoding(names, unit, present=present, language=language)
    ways = {
        "transform": [{"filter": {"field": "series", "oneOf": names[3:]}}],
        "mark": {"type": "line"},
        "encoding": base,
    }
    dots = {
        "transform": [{"filter": {"field": "series", "oneOf": names[:3]}}],
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
        "encoding": base,
    }
    return _spec(rows, [ways, dots])


def _pace_encoding(names: Sequence[str], unit: str, *, present: Sequence[str], language: Language) -> Spec:
    """Return what points and ways of a goal share: axes, colours and shapes under one legend, tooltip."""
    colours = [_INK, GREY, OKABE_ITO["vermillion"], OKABE_ITO["blue"], OKABE_ITO["bluish_green"]]
    shapes = ["circle", "triangle-up", "diamond", "stroke", "stroke"]
    legend = {"values": present, "symbolStrokeWidth": 2, "symbolOpacity": 1}
    return {
        "x": _years(),
        "y": {"field": "value", "type": "quantitative", "title": unit, "scale": {"zero": False}},
        "color": {
            "field": "series",
            "type": "nominal",
            "title": None,
            "legend": legend,
            "scale": {"domain": names, "range": colours},
        },
        "shape": {
            "field": "series",
            "type": "nominal",
            "title": None,
            "legend": legend,
            "scale": {"domain": names, "range": shapes},
        },
        "tooltip": [
            {"field": "series", "title": translate("landuse.axis.series", language)},
            _year_tip(language),
            {"field": "value", "title": unit, "type": "quantitative", "format": ",.6~g"},
        ],
    }


def _years() -> Spec:
    """Return the axis of years."""
    return {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "axis": {"format": "d", "tickMinStep": 1},
        "scale": {"zero": False},
    }


def _year_tip(language: Language) -> Spec:
    """Return the year as a line of a tooltip."""
    return {
        "field": "year",
        "title": translate("landuse.axis.year", language),
        "type": "quantitative",
        "format": "d",
    }


def _spec(rows: Sequence[Mapping[str, Any]], layers: list[Spec]) -> Spec:
    """Return layers over years with their data."""
    return chart_frame.framed(rows, {"height": 280, "layer": layers})
