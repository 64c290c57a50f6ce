"""Style specification of ranked sites: dark for the first ranks, larger for a higher score."""

import math
from typing import Final

import pandas as pd

from layout.i18n import catalogue
from layout.viz.parks import PARK_LABEL_ZOOM
from layout.viz.parts import NAMES, name_label, no_data, point_stroke, range_classes, tooltip
from layout.viz.spec import StyleSpec, text

RANK_BREAKS: Final = (2.0, 6.0, 16.0)
RANK_COLORS: Final = ("#253494", "#2c7fb8", "#7fcdbb", "#ffffcc")
"""First, 2 to 5, 6 to 15 and the rest, in colours of the sequential palette."""


def ranking_style(frame: pd.DataFrame) -> StyleSpec:
    """Return the style of ranked sites: dark for the first ranks, larger for a higher score.

    Parameters
    ----------
    frame
        Columns site_id, name_zh, name_en, rank (1 is best, NaN not ranked) and score (0 to 1).
    """
    ranks = [
        float(rank) for rank in frame["rank"].astype("Float64").to_numpy(dtype="float64", na_value=math.nan)
    ]
    keys = ("map.legend.rank_first", "map.legend.rank_top", "map.legend.rank_middle", "map.legend.rank_rest")
    classes = range_classes(ranks, RANK_BREAKS, colors=RANK_COLORS)
    for entry, key in zip(classes, keys, strict=True):
        entry["label"] = text(catalogue()[key])
    return {
        "id": "ranking",
        "kind": "point",
        "key": "site_id",
        "title": text(catalogue()["map.layer.ranked_sites"]),
        "property": "rank",
        "classify": "range",
        "classes": classes,
        "no_data": no_data(sum(math.isnan(rank) for rank in ranks), catalogue()["map.legend.not_ranked"]),
        "stroke": point_stroke(),
        "fill_opacity": 0.9,
        "notes": [text(catalogue()["map.note.precision"])],
        "radius": {
            "property": "score",
            "scale": "sqrt",
            "max": 1.0,
            "min_px": 4.0,
            "max_px": 16.0,
            "missing_px": 5.0,
            "title": text(catalogue()["map.legend.score"]),
            "unit": {"zh": "", "en": ""},
            "legend": [],
            "missing_label": text(catalogue()["map.legend.not_ranked"]),
        },
        "tooltip": [
            tooltip("map.tooltip.name", NAMES),
            tooltip("map.legend.rank", "rank", kind="year"),
            tooltip("map.legend.score", "score", kind="number"),
        ],
        "label": name_label(PARK_LABEL_ZOOM),
    }
