"""Colours, legends and styles of suitability: classes of the picture, contiguous areas over it."""

from collections.abc import Sequence

from geodata.text import Bilingual
from layout.entities.wording import plain, say
from layout.i18n import catalogue
from layout.viz import palette
from layout.viz.parts import no_data, tooltip
from layout.viz.picture import Colour
from layout.viz.spec import ClassSpec, StyleSpec, text

NOT_COUNTED = -1
EXCLUDED_COLOUR = "#8d8d8d"
_OPAQUE = 0.82
_PALE = 0.5
_AREA_COLOUR = palette.OKABE_ITO["vermillion"]
_STEPS = {
    6: ("#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"),
    7: ("#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"),
    8: ("#ffffd9", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"),
    9: ("#ffffd9", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#253494", "#081d58"),
}
"""ColorBrewer's YlGnBu for cases that ask for more classes than colour-blind readers can all tell apart."""


def class_colours(breaks: Sequence[float]) -> tuple[str, ...]:
    """Return one colour a class between the breaks, light for low and dark for high."""
    classes = len(breaks) + 1
    return _STEPS[classes] if classes in _STEPS else palette.sequential(classes)


def picture_colours(breaks: Sequence[float]) -> list[Colour]:
    """Return the colours of a picture: outside, excluded, not known, then the classes."""
    return [
        ("#000000", 0.0),
        (EXCLUDED_COLOUR, _PALE),
        (palette.NO_DATA_FILL, _OPAQUE),
        *((colour, _OPAQUE) for colour in class_colours(breaks)),
    ]


def suitability_style(breaks: Sequence[float], areas_km2: Sequence[float], *, note: Bilingual) -> StyleSpec:
    """Return the specification of which the legend of a picture is drawn.

    Parameters
    ----------
    breaks
        Inner breaks of the classes.
    areas_km2
        Area by what is shown: outside, excluded, not known, then the classes.
    note
        What the legend adds.
    """
    edges = (0.0, *breaks, 1.0)
    classes: list[ClassSpec] = [
        {
            "id": f"c{number}",
            "color": colour,
            "label": text(
                say(
                    "suitpage.legend.class",
                    low=f"{edges[number]:g}",
                    high=f"{edges[number + 1]:g}",
                    km2=plain(areas_km2[number + 3], 6),
                )
            ),
            "count": NOT_COUNTED,
        }
        for number, colour in enumerate(class_colours(breaks))
    ]
    taken: ClassSpec = {
        "id": "excluded",
        "color": EXCLUDED_COLOUR,
        "label": text(say("suitpage.legend.excluded", km2=plain(areas_km2[1], 6))),
        "count": NOT_COUNTED,
    }
    unknown = say("suitpage.legend.unknown", km2=plain(areas_km2[2], 6))
    return {
        "id": "suitability",
        "kind": "polygon",
        "title": text(catalogue()["suitpage.legend.title"]),
        "unit": text(catalogue()["suitpage.legend.unit"]),
        "key": "id",
        "property": "class",
        "classify": "category",
        "classes": [*classes, taken],
        "no_data": no_data(NOT_COUNTED if areas_km2[2] > 0 else 0, unknown),
        "stroke": {"color": palette.OUTLINE, "weight": 0.5, "opacity": 0.5},
        "fill_opacity": _OPAQUE,
        "notes": [text(note)],
        "tooltip": [],
    }


def areas_style(count: int) -> StyleSpec:
    """Return the style of contiguous areas: an outline in one colour with their figures."""
    words = catalogue()
    title = text(words["suitpage.areas.layer"])
    unit = words["suitpage.unit.ha"]
    return {
        "id": "areas",
        "kind": "polygon",
        "title": title,
        "key": "area_id",
        "property": "kind",
        "classify": "single",
        "classes": [{"id": "all", "color": _AREA_COLOUR, "label": title, "count": count}],
        "no_data": no_data(0),
        "stroke": {"color": _AREA_COLOUR, "weight": 2.5, "opacity": 1.0},
        "fill_opacity": 0.2,
        "notes": [],
        "tooltip": [
            tooltip("suitpage.areas.id", "area_id"),
            tooltip("suitpage.areas.area", "area_ha", kind="number", unit=unit),
            tooltip("suitpage.areas.mean", "mean_score", kind="number"),
        ],
    }
