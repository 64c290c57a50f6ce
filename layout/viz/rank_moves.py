"""Style specification of the difference of two rankings: purple for places won, orange for places lost."""

from typing import Final

import numpy as np
import pandas as pd

from layout.i18n import catalogue
from layout.viz.palette import PUOR_8, QUIET_FILL
from layout.viz.parks import PARK_LABEL_ZOOM
from layout.viz.parts import NAMES, name_label, no_data, point_stroke, range_classes, tooltip
from layout.viz.spec import StyleSpec, text

BREAKS: Final = (-5.5, -0.5, 0.5, 5.5)
COLORS: Final = (PUOR_8[0], PUOR_8[2], QUIET_FILL, PUOR_8[5], PUOR_8[7])
_LABELS: Final = ("lost_many", "lost", "same", "won", "won_many")


def moves_style(frame: pd.DataFrame) -> StyleSpec:
    """Return the style of sites by how many places they moved.

    Parameters
    ----------
    frame
        Columns site_id, name_zh, name_en, rank_old, rank_new and moved (places won, NaN where a run lacks the site).
    """
    moved = frame["moved"].to_numpy(dtype=np.float64)
    classes = range_classes(moved.tolist(), BREAKS, colors=COLORS)
    for entry, label in zip(classes, _LABELS, strict=True):
        entry["label"] = text(catalogue()[f"sites.moves.{label}"])
    return {
        "id": "moved",
        "kind": "point",
        "key": "site_id",
        "title": text(catalogue()["sites.moves.title"]),
        "property": "moved",
        "classify": "range",
        "classes": classes,
        "no_data": no_data(int(np.isnan(moved).sum()), catalogue()["sites.moves.absent"]),
        "stroke": point_stroke(),
        "fill_opacity": 0.9,
        "notes": [text(catalogue()["map.note.precision"])],
        "tooltip": [
            tooltip("map.tooltip.name", NAMES),
            tooltip("sites.moves.before", "rank_old", kind="year"),
            tooltip("sites.moves.after", "rank_new", kind="year"),
        ],
        "label": name_label(PARK_LABEL_ZOOM),
    }
