"""What all charts share: one look, the data inside, one JSON a chart."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from layout.viz.palette import NO_DATA_FILL

Spec = dict[str, Any]

SCHEMA: Final = "vega-lite v6"
_AXIS: Final = {
    "labelColor": "#5b6779",
    "titleColor": "#5b6779",
    "gridColor": "#e2e8f0",
    "titleFontWeight": "normal",
}
_NUMBERS: Final = {  # end labels that are flushed with the axis run into their neighbours
    "labelFlush": False,
    "labelSeparation": 6,
}
_FONT: Final = "Source Sans, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"


def framed(rows: Sequence[Mapping[str, Any]], body: Spec) -> Spec:
    """Return a Vega-Lite specification with `rows` inside and the look that all charts share.

    Parameters
    ----------
    rows
        Records of plain JSON values.
    body
        Marks and encodings, or layers.
    """
    return {
        "usermeta": {"format": SCHEMA},
        "data": {"values": list(rows)},
        "config": {
            "axis": _AXIS,
            "axisQuantitative": _NUMBERS,
            "view": {"stroke": NO_DATA_FILL},
            "font": _FONT,
            "legend": {"orient": "bottom", "labelLimit": 320},
        },
    } | body
