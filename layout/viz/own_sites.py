"""Style specification of the office's own sites: outlines that stand out from districts and parks."""

from typing import Final

from layout.i18n import catalogue
from layout.viz import palette
from layout.viz.parts import NAMES, name_label, no_data, tooltip
from layout.viz.spec import StyleSpec, text

OWN_COLOR: Final = palette.OKABE_ITO["vermillion"]
_LABEL_ZOOM: Final = 9


def own_site_style(count: int) -> StyleSpec:
    """Return the style of own sites.

    Parameters
    ----------
    count
        How many there are, for the legend. Their frame has site_id, name_zh, name_en, land_ha, district_zh, district_en.
    """
    title = catalogue()["own_draw.title"]
    words = catalogue()
    return {
        "id": "own_sites",
        "kind": "polygon",
        "key": "site_id",
        "title": text(title),
        "property": "site_id",
        "classify": "single",
        "classes": [{"id": "all", "color": OWN_COLOR, "label": text(title), "count": count}],
        "no_data": no_data(0),
        "stroke": {"color": OWN_COLOR, "weight": 2.5, "opacity": 1.0},
        "fill_opacity": 0.25,
        "notes": [],
        "tooltip": [
            tooltip("map.tooltip.name", NAMES),
            tooltip("own_draw.column.area", "land_ha", kind="number", unit=words["map.unit.ha"]),
            tooltip("own_draw.column.district", {"zh": "district_zh", "en": "district_en"}),
        ],
        "label": name_label(_LABEL_ZOOM),
    }
