"""Style specification of a layer of the office: one look for points, lines and areas, every value in the tooltip.

The only specification whose tooltip labels come from data: the columns are the office's own. They reach the browser inside
the GeoJSON and are set as text, like every value.
"""

from collections.abc import Mapping
from typing import Final

from geodata.text import Bilingual
from layout.entities.wording import both
from layout.viz import palette
from layout.viz.parts import no_data
from layout.viz.spec import StyleSpec, TooltipLine, text

KEY: Final = "feature"
NAME: Final = "feature_name"
_FILL: Final = palette.OKABE_ITO["orange"]
_LINE: Final = palette.OKABE_ITO["vermillion"]


def own_style(title: Bilingual, count: int, *, columns: Mapping[str, str], points: bool) -> StyleSpec:
    """Return the style of a layer of the office.

    Parameters
    ----------
    title
        Its name.
    count
        Number of features, for the legend.
    columns
        The columns to show in the tooltip: property by heading of the office.
    points
        Whether it is made of points; lines and areas look alike otherwise.
    """
    lines: list[TooltipLine] = [
        {"label": text(both(heading)), "property": column, "format": "text", "optional": True}
        for column, heading in columns.items()
    ]
    name: TooltipLine = {"label": text(title), "property": NAME, "format": "text", "optional": False}
    return {
        "id": "own",
        "kind": "point" if points else "polygon",
        "title": text(title),
        "key": KEY,
        "property": KEY,
        "classify": "single",
        "classes": [{"id": "own", "color": _FILL, "label": text(title), "count": count}],
        "no_data": no_data(0),
        "stroke": {"color": _LINE, "weight": 2.0, "opacity": 0.95},
        "fill_opacity": 0.85 if points else 0.3,
        "notes": [],
        "tooltip": [name, *lines],
    }
